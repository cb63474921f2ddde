"""The public face: every name is there, described, and still itself after every submodule has been imported."""

import importlib
import inspect
import pkgutil
import subprocess
import sys

import pytest

import framing


def modules():
    return [m.name for m in pkgutil.walk_packages(framing.__path__, "framing.") if not m.name.endswith("__main__")]


@pytest.fixture(scope="module", autouse=True)
def everything_imported():
    for name in modules():
        importlib.import_module(name)


@pytest.mark.parametrize("name", framing.__all__)
def test_a_public_name_stays_itself_and_says_what_it_is(name):
    public = getattr(framing, name)
    assert public.__doc__ and len(public.__doc__.strip()) > 20
    if name not in ("coding", "compare", "figures"):
        assert callable(public), f"{name} is hidden by the module of its name"


def test_no_module_bears_the_name_of_a_public_function():
    """It would be hidden by it: `framing.tone.lexicon` could not be reached."""
    wrong = []
    for name in modules():
        room, _, own = name.rpartition(".")
        public = {*framing.__all__, *getattr(importlib.import_module(room), "__all__", ())}
        if own in public and not inspect.ismodule(getattr(importlib.import_module(room), own)):
            wrong.append(name)
    assert not wrong


CALLS = {
    "quotations": lambda: framing.quotations("“No,” Ann Lee said."),
    "tone": lambda: framing.tone("A great day."),
    "readability": lambda: framing.readability("It rained."),
    "emphasis": lambda: framing.emphasis("A new era.", {"new era": ["new era"]}),
    "tone_toward": lambda: framing.tone_toward("Ann Lee lied.", "Lee"),
    "passages": lambda: framing.passages(framing.simulate(1)),
    "measure": lambda: framing.measure(framing.simulate(1), across=False).outlets,
}


@pytest.mark.parametrize("name", CALLS)
def test_the_functions_that_once_shared_a_modules_name_are_called(name):
    assert len(CALLS[name]().columns) > 3


@pytest.mark.parametrize("name", ["quotations", "tone", "readability", "tone_toward"])
@pytest.mark.parametrize("text", ["", "#", " ", "\u00a0", "x" * 1000, "\x00", "“”‘’'\"''"])
def test_the_emptiest_texts_give_tables(name, text):
    arguments = (text, "Lee") if name == "tone_toward" else (text,)
    assert getattr(framing, name)(*arguments) is not None


def test_a_name_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(AttributeError, match=r"did you mean framing\.quotations"):
        framing.quotation  # noqa: B018


def test_reports_and_studies_are_made_from_python():
    code = "import framing; print(*(getattr(framing, name).__name__ for name in ('report', 'new', 'verify')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["report", "new_study", "verify"]
