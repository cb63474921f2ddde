"""Every mean in the figure of notebook 04 has its sentence there, and a row leads back to its place."""

import importlib
import json

import pytest

import framing
from framing.reporting.notebooks import notebooks


@pytest.fixture(scope="module")
def run(seeds, tables):
    """What the cells of notebook 04 that name something leave, run here without a kernel."""
    file = next(file for file in notebooks() if file.stem == "04_tone")
    cells = ["".join(cell["source"]) for cell in json.loads(file.read_text("utf-8"))["cells"]]
    names = {"framing": framing, "corpus": seeds, "tables": tables}
    exec(next(cell for cell in cells if cell.startswith("point = ")).rpartition("\n")[0], names)
    return cells, names


def test_each_mean_of_the_figure_has_a_sentence(run, tables):
    behind = run[1]["behind"].reset_index()
    drawn = importlib.import_module("framing.figures._toward").data(tables)
    wanted = set(drawn[["actor", "outlet", "voice"]].itertuples(index=False, name=None))
    assert wanted == set(behind[["actor", "outlet", "voice"]].itertuples(index=False, name=None))
    assert len(behind) == len(wanted) and behind["sentence_text"].notna().all()


def test_a_row_that_is_shown_leads_back_to_its_place(run):
    cells, names = run
    shown = next(cell for cell in cells if cell.startswith("point = ")).splitlines()[-1]
    row = eval(shown, names).iloc[0]
    assert framing.evidence(names["corpus"], row) is not None


def test_evidence_is_not_cut_off_before_it_is_shown(run):
    code = "\n".join(run[0])
    assert 0 < code.index("max_colwidth = None") < code.index("tables.outlets")


def test_the_audit_is_of_the_scorer_that_made_the_table(run):
    assert any('framing.tone_audit(corpus, tables.facts["scorer"], tables.tone)' in cell for cell in run[0])


TOLD = (
    "straightened for scoring|It is not the `tone_mean` above|name or pronoun hidden|it stays in sight and counts|"
    "rightly in about four of five cases|hardly better than chance where the codes were traits|"
    "framing.coding_needed"
)


@pytest.mark.parametrize("told", TOLD.split("|"))
def test_what_a_reader_must_know_is_told(run, told):
    assert told in " ".join("\n".join(run[0]).split())
