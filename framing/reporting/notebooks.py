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
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing import startup
from framing.reporting.kernel import TOLD
from framing.startup import closed_folders, is_open

if TYPE_CHECKING:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from nbformat import NotebookNode

_PACKAGE = Path(startup.__file__).resolve().parent
_PATIENCE = 300  # seconds for a kernel to start, on a machine that is busy with other things
_MEMORY = 2**30  # bytes that a kernel may need
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
    >>> run(notebooks()[0], {"studdy": "norwell-bridge"}, ".")
    Traceback (most recent call last):
    ...
    KeyError: "01_corpus.ipynb has no parameter 'studdy'. Did you mean 'study'?"
    """
    notebook = Path(notebook)
    closed = closed_folders(Path(folder) / str(parameters.get("study", ".")))
    (failed,), (node,) = run_all([prepared(notebook.name, notebook.read_bytes(), folder, closed, parameters)])
    if failed:
        raise ValueError(failed)
    return node


Results = tuple[list[str], "list[NotebookNode]"]


class Job(NamedTuple):
    """A notebook to run: its name, its cells, its working folder, and the folders that are closed to imports.

    Without a working folder it runs in an empty one. `open` says that it may import from its working folder, behind
    everything that is installed; `broken`, why it cannot run at all.
    """

    name: str
    node: NotebookNode
    folder: str | Path | None
    closed: list[str]
    open: bool = False
    broken: str = ""


def prepared(
    name: str, content: bytes, folder: str | Path | None, closed: list[str],
    parameters: Mapping[str, Any] | None = None, open: bool = False,
) -> Job:  # fmt: skip
    """A notebook made ready to run: read, with its parameters set."""
    import nbformat

    node: NotebookNode = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    try:
        read: NotebookNode = nbformat.reads(content.decode("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(read)
        language = str(read.metadata.get("kernelspec", {}).get("language") or "python")
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError, nbformat.ValidationError):
        broken = f"{name} is no Jupyter notebook, or a damaged one: open it in JupyterLab and save it, or take it away."
        return Job(name, node, folder, closed, broken=broken)
    if language.lower() != "python":
        broken = f"{name} is written in {language}; a report runs notebooks in Python only. Take it away."
        return Job(name, node, folder, closed, broken=broken)
    node = read
    if parameters:
        _inject(node, parameters, name)
    return Job(name, node, folder, closed, open)


def run_all(jobs: Sequence[Job]) -> Results:
    """Run notebooks, and wait for them; see `started`."""
    with started(jobs) as results:
        return results()


@contextmanager
def started(
    jobs: Sequence[Job], variables: Mapping[str, str] | None = None, done: Callable[[str], object] = str
) -> Iterator[Callable[[], Results]]:
    """Start notebooks, as many at once as this machine has processors and memory for.

    They run in a thread, so that an interruption of this process ends the kernels and goes on from here: in the main
    thread nbclient takes the handlers of signals for itself, and does not give them back.

    Parameters
    ----------
    jobs : sequence of Job
    variables : mapping, optional
        Of the kernels' environment.
    done : callable
        Called with the name of each notebook that has ended.

    Yields
    ------
    callable
        Waits for all and returns, in the order of `jobs`, a sentence for each notebook that failed, with its cell and
        what was said, and an empty one for the others; and the notebooks, with their outputs as far as they came.
    """
    running: list[NotebookClient] = []

    async def all_of_them() -> list[str]:
        places = asyncio.Semaphore(at_once())

        async def one(job: Job) -> str:
            async with places:
                failed = await _run(job, variables or {}, running)
            done(job.name)
            return failed

        return await asyncio.gather(*map(one, jobs))

    loop = asyncio.new_event_loop()
    task = loop.create_task(all_of_them())

    def results() -> Results:
        failures = ended.result()
        for job in jobs:
            _strip(job.node)
        return failures, [job.node for job in jobs]

    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(loop.run_until_complete, task)
        try:
            yield results
        except BaseException:
            for client in running:
                client.shutdown_kernel = "immediate"
            if not ended.done():
                loop.call_soon_threadsafe(task.cancel)
            raise
        finally:
            pool.shutdown()
            loop.close()


def at_once() -> int:
    """Kernels that run at the same time: one for each processor, and not more than memory is free for."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    free = 0
    with suppress(OSError, ValueError, IndexError):  # Linux alone tells
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))
    return max(1, min(processors, free // _MEMORY or 1) if free else processors)


async def _run(job: Job, variables: Mapping[str, str], running: list[NotebookClient]) -> str:
    """Run one notebook; what went wrong, or nothing."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from zmq import ZMQError

    if job.broken:
        return job.broken
    with tempfile.TemporaryDirectory() as scratch, _sockets(scratch) as sockets:
        client = NotebookClient(
            job.node, timeout=None, startup_timeout=_PATIENCE, record_timing=False,
            kernel_manager_class=_kernel_manager(scratch, sockets), resources={"metadata": {"path": scratch}},
        )  # fmt: skip
        running.append(client)
        said = Path(scratch) / "stderr"
        try:
            with said.open("wb") as stderr:
                await client.async_execute(env=_environment(scratch, job) | dict(variables), stderr=stderr)
        except CellExecutionError as error:
            return _told(job, error)
        except (RuntimeError, TimeoutError, ZMQError) as error:  # the kernel did not start, or was ended from outside
            last = said.read_text("utf-8", "replace").strip().splitlines()[-1:]
            reason = "; ".join([str(error).strip().rstrip("."), *last])
            return (
                f"{job.name} could not be run, because its Jupyter kernel did not start or was ended ({reason}). "
                "Free some memory, or install the extra again: pip install --force-reinstall 'framing[lab]'."
            )
        finally:
            # Where it is interrupted while the kernel starts, nbclient leaves this to the end of the process.
            if client.km is not None:
                await client._async_cleanup_kernel()
            atexit.unregister(client._cleanup_kernel)
            running.remove(client)
    return ""


def _told(job: Job, error: CellExecutionError) -> str:
    """The cell that failed and what it said; the notebook keeps the message, without paths of this machine."""
    place = 0
    for cell in job.node.cells:
        place += cell.cell_type == "code"
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                output.traceback = [f"{output.ename}: {output.evalue}"]
                return f"{job.name} stopped with {error.ename}: {error.evalue} (code cell {place})"
    return f"{job.name} stopped with {error.ename}: {error.evalue}"


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
            command = [sys.executable, "-P", str(_PACKAGE / "reporting" / "kernel.py")]
            command += ["--ignore-cwd", "-f", "{connection_file}"]
            return KernelSpec(argv=command, display_name="Python 3", language="python")

    return RunningInterpreter


def _environment(scratch: str, job: Job) -> dict[str, str]:
    """Variables of the kernel: one thread, a fixed hash seed, and none of the user's own settings."""
    neutral = Path(scratch) / "matplotlibrc"
    neutral.touch()
    path = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if is_open(entry, job.closed)]
    folder = Path(job.folder).absolute() if job.folder is not None else Path(scratch) / "empty"
    folder.mkdir(exist_ok=True)
    told = {"package": str(_PACKAGE), "folder": str(folder), "closed": job.closed, "open": job.open}
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
