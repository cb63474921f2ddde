"""Running the notebooks: in this interpreter, with one parameter, leaving nothing of the machine in them."""

from __future__ import annotations

import ast
import asyncio
import atexit
import difflib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing import startup
from framing.reporting.kernel import TOLD
from framing.startup import closed_folders, is_open

if TYPE_CHECKING:
    from nbclient import NotebookClient
    from nbformat import NotebookNode

_PACKAGE = Path(startup.__file__).resolve().parent
_PATIENCE = 300  # seconds for a kernel to start, on a machine that is busy with other things
_SOCKET = 80  # bytes of a folder's path; a socket's whole path may have 103 (macOS) or 107
_NOT_KEPT = ("PYTHONSTARTUP", "PYTHONINSPECT", "JUPYTER_CONFIG_PATH")  # they name files that would be executed
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
        If a cell fails, or the kernel cannot start or dies: the notebook's name, and what was said.

    Notes
    -----
    The kernel starts in a folder of its own and imports nothing from `folder`, from the one that `folder` lies in, or
    from a study in it that the parameters name.

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
    from zmq import ZMQError

    notebook = Path(notebook)
    node: NotebookNode = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    _inject(node, parameters, notebook.name)
    closed = closed_folders(Path(folder) / str(parameters.get("study", ".")))
    with tempfile.TemporaryDirectory() as scratch, _sockets(scratch) as sockets:
        client = NotebookClient(
            node, timeout=None, startup_timeout=_PATIENCE, record_timing=False,
            kernel_manager_class=_kernel_manager(scratch, sockets), resources={"metadata": {"path": scratch}},
        )  # fmt: skip
        said = Path(scratch) / "stderr"
        try:
            with said.open("wb") as stderr:
                _execute(client, env=_environment(scratch, folder, closed), stderr=stderr)
        except CellExecutionError as error:
            raise ValueError(f"{notebook.name} stopped with {error.ename}: {error.evalue}") from None
        except (RuntimeError, TimeoutError, ZMQError) as error:  # the kernel did not start, or was ended from outside
            last = said.read_text("utf-8", "replace").strip().splitlines()[-1:]
            reason = "; ".join([str(error).strip().rstrip("."), *last])
            raise ValueError(
                f"{notebook.name} could not be run, because its Jupyter kernel did not start or was ended ({reason}). "
                "Free some memory, or install the extra again: pip install --force-reinstall 'framing[lab]'."
            ) from None
    _strip(node)
    return node


def _execute(client: NotebookClient, **options: Any) -> None:
    """Run a notebook in a thread, so that an interruption of this process ends the kernel and goes on from here.

    In the main thread nbclient takes the handlers of signals for itself, and does not give them back.
    """
    loop = asyncio.new_event_loop()
    task = loop.create_task(client.async_execute(**options))

    def work() -> None:
        try:
            loop.run_until_complete(task)
        finally:
            # Where it is interrupted while the kernel starts, nbclient leaves this to the end of the process.
            if client.km is not None:
                loop.run_until_complete(client._async_cleanup_kernel())
            atexit.unregister(client._cleanup_kernel)

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        try:
            done.result()
        except BaseException:
            client.shutdown_kernel = "immediate"
            loop.call_soon_threadsafe(task.cancel)
            raise
        finally:
            pool.shutdown()
            loop.close()


@contextmanager
def _sockets(scratch: str) -> Iterator[str | None]:
    """A folder whose path is short enough for the sockets of a kernel; None where there is none."""
    if os.name == "nt":
        yield None
        return
    for place in (None, "/tmp", "/var/tmp"):
        if place and not os.access(place, os.W_OK | os.X_OK):
            continue
        with tempfile.TemporaryDirectory(dir=place) as folder:
            if len(os.fsencode(folder)) <= _SOCKET:
                yield folder
                return
    yield None


def _kernel_manager(scratch: str, sockets: str | None) -> type:
    """A manager that starts the running interpreter, whatever kernels are registered on the machine."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class RunningInterpreter(AsyncKernelManager):
        def __init__(self, **options: Any) -> None:
            # Sockets of the file system where there are any: no port is opened, and no other user can listen.
            local = {"transport": "ipc"} if sockets else {}
            super().__init__(**options, **local, connection_file=str(Path(sockets or scratch) / "kernel.json"))

        @property
        def kernel_spec(self) -> KernelSpec:
            command = [sys.executable, "-P", str(_PACKAGE / "report" / "kernel.py")]
            command += ["--ignore-cwd", "-f", "{connection_file}"]
            return KernelSpec(argv=command, display_name="Python 3", language="python")

    return RunningInterpreter


def _environment(scratch: str, folder: str | Path, closed: list[str]) -> dict[str, str]:
    """Variables of the kernel: one thread, a fixed hash seed, and none of the user's own settings."""
    neutral = Path(scratch) / "matplotlibrc"
    neutral.touch()
    path = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if is_open(entry, closed)]
    told = {"package": str(_PACKAGE), "folder": str(Path(folder).absolute()), "closed": closed}
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_KEPT}
    return {
        **kept,
        **dict.fromkeys(_ONE_THREAD, "1"),
        TOLD: json.dumps(told),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(path),
        "PYTHONSAFEPATH": "1",
        "IPYTHONDIR": scratch,
        "JUPYTER_CONFIG_DIR": scratch,
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
