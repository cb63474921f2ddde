"""What the kernel of a notebook runs first: it settles what can be imported, and only then goes to the study.

It is run as a script, in a working folder of its own, by `framing.report.notebooks`, which says in the variable `TOLD`
where `framing` is, which folders are closed to imports, and in which the notebook runs.
"""

import importlib.util
import json
import os
import sys

TOLD = "FRAMING_KERNEL"


def main() -> None:
    """Start the kernel with the arguments of the command line."""
    told = json.loads(os.environ.pop(TOLD))
    sys.path[:] = [entry for entry in sys.path if os.path.realpath(entry) not in told["closed"]]
    # The package that started this kernel, wherever it lies: a checkout may be the folder that the study lies in.
    where = os.path.join(told["package"], "__init__.py")
    spec = importlib.util.spec_from_file_location("framing", where, submodule_search_locations=[told["package"]])
    assert spec is not None and spec.loader is not None
    sys.modules["framing"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["framing"])
    # Matplotlib reads the settings that lie in the working folder when it is loaded: so before the folder is the study's.
    import matplotlib  # noqa: F401, ICN001
    from ipykernel import kernelapp

    os.chdir(told["folder"])
    kernelapp.launch_new_instance()


if __name__ == "__main__":
    main()
