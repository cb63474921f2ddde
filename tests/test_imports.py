"""Each module imports only from rooms above its own, in the order that `framing/__init__.py` tells; none in circles."""

import ast
import graphlib
from pathlib import Path

import framing

HOME = Path(framing.__file__).parent
ROOMS = framing.__doc__.partition("above it:")[2].partition(";")[0].replace("\n", " ").replace(" ", "").split(",")
FILES = {".".join(("framing", *path.relative_to(HOME).with_suffix("").parts)): path for path in HOME.rglob("*.py")}
MODULES = {name.removesuffix(".__init__"): path for name, path in FILES.items() if "resources" not in name}
ENTRANCE = ("framing", "framing.__main__")  # they assemble the house
BESIDE = ("clustered", "intervals")  # lean on nothing else


def imported(path):
    """Modules of the package that a file names in its imports, also in functions and for types alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] == "framing")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "framing":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


IMPORTS = {name: set(imported(path)) - {name} for name, path in MODULES.items() if name not in ENTRANCE}


def room(module):
    return module.split(".")[1] if "." in module else ""


def test_the_list_of_rooms_names_each_once():
    assert sorted((*ROOMS, *BESIDE)) == sorted({room(name) for name in IMPORTS})


def test_nothing_imports_from_a_room_below_its_own():
    height = {name: number for number, name in enumerate(ROOMS)}
    height |= dict.fromkeys(BESIDE, height["tables"] + 0.5)
    wrong = [
        f"{name} imports {other}"
        for name, others in IMPORTS.items()
        for other in others
        if other in ENTRANCE or height[room(other)] > height[room(name)]
    ]
    assert not wrong


def test_nothing_imports_in_a_circle():
    graphlib.TopologicalSorter(IMPORTS).prepare()  # raises where there is one
