"""``study.toml``: which corpus, which outlets, and what is asked of them.

A study is a folder with the articles and one file that says what no article says of itself: where it was
published and how we know, when, from which wire; which phrases are followed, which names are one person,
which actors matter. The file is checked before anything is read, and every mistake in it is told at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from framing.corpus.dates import Order
from framing.corpus.study_values import ARTICLE_KEYS, EVIDENCE, MODELS, STUDY_KEYS, UNKNOWN, a_model, checked

_FORMS = ("phrases", "outlets", "aliases", "actors", "groups")


class StudyError(ValueError):
    """A mistake in a ``study.toml``; a notebook shows its sentence and not the code that read the file."""

    def _render_traceback_(self) -> list[str]:
        return [f"{self}"]


@dataclass(frozen=True)
class Label:
    """What a study says about one article; ``None`` where it says nothing.

    Attributes
    ----------
    id : str
        The article's id, as every table gives it.
    file : str or None
        Its file, relative to the study's folder; a study with a ``source`` matches by ``id`` instead.
    outlet, date, wire : str or None
        Where it was published, when (ISO), and the agency whose copy it carries.
    outlet_evidence, date_evidence, wire_evidence : str
        How that is known: ``stated`` (the text says so), ``matched`` (a public page with the same text),
        ``inferred``, ``guessed`` (by a program, from a web page) or ``unknown``.
    title, url, byline, event, language : str or None
        As for an article; ``event`` and ``language`` fall back on the study's.
    translated : bool
        Whether the text is a translation; figures of tone and phrases flag it.
    filed : str or None
        Before which moment the version was filed ("before the meeting"); figures of selection flag it.
    note : str or None
        Anything else a reader of the study should know.
    """

    id: str
    file: str | None = None
    outlet: str | None = None
    outlet_evidence: str = UNKNOWN
    date: str | None = None
    date_evidence: str = UNKNOWN
    wire: str | None = None
    wire_evidence: str = UNKNOWN
    title: str | None = None
    url: str | None = None
    byline: str | None = None
    event: str | None = None
    language: str | None = None
    translated: bool = False
    filed: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Study:
    """A study: its articles' labels, and the phrases, names and actors it follows.

    Attributes
    ----------
    name : str
        Short name, used for folders and by :func:`framing.read`.
    title, event : str or None
        Full title; the event that the articles report.
    source : str or None
        File or folder, relative to ``study.toml``, that holds the articles; without it, the labels' files.
    language : str or None
        Language of articles that state none; without it, it is guessed article by article.
    dates : {"day first", "month first"} or None
        How dates such as ``06/08/2021`` are read; without it, each column decides by its other dates.
    seed : int
        Seed of everything random (resampling, samples for coders).
    model : {"encoder", "fast"}
        What reads the texts: the pretrained encoder, or rules and small models alone, for archives of millions.
    compare_by : str
        The column of the articles that names the groups which figures and comparisons show: any column of yours.
    phrases, outlets, aliases, actors, groups : dict of str to tuple of str
        Forms of each phrase; other names of one outlet; names of one person or body; names of each actor whose tone and
        naming are measured; words for each group or thing whose naming is measured.
    articles : tuple of Label
        One label an article, in the order of the study.
    """

    name: str = "study"
    title: str | None = None
    event: str | None = None
    source: str | None = None
    language: str | None = None
    dates: Order | None = None
    seed: int = 0
    model: str = MODELS[0]
    compare_by: str = "outlet"
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outlets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    articles: tuple[Label, ...] = ()

    def __post_init__(self) -> None:
        for key in _FORMS:
            object.__setattr__(self, key, named_forms(getattr(self, key), key))
            if any(not name.strip() for name in getattr(self, key)):
                raise ValueError(f"A study's {key} need a name each; one has none.")
        try:
            a_model(self.model)
        except ValueError as allowed:
            raise ValueError(f"model = {self.model!r}: {allowed}") from None

    def with_model(self, model: str | None) -> Study:
        """Return the study with another model; itself where none is asked for.

        Examples
        --------
        >>> Study().with_model("fast").model, Study(model="fast").with_model(None).model
        ('fast', 'fast')
        """
        return self if model is None else replace(self, model=model)

    def label(self, article_id: str) -> Label | None:
        """Return the label with this id, or None where the study does not name the article."""
        return next((label for label in self.articles if label.id == article_id), None)


def named_forms(given: Any, key: str) -> dict[str, tuple[str, ...]]:
    """Return names with their forms, from a mapping, a list of forms that name themselves, or one of them.

    Raises
    ------
    TypeError
        If it is none of these.

    Examples
    --------
    >>> named_forms({"Harris": "Kamala Harris"}, "actors"), named_forms(["new era"], "phrases")
    ({'Harris': ('Kamala Harris',)}, {'new era': ('new era',)})
    """
    wanted = f'{key} are names with their forms, such as {key}={{"name": ["one form", "another form"]}}, or a list'
    if isinstance(given, str):
        given = [given]
    if not isinstance(given, Iterable):
        raise TypeError(f"{wanted}, not {type(given).__name__}.")
    pairs = given.items() if isinstance(given, Mapping) else [(form, form) for form in given]
    found = {}
    for name, forms in pairs:
        several = (forms,) if isinstance(forms, str) else tuple(forms) if isinstance(forms, Iterable) else (forms,)
        wrong = next((form for form in (name, *several) if not isinstance(form, str)), None)
        if wrong is not None:
            raise TypeError(f"{wanted}; {wrong!r} is no text.")
        found[name] = several
    return found


def read_study(path: str | Path) -> Study:
    """Read and check a ``study.toml``.

    Parameters
    ----------
    path : str or Path
        The file, or the folder that holds a ``study.toml``.

    Returns
    -------
    Study

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        With one line per mistake: where, the key, what is allowed, and the nearest spelling.

    Examples
    --------
    >>> import framing
    >>> study = read_study(Path(framing.__file__).parent / "resources" / "studies" / "norwell-bridge")
    >>> study.articles[3].outlet, study.articles[3].outlet_evidence
    ('The Courier', 'stated')
    """
    path = Path(path)
    file = path / "study.toml" if path.is_dir() else path
    if not file.is_file():
        raise FileNotFoundError(f"no study.toml in {path.name!r}; `framing new` writes one.")
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StudyError(f"{file.name} is not UTF-8 (byte {error.start}); save it as UTF-8.") from None
    return parse_study(text, file=file.name, default_name=file.absolute().parent.name)


def parse_study(text: str, file: str = "study.toml", default_name: str = "study") -> Study:
    """Check the text of a ``study.toml`` and return the `Study`; see :func:`read_study`."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StudyError(f"{file} is not valid TOML: {error}. Text values are in quotes.") from None
    mistakes: list[str] = []
    known = checked(given, STUDY_KEYS, "", mistakes)
    labels = []
    for number, entry in enumerate(given.get("articles", []) if "articles" in known else []):
        where = f"[[articles]] {number + 1}" + (f" (id {entry['id']!r})" if "id" in entry else "")
        labels.append(_label(entry, where, mistakes))
    for id in _repeated(label.id for label in labels):
        mistakes.append(f"[[articles]]: the id {id!r} is there twice; give each article an id of its own.")
    for name in _repeated(label.file for label in labels if label.file):
        mistakes.append(f"[[articles]]: the file {name!r} is there twice; one entry an article.")
    if mistakes:
        raise StudyError(
            f"{file} has {len(mistakes)} mistake{'s' * (len(mistakes) > 1)}:\n"
            + "\n".join(f"  {mistake}" for mistake in mistakes)
        )
    known["articles"] = tuple(labels)
    for key in _FORMS:
        known[key] = {name: tuple(forms) for name, forms in known.get(key, {}).items()}
    return Study(**{"name": default_name, **known})


def _label(entry: Mapping[str, Any], where: str, mistakes: list[str]) -> Label:
    known = checked(entry, ARTICLE_KEYS, where, mistakes)
    if "id" not in known:
        if "id" not in entry:
            mistakes.append(f'{where}: no id; add id = "…", which every table will carry.')
        known["id"] = ""
    for key in ("outlet", "date", "wire"):
        evidence = f"{key}_evidence"
        if key in known and evidence not in entry:
            mistakes.append(f"{where}: {key} without {evidence}; say how it is known: {', '.join(EVIDENCE)}.")
        if key not in entry and known.get(evidence, UNKNOWN) != UNKNOWN:
            mistakes.append(
                f"{where}: {evidence} = {entry[evidence]!r} without {key}; give {key}, or {evidence} = 'unknown'."
            )
    return Label(**known)


def _repeated(values: Iterable[str]) -> list[str]:
    seen: dict[str, int] = {}
    for value in values:
        seen[value] = seen.get(value, 0) + 1
    return [value for value, times in seen.items() if times > 1 and value]
