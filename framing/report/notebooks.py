"""Running the notebooks: in this interpreter, with one parameter, leaving nothing of the machine in them."""

from __future__ import annotations

import ast
import difflib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import framing

if TYPE_CHECKING:
    from nbformat import NotebookNode

_PACKAGE = Path(framing.__file__).resolve().parent
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def notebooks() -> list[Path]:
    """The notebooks in order: those of the checkout, or those that the wheel carries."""
    for folder in (_PACKAGE.parent / "notebooks", _PACKAGE / "resources" / "notebooks"):
        found = sorted(folder.glob("[0-9]*.ipynb"))
        if found:
            return found
    raise FileNotFoundError("The notebooks are missing: reinstall framing, or clone the repository again.")


def run(notebook: str | Path, parameters: Mapping[str, Any], folder: str | Path) -> NotebookNode:
    """Run one notebook and return it with its outputs.

    Parameters
    ----------
    notebook : path
    parameters : mapping
        Values for the names that the notebook's cell tagged ``parameters`` assigns; another name is an error.
    folder : path
        Working folder of the run.

    Returns
    -------
    NotebookNode
        Without the version of Python, times of execution or the name of a kernel of this machine.

    Raises
    ------
    KeyError
        If the notebook has no such parameter; the message gives the nearest.
    ValueError
        If a cell fails: the notebook's name, and what the cell said.

    Examples
    --------
    >>> run(notebooks()[0], {"studdy": "seeds"}, ".")
    Traceback (most recent call last):
    ...
    KeyError: "01_corpus.ipynb has no parameter 'studdy'. Did you mean 'study'?"
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = Path(notebook)
    node: NotebookNode = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    _inject(node, parameters, notebook.name)
    with tempfile.TemporaryDirectory() as scratch:
        client = NotebookClient(
            node, timeout=None, record_timing=False, kernel_manager_class=_kernel_manager(scratch),
            resources={"metadata": {"path": str(folder)}},
        )  # fmt: skip
        try:
            client.execute(env=_environment(scratch))
        except CellExecutionError as error:
            raise ValueError(f"{notebook.name} stopped with {error.ename}: {error.evalue}") from None
    _strip(node)
    return node


def _kernel_manager(scratch: str) -> type:
    """A manager that starts the running interpreter, whatever kernels are registered on the machine."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class RunningInterpreter(AsyncKernelManager):
        def __init__(self, **options: Any) -> None:
            # Sockets of the file system where there are any: no port is opened, and no other user can listen.
            local = {} if os.name == "nt" else {"transport": "ipc"}
            super().__init__(**options, **local, connection_file=str(Path(scratch) / "kernel.json"))

        @property
        def kernel_spec(self) -> KernelSpec:
            command = [sys.executable, "-m", "ipykernel_launcher", "--ignore-cwd", "-f", "{connection_file}"]
            return KernelSpec(argv=command, display_name="Python 3", language="python")

    return RunningInterpreter


def _environment(scratch: str) -> dict[str, str]:
    """Variables of the kernel: one thread, a fixed hash seed, and none of the user's own settings."""
    neutral = Path(scratch) / "matplotlibrc"
    neutral.touch()
    path = [str(_PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        **dict.fromkeys(_ONE_THREAD, "1"),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(path),
        "IPYTHONDIR": scratch,
        "MATPLOTLIBRC": str(neutral),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "TZ": "UTC",
        "COLUMNS": "100",
    }


def _inject(node: NotebookNode, parameters: Mapping[str, Any], name: str) -> None:
    """Set the values in the cell tagged ``parameters``; comments beside them stay."""
    cells = [cell for cell in node.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        raise ValueError(f"{name} has {len(cells)} cells tagged 'parameters'; it needs one.")
    lines = cells[0].source.splitlines()
    known = {
        statement.targets[0].id: statement
        for statement in ast.parse(cells[0].source).body
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
    }
    for parameter, value in parameters.items():
        if parameter not in known:
            near = difflib.get_close_matches(parameter, known, 1, 0.4)
            hint = f"Did you mean {near[0]!r}?" if near else f"It has {', '.join(known)}."
            raise KeyError(f"{name} has no parameter {parameter!r}. {hint}")
        old = known[parameter].value
        line = lines[old.lineno - 1].encode()  # columns of a syntax tree count bytes
        new = json.dumps(value, ensure_ascii=False).encode()
        lines[old.lineno - 1] = (line[: old.col_offset] + new + line[old.end_col_offset :]).decode()
    cells[0].source = "\n".join(lines)


def _strip(node: NotebookNode) -> None:
    """Take out of a run notebook what differs between machines."""
    from nbformat import from_dict

    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    node.metadata = from_dict(  # type: ignore[no-untyped-call]
        {"kernelspec": kernel, "language_info": {"name": "python"}}
    )
    for cell in node.cells:
        cell.metadata.pop("execution", None)
