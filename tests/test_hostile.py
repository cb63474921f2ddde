"""Any text, any phrase, any table: every public function gives its answer, or says in a sentence why it cannot.

A new public name needs its line in `CALLS`. How time grows with length is measured by ``benchmarks/faults.py``.
"""

import json
import tempfile
import traceback
import warnings
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import framing
from framing import Article, Corpus, Tables, coding, compare, figures
from framing.corpus.study import Study
from framing.tables import SCHEMA, frame

FEW, MANY = 2, 20
PARTS = (
    *"“”\"'‘’«»[](){}.,:;!?-–—…\n\t\r\0=+@%$#&<>/|\u2028\u00a0\u200b", " ", "\n\n", "\r\n", "said", " said ", "says",
    "told", "according to", "that", "Ann Lee", "Lee", "President Joe Biden", "Mr.", "She ", "they", "US", "U.S.",
    "the minister", "[a] ", "(Reuters)", "PARIS (AP) — ", "Translation:", "Photo: ", "2021-06-08", "3,200-kilometer",
    "not good", "terrible", "but", "a new era", "don't", "n't", "é", "e\u0301", "ß", "İ", "שלום", "😀", "\ud83d",
    "\ufeff", "１", "ǅ", "<script>", "http://a.b/c", "@ann", "x" * 50,
)  # fmt: skip
TEXT = st.one_of(
    st.lists(st.sampled_from(PARTS), max_size=40).map("".join),
    st.lists(st.sampled_from(PARTS), max_size=40).map(" ".join),
    st.text(st.characters(exclude_categories=()), max_size=60),
)
CHANCE = st.floats(0.001, 1)
NAME = st.sampled_from(["a", "b", "c"])
CELLS = {
    "string": st.none() | NAME | st.text(max_size=8),
    "integer": st.integers(0, 60),
    "number": st.none() | st.floats(-2, 2),
    "boolean": st.booleans(),
}
NAMED = {"voice": ("journalist", "quoted", "reported"), "zone": ("headline", "lead", "body", "caption"),
         "kind": ("direct", "partial", "indirect", "scare", "verbatim", "edited"),
         "label": ("negative", "neutral", "positive")}  # fmt: skip


@dataclass
class Case:
    """What one call is given."""

    text: str
    other: str
    phrases: dict[str, list[str]]
    corpus: Corpus
    odd: Tables | None
    codes: pd.DataFrame

    @property
    def phrase(self):
        return next(iter(self.phrases))

    @cached_property
    def tables(self):
        """Any that fit the schema, or those of the corpus."""
        return framing.measure(self.corpus) if self.odd is None else self.odd

    @property
    def labels(self):
        """Codes of one coder, with chances of being drawn and groups, by unit."""
        first = self.codes.drop_duplicates("unit").set_index("unit")
        return first["value"], first["chance"], first["group"]


@st.composite
def cases(draw):
    phrases = draw(st.dictionaries(TEXT, st.lists(TEXT, min_size=1, max_size=2), min_size=1, max_size=2))
    # A form without a letter is refused when a study is measured.
    more = draw(st.lists(st.text(max_size=9).map("a {}".format), min_size=1))
    forms = {draw(st.text(max_size=8).filter(str.strip)): ("Ann Lee", "a new era"), "told": tuple(more)}
    texts = draw(st.lists(TEXT, max_size=3))
    articles = [
        Article(f"{i}{draw(TEXT)}", text, draw(NAME | TEXT), title=draw(st.none() | TEXT),
                date=draw(st.none() | st.sampled_from(["2021-06-08", "8 June 2021"])), event=draw(st.none() | NAME))
        for i, text in enumerate(texts)
    ]  # fmt: skip
    corpus = Corpus(articles, Study(phrases=forms, actors=forms, aliases=forms))
    odd = draw(st.none() | any_tables())
    rows = draw(st.lists(st.tuples(NAME, NAME, st.sampled_from(["1", "2", "x"]), CHANCE, NAME), max_size=8))
    codes = pd.DataFrame(rows, columns=["unit", "coder", "value", "chance", "group"]).drop_duplicates(["unit", "coder"])
    return Case(draw(TEXT), draw(TEXT), phrases, corpus, odd, codes)


@st.composite
def any_tables(draw):
    """Any cells, but that articles and outlets are those of their tables."""
    outlets = draw(st.lists(NAME | st.text(min_size=1, max_size=8), min_size=1, max_size=3, unique=True))
    ids = draw(st.lists(NAME, min_size=1, max_size=3, unique=True))

    def table(name, first=None):
        def cell(column):
            if column.name in ("article_id", "article_a", "article_b", "family", "relative"):
                return st.sampled_from(ids)
            if column.name == "outlet":
                return st.sampled_from(outlets)
            if column.name in ("phrase", "actor", "term"):
                return NAME | st.text(min_size=1, max_size=8)
            return st.sampled_from(NAMED[column.name]) if column.name in NAMED else CELLS[column.dtype]

        columns = SCHEMA[name].columns
        if first is None:
            return frame(name, draw(st.lists(st.tuples(*map(cell, columns)), max_size=3)))
        return frame(name, [(key, *draw(st.tuples(*map(cell, columns[1:])))) for key in first])

    articles = table("articles", ids)
    own = {"articles": articles, "outlets": table("outlets", dict.fromkeys(articles["outlet"]))}
    return Tables({name: table(name) for name in SCHEMA if name not in own} | own)


def read(case):
    return framing.read(pd.DataFrame({"id": [a.id for a in case.corpus], "text": [a.text for a in case.corpus]}))


def measure_file(case):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "a.jsonl")
        table = pd.DataFrame({"id": ["a", "b"], "outlet": ["A", "B"], "text": [case.text, case.other]}, dtype="object")
        source.write_text("\n".join(json.dumps(row) for row in table.to_dict("records")), encoding="utf-8")
        framing.measure_file(source, Path(folder, "to"), workers=1)
        framing.measure_across(source, Path(folder, "to"), workers=1)
        return framing.scan(Path(folder, "to")).read("articles")


def sheets(case):
    with tempfile.TemporaryDirectory() as folder:
        drawn = coding.sample(case.tables, "sentence", n=1)
        coding.sheet(drawn, case.corpus, "entman", folder, ["x"])
        return coding.collect(folder, "entman")


def study(case, folder):
    """A study of one text, read fast."""
    Path(folder, "study.toml").write_text('name = "one"\nmodel = "fast"\n', encoding="utf-8")
    Path(folder, "a.txt").write_bytes(case.text.encode("utf-8", "surrogatepass"))
    return folder


def new(case):
    with tempfile.TemporaryDirectory() as folder:
        return framing.new(Path(folder, "new"), study(case, folder))


def report(case):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as out:
        return framing.report(study(case, folder), out, only="tables")


def verify(case):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as out:
        return framing.verify(study(case, folder), out)


def share(case):
    with tempfile.TemporaryDirectory() as folder:
        return framing.share(case.corpus, folder, case.tables)


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.txt").write_bytes(case.text.encode("utf-8", "surrogatepass"))
        Path(folder, "b.csv").write_bytes(case.other.encode("utf-8", "surrogatepass"))
        return framing.check(folder)


def preregister(case):
    with tempfile.TemporaryDirectory() as folder:
        plan = framing.preregister(Path(folder, "plan.toml"), case.text, hypothesis=case.other, by=case.phrase)
        return compare.contrast(case.tables, "articles.quoted_share", plan=plan)


def save_figure(case):
    with tempfile.TemporaryDirectory() as folder:
        return figures.save("overview", case.tables, folder)


def drawn(name):
    def draw(case):
        plotted(getattr(figures, name), case.tables)
        return figures.describe(name, case.tables), figures.caption(name, case.tables)

    return draw


def plotted(plot, found):
    import matplotlib.pyplot as plt

    try:
        plot(found).get_figure().canvas.draw()
    finally:
        plt.close("all")


def evidence(case):
    rows = [row for table in ("quotations", "phrases", "passages") for _, row in case.tables[table].iterrows()]
    return [framing.evidence(case.corpus, row) for row in rows]


def correct(case):
    value, chance, group = case.labels
    machine = value.map({"1": 1.0, "2": 0.0}).astype(float)
    return coding.correct(machine, machine, chance, by=group)


def frame_model(case):
    return coding.frame_model(pd.Series({"a": case.text, "b": case.other}, dtype="object"), case.labels[0], "1")


CALLS = {
    "Article": lambda c: (repr(Article(c.text, c.other)), Article(c.text, c.other)._repr_html_()),
    "Corpus": lambda c: (repr(c.corpus), c.corpus._repr_html_()),
    "Document": lambda c: (framing.Document(c.text).sentences, framing.Document(c.text).words),
    "FramingFeatures": lambda c: framing.FramingFeatures(phrases=c.phrases).fit_transform([c.text, c.other]),
    "Study": lambda c: repr(framing.Study(phrases=c.phrases)),
    "Tables": lambda c: repr(c.tables),
    "accuracy": lambda c: framing.accuracy(),
    "balance": lambda c: framing.balance(c.tables, *(list(c.tables.phrases["phrase"]) + [c.phrase] * 2)[:2]),
    "check": check,
    "coding.agreement": lambda c: coding.agreement(c.codes),
    "coding.codebook": lambda c: coding.codebook(c.text),
    "coding.collect": sheets,
    "coding.correct": correct,
    "coding.frame_model": frame_model,
    "coding.gold": lambda c: coding.gold(c.codes),
    "coding.plan": lambda c: coding.plan(c.labels[0], c.labels[0]),
    "coding.regress": lambda c: coding.regress(*c.labels[:1], *c.labels[:2], c.labels[2].to_frame("group")),
    "coding.next_sample": lambda c: coding.next_sample(frame_model(c), 3),
    "coding.sample": lambda c: coding.sample(c.tables, "article", n=1),
    "coding.scores": lambda c: coding.scores(c.codes.assign(variable="economic_gains"), "generic_frames"),
    "coding.sensitivity": lambda c: coding.sensitivity(compare.contrast(c.tables, "articles.quoted_share")),
    "coding.sheet": sheets,
    "coding.units": lambda c: coding.units(c.tables, "quotation"),
    "coding.validate": lambda c: coding.validate(c.labels[0], c.labels[0], by=c.labels[2]),
    "coding_needed": lambda c: framing.coding_needed(0.7),
    "collocates": lambda c: framing.collocates(c.corpus, c.phrase),
    "compare.benjamini_hochberg": lambda c: compare.benjamini_hochberg(list(c.codes["chance"])),
    "compare.contrast": lambda c: compare.contrast(c.tables, "articles.quoted_share"),
    "compare.contrast_all": lambda c: compare.contrast_all(c.tables, "articles.quoted_share"),
    "compare.keyness": lambda c: compare.keyness(c.tables),
    "compare.likeness": lambda c: compare.likeness(c.tables),
    "compare.naming": lambda c: compare.naming(c.tables, next(iter(c.tables.naming["referent"]), "x")),
    "compare.robustness": lambda c: compare.robustness(c.tables, "articles.quoted_share"),
    "compare.plan": lambda c: compare.plan(compare.contrast(c.tables, "articles.quoted_share"), sides=[9]),
    "compare.specifications": lambda c: compare.specifications(c.tables, "articles.quoted_share", ["as measured"]),
    "compare.standing": lambda c: repr(compare.standing(c.tables)),
    "compare.trend": lambda c: compare.trend(c.tables, "articles.quoted_share"),
    "dictionary": lambda c: framing.dictionary(c.corpus, c.phrases, c.tables),
    "edits": lambda c: framing.edits(c.corpus),
    "emphasis": lambda c: framing.emphasis(c.text, c.phrases),
    "evidence": evidence,
    "families": lambda c: framing.families(c.corpus),
    "copied": lambda c: framing.copied(c.text, c.other),
    "figures.FIGURES": lambda c: [figures.plotted(name, c.tables) for name in figures.FIGURES],
    "figures.caption": lambda c: figures.caption("standing", c.tables),
    "figures.evidence": lambda c: figures.evidence("standing", c.tables),
    "figures.describe": lambda c: figures.describe("standing", c.tables),
    "figures.plotted": lambda c: figures.plotted("standing", c.tables),
    "figures.save": save_figure,
    **{f"figures.{name}": drawn(name) for name in figures.FIGURES},
    "figures.contrast": lambda c: plotted(figures.contrast, compare.contrast(c.tables, "articles.quoted_share")),
    "figures.corrected": lambda c: plotted(figures.corrected, correct(c)),
    "figures.coverage": lambda c: plotted(figures.coverage, framing.coverage(c.tables)),
    "figures.keyness": lambda c: plotted(figures.keyness, compare.keyness(c.tables)),
    "figures.likeness": lambda c: plotted(figures.likeness, compare.likeness(c.tables)),
    "figures.reliability": lambda c: plotted(figures.reliability, coding.agreement(c.codes)),
    "figures.specifications": lambda c: plotted(
        figures.specifications, compare.specifications(c.tables, "articles.quoted_share", ["as measured"])),
    "figures.trend": lambda c: plotted(figures.trend, compare.trend(c.tables, "articles.quoted_share")),
    "kwic": lambda c: framing.kwic(c.corpus, c.phrase, tables=c.tables)._repr_html_(),
    "measure": lambda c: framing.measure(c.corpus),
    "measure_across": measure_file,
    "measure_file": measure_file,
    "new": new,
    "report": report,
    "verify": verify,
    "methods": lambda c: str(framing.methods(c.tables)),
    "omissions": lambda c: framing.omissions(c.tables, c.corpus),
    "passages": lambda c: framing.passages(c.corpus),
    "preregister": preregister,
    "quotations": lambda c: framing.quotations(c.text),
    "read": read,
    "readability": lambda c: framing.readability(c.text),
    "responses": lambda c: framing.responses(c.tables),
    "reuse": lambda c: framing.reuse(c.text, c.other),
    "salience": lambda c: framing.salience(c.tables),
    "salience_index": lambda c: framing.salience_index(framing.salience(c.tables)),
    "scan": measure_file,
    "sentences_of": lambda c: framing.sentences_of(c.corpus, c.tables.quotations),
    "share": share,
    "show": lambda c: (framing.show(c.text, phrases=c.phrases), [framing.show(a, c.tables) for a in c.corpus]),
    "simulate": lambda c: framing.simulate(1, seed=len(c.text)),
    "standing": lambda c: repr(framing.standing(c.tables)),
    "statements": lambda c: framing.statements(c.corpus),
    "summarise": lambda c: (framing.summarise(c.tables)._repr_html_(), c.tables.latex(intervals=True), c.tables.html()),
    "coverage": lambda c: (repr(framing.coverage(c.tables)), framing.coverage(c.corpus)),
    "frames": lambda c: framing.frames(c.corpus, c.labels[0].rename("x").to_frame(), value="1", model="fast"),
    "naming": lambda c: framing.naming(c.corpus, {"Lee": ["Ann Lee", c.other]}, c.phrases, model="fast"),
    "naming_summary": lambda c: framing.naming_summary(c.tables),
    "packages": lambda c: framing.packages(c.tables),
    "suggest_names": lambda c: framing.suggest_names(c.corpus),
    "suggest_phrases": lambda c: framing.suggest_phrases(c.corpus),
    "tone": lambda c: framing.tone(c.text),
    "tone_audit": lambda c: framing.tone_audit(c.corpus)._repr_html_(),
    "tone_summary": lambda c: framing.tone_summary(c.tables.tone, corpus=c.corpus),
    "tone_toward": lambda c: framing.tone_toward(c.text, c.other),
    "harsher": lambda c: framing.harsher(c.tables.mentions, c.corpus),
    "toward_summary": lambda c: framing.toward_summary(c.tables.mentions, corpus=c.corpus),
}
# These take any text whatever, and refuse none.
ALWAYS = {"Article", "Corpus", "Document", "copied", "edits", "families", "measure", "passages", "quotations",
          "readability", "reuse", "statements", "tone"}  # fmt: skip


def public():
    for module, prefix in ((framing, ""), (coding, "coding."), (compare, "compare."), (figures, "figures.")):
        yield from (prefix + name for name in module.__all__ if name not in ("coding", "compare", "figures"))


def answered(name, case):
    """Call a function; a refusal must come from the package itself, as a sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        try:
            found = CALLS[name](case)
        except (ValueError, KeyError, FileNotFoundError) as error:
            package = str(Path(framing.__file__).parent)
            assert name not in ALWAYS, error
            assert traceback.extract_tb(error.__traceback__)[-1].filename.startswith(package), error
            assert str(error.args[0]).endswith("."), error
            return
    for table in found if isinstance(found, tuple) else (found,):
        if isinstance(table, pd.DataFrame) and {"start", "end"} <= set(table) and name in ("quotations", "tone"):
            assert (table["start"] <= table["end"]).all() and (table["end"] <= len(case.text)).all()


def test_every_public_name_has_its_call():
    assert sorted(CALLS) == sorted(public())


@pytest.mark.parametrize("name", CALLS)
def test_any_text_and_any_table_is_answered(name):
    @settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(cases())
    def check(case):
        answered(name, case)

    check()


@pytest.mark.slow
@pytest.mark.parametrize("name", CALLS)
def test_many_texts_and_tables_are_answered(name):
    @settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases())
    def check(case):
        answered(name, case)

    check()


SIZE = 8_000
SIGNS = {
    "marks": '"', "opening marks": "“", "single marks": "'", "letters": "a", "capitals": "A", "names": "Abc ",
    "spaces": " ", "lines": "\n", "stops": ".", "digits": "1", "brackets": "[", "insertions": "[a] ",
    "cues": "said that ", "accents": "e\u0301", "emoji": "😀",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_one_sign_repeated_is_measured_to_the_end(sign):
    text = sign * (SIZE // len(sign))
    found = [
        framing.quotations(text), framing.tone(text), framing.emphasis(text, {"p": ["abc abc"]}),
        framing.tone_toward(text, "Abc"),
    ]  # fmt: skip
    for table in found:
        assert (table["start"] <= table["end"]).all() and (table["end"] <= len(text)).all()
    assert len(framing.readability(text)) == 1
