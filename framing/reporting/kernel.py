"""What the kernel of a notebook runs first: it settles what can be imported, and only then goes to the study.

It is run as a script, in a working folder of its own, by `framing.reporting.notebooks`, which says in the variable
`TOLD` where `framing` is, which folders are closed to imports, and in which the notebook runs.
"""

import json
import os
import sys
from importlib.abc import MetaPathFinder
from importlib.util import spec_from_file_location

TOLD = "FRAMING_KERNEL"


class ThisPackage(MetaPathFinder):
    """Finds the `framing` that started the kernel, wherever it lies: in a checkout, that may be beside the study."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def find_spec(self, name, path=None, target=None):  # type: ignore[no-untyped-def]
        """Where `framing` is; of other modules nothing is known here."""
        if name != "framing":
            return None
        file = os.path.join(self.folder, "__init__.py")
        return spec_from_file_location(name, file, submodule_search_locations=[self.folder])


def main() -> None:
    """Start the kernel with the arguments of the command line."""
    told = json.loads(os.environ.pop(TOLD))
    sys.path[:] = [entry for entry in sys.path if os.path.realpath(entry) not in told["closed"]]
    sys.meta_path.insert(0, ThisPackage(told["package"]))
    # Matplotlib reads the settings that lie in the working folder when it is loaded: so before that is the study's.
    # (Not so pandas, which looks whether it is in a kernel when it is loaded.)
    import matplotlib  # noqa: F401
    from ipykernel import kernelapp

    os.chdir(told["folder"])
    if told["open"]:  # its user trusts the notebook: last, so that a module there can replace no other
        sys.path.append(told["folder"])
        sys.dont_write_bytecode = True
    kernelapp.launch_new_instance()


if __name__ == "__main__":
    main()
