"""`frames`: how often each outlet uses each coded frame, corrected; who differs; which sentences carry it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing.coding._correct import correct
from framing.coding.codes import normalised
from framing.coding.frames import FrameModel, frame_model
from framing.corpus.article import unknown_outlet
from framing.corpus.corpus import Corpus
from framing.corpus.given import corpus_of
from framing.text.document import Document
from framing.text.zones import STORY

SENTENCES = 3  # of an article that carry a frame


@dataclass(frozen=True, repr=False)
class Frames:
    """Frames of a corpus, learned from codes of some of its articles.

    Attributes
    ----------
    table : DataFrame
        Corrected prevalence: frame, then the columns of `framing.coding.correct` (group, method, estimate, low, high,
        …).
    contrasts : DataFrame
        The same of each difference between two groups.
    sentences : DataFrame
        frame, article_id, outlet, start, end, text, score: the sentences that speak most for a frame, of articles
        that the
        model takes to have it. Candidates to read, not codes.
    accuracy : DataFrame
        frame, then the columns of `framing.coding.validate`, overall and by group; with calibration_error of the frame.
    models : dict of str to FrameModel
    note : str
    """

    table: pd.DataFrame
    contrasts: pd.DataFrame
    sentences: pd.DataFrame
    accuracy: pd.DataFrame
    models: Mapping[str, FrameModel]
    note: str

    def __repr__(self) -> str:
        shown = self.table[self.table["method"] == "ppi"]
        return f"{shown.round(3).to_string(index=False)}\n{self.note}"


def frames(
    corpus: Corpus,
    codes: pd.DataFrame | pd.Series[Any],
    by: str = "outlet",
    probability: pd.Series[Any] | None = None,
    value: str = "yes",
    model: str | None = None,
    seed: int = 0,
) -> Frames:
    """Prevalence of coded frames by outlet, corrected for the model's errors, with contrasts and evidence.

    Parameters
    ----------
    corpus : Corpus
    codes : DataFrame or Series
        Human codes of some articles: indexed by article id, one column per frame (a Series: one frame).
    by : {"outlet", "event", "wire", …}
        A fact of the articles.
    probability : Series, optional
        Inclusion probability of every article, from `framing.coding.sample` or `framing.coding.next_sample`. Without it
        the coded articles are taken for a simple random sample, and the note says so.
    value : str
        The code that says that the frame is there.
    model : {"encoder", "fast"}, optional
        As in `framing.coding.frame_model`; by default what the study says.
    seed : int

    Returns
    -------
    Frames
        ``.table``, ``.contrasts``, ``.sentences``, ``.accuracy``, ``.models`` and ``.note``.

    Raises
    ------
    TypeError, ValueError
        If `codes` hold no article of the corpus, or too few with and without a frame (see `frame_model`).

    Notes
    -----
    Every article is labelled by a model of other stories (events, else articles). Prevalence and differences are those
    of `framing.coding.correct`: unbiased for the human codes, whatever the model's errors.

    References
    ----------
    Egami, Hinck, Stewart & Wei 2023, Using imperfect surrogates for downstream inference. NeurIPS 36.

    Examples
    --------
    >>> import framing
    >>> corpus = framing.simulate(events=16)
    >>> codes = pd.Series({a.id: "yes" if "levy" in a.text else "no" for a in corpus[:70]}, name="levy")
    >>> found = framing.frames(corpus, codes, model="fast")
    >>> sorted(set(found.table["method"]))
    ['dsl', 'human', 'machine', 'ppi']
    """
    corpus = corpus_of(corpus, "frames")
    if isinstance(codes, pd.Series):
        codes = codes.to_frame(str(codes.name or "frame"))
    if not isinstance(codes, pd.DataFrame):
        raise TypeError(
            f"codes is a data frame indexed by article id, one column per frame, not {type(codes).__name__}."
        )
    articles = [a for a in corpus if a.language.startswith("en")]
    index = pd.Index([a.id for a in articles], dtype="object", name="unit")
    codes = codes.set_axis(codes.index.astype(str)).loc[lambda rows: rows.index.isin(index)]
    if codes.empty or not len(codes.columns):
        raise ValueError("codes name no English article of this corpus: their index is the id of each coded article.")
    texts = pd.Series([a.text for a in articles], index=index)
    group = pd.Series([_fact(a, by) for a in articles], index=index, name=by)
    story = pd.Series([a.event or a.id for a in articles], index=index, name="story")
    known = group.notna() & (group != pd.Series([unknown_outlet(a.id) for a in articles], index=index))
    reading = model or (corpus.study.model if corpus.study else "encoder")
    tables: list[pd.DataFrame] = []
    contrasts: list[pd.DataFrame] = []
    accuracy: list[Any] = []
    evidence: list[Any] = []
    models: dict[str, Any] = {}
    assumed = probability is None
    for frame in codes.columns:
        own = normalised(codes[frame], [value]).codes.dropna()
        learned = models[str(frame)] = frame_model(texts, own, value, story, seed=seed, model=reading)
        chance = pd.Series(len(own) / len(index), index=index) if probability is None else probability.reindex(index)
        machine = learned.probability[known]
        present = (own == str(value)).astype(float)
        present = present[present.index.isin(machine.index)]
        for estimand, into in (("mean", tables), ("difference", contrasts)):
            if estimand == "difference" and group[known].nunique() < 2:
                continue
            found = correct(machine, present, chance[known], estimand, None, group[known], story[known], seed=seed)
            into.append(found.table.assign(frame=str(frame)))
        checked = learned.validate(by=group).table
        accuracy.append(checked.assign(frame=str(frame), calibration_error=learned.calibration_error))
        evidence += _sentences(str(frame), articles, learned, group)
    columns = ["frame", "article_id", by, "start", "end", "text", "score"]
    note = (
        f"{len(codes):,} of {len(index):,} articles are coded. "
        + ("They are taken for a simple random sample; give probability= if some were likelier to be coded. " * assumed)
        + "Read the rows ppi: codes and model together. The rows machine take the model for truth. Sentences are "
        "candidates that the model points to, not codes."
    )
    return Frames(
        _first(tables), _first(contrasts), pd.DataFrame(evidence, columns=columns), _first(accuracy), models, note
    )  # fmt: skip


def _fact(article: Any, by: str) -> Any:
    if hasattr(article, by) and by not in ("text", "metadata"):
        return getattr(article, by)
    if by in article.metadata:
        return article.metadata[by]
    raise KeyError(f"The articles have no {by!r}; group them by outlet, event, wire, date or a column of their own.")


def _first(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """All tables with the frame as the first column."""
    if not tables:
        return pd.DataFrame(columns=["frame"])
    whole = pd.concat(tables, ignore_index=True)
    return whole[["frame", *[name for name in whole.columns if name != "frame"]]]


def _sentences(frame: str, articles: list[Any], learned: FrameModel, group: pd.Series[Any]) -> list[tuple[Any, ...]]:
    """The sentences that speak most for the frame, by the words that tell coded articles with it from the others."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    from framing.coding.frame_pipeline import fitted

    words = TfidfVectorizer(sublinear_tf=True, min_df=2, token_pattern=r"\w+")
    coded = learned.coded
    known = words.fit_transform(learned.texts.loc[coded.index])
    weight = fitted(known, (coded == learned.value).to_numpy(dtype=bool)).coef_[0]
    rows = []
    for article, labelled in zip(articles, learned.labels, strict=True):
        if not labelled:
            continue
        document = Document(article)
        spans = [(s.start, s.end) for s in document.sentences if s.zone in STORY]
        if not spans:
            continue
        score = words.transform([article.text[a:b] for a, b in spans]) @ weight
        for place in sorted(np.argsort(-score, kind="stable")[:SENTENCES]):
            if score[place] > 0:
                start, end = spans[place]
                rows.append((
                    frame, article.id, group[article.id], start, end, article.text[start:end],
                    round(float(score[place]), 4),
                ))  # fmt: skip
    return rows
