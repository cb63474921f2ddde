"""What a value in ``study.toml`` may be: each check returns the value or says what it expected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date as calendar_date
from difflib import get_close_matches
from importlib.metadata import entry_points
from typing import Any

from framing.corpus.dates import ORDERS, Order

EVIDENCE = ("stated", "matched", "inferred", "guessed", "unknown")
UNKNOWN = "unknown"
MODELS = ("encoder", "fast")  # what reads the texts: the pretrained encoder, or rules and small models alone
MODEL_GROUP = "framing.models"  # entry points of other packages
Check = Callable[[Any], Any]


def checked(given: Mapping[str, Any], keys: Mapping[str, Check], where: str, mistakes: list[str]) -> dict[str, Any]:
    """Return the values that pass their check; add a line to `mistakes` for each that does not."""
    at = f"{where}: " if where else ""
    known = {}
    for key, value in given.items():
        if key not in keys:
            mistakes.append(f"{at}unknown key {key!r}.{nearest(key, keys)} Allowed: {', '.join(keys)}.")
            continue
        try:
            known[key] = keys[key](value)
        except ValueError as wanted:
            shown = repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "…"
            mistakes.append(f"{at}{key} = {shown}: {wanted}")
    return known


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return `` Did you mean '…'?`` for a near spelling among `allowed`, or an empty string.

    Examples
    --------
    >>> nearest("outlte", ["id", "outlet", "text"])
    " Did you mean 'outlet'?"
    """
    folded = {option.casefold(): option for option in allowed}
    close = get_close_matches(str(word).casefold()[:100], sorted(folded), n=1, cutoff=0.7)
    return f" Did you mean {folded[close[0]]!r}?" if close else ""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError('expected text in quotes, such as "…".')
    return value


def _evidence(value: Any) -> str:
    if value not in EVIDENCE:
        raise ValueError(f"allowed are {', '.join(EVIDENCE)}.{nearest(str(value), EVIDENCE)}")
    return str(value)


def _date(value: Any) -> str:
    try:
        return calendar_date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ValueError('expected a date as "YYYY-MM-DD", such as "2021-06-08".') from None


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("expected true or false, without quotes.")
    return value


def _seed(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**32:
        raise ValueError("expected a whole number from 0 to 4294967295.")
    return value


def a_model(value: Any) -> str:
    """Return the name of a model if it is one of `MODELS` or an installed package offers it (`MODEL_GROUP`).

    Raises
    ------
    ValueError
        With those that there are, and the nearest spelling.

    Examples
    --------
    >>> a_model("fast")
    'fast'
    """
    if value not in MODELS:
        known = [*MODELS, *sorted({point.name for point in entry_points(group=MODEL_GROUP)}.difference(MODELS))]
        if value not in known:
            raise ValueError(f"allowed are {', '.join(known)}.{nearest(str(value), known)}")
    return str(value)


def _path(value: Any) -> str:
    parts = _text(value).replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        raise ValueError('expected a path inside the study\'s folder, such as "articles/one.txt".')
    return "/".join(parts)


def _forms(value: Any) -> dict[str, list[str]]:
    right = isinstance(value, dict) and all(
        name.strip()
        and isinstance(forms, list)
        and forms
        and all(isinstance(form, str) and form.strip() for form in forms)
        for name, forms in value.items()
    )
    if not right:
        raise ValueError('expected a table of lists of text: "name" = ["one form", "another form"].')
    return dict(value)


def _order(value: Any) -> Order:
    if value not in ORDERS:
        raise ValueError(f"allowed are {' and '.join(map(repr, ORDERS))}.{nearest(str(value), ORDERS)}")
    order: Order = value
    return order


def _names(value: Any) -> dict[str, list[str]]:
    """Return the forms of each name; ``"form" = "name"`` says the same as ``"name" = ["form"]``."""
    if not isinstance(value, dict):
        raise ValueError('expected a table: "name" = ["another form"], or "form" = "name".')
    lists = {name: forms for name, forms in value.items() if not isinstance(forms, str)}
    names = {name: list(forms) for name, forms in (_forms(lists) if lists else {}).items()}
    for form, name in value.items():
        if isinstance(name, str):
            _text(name)
            names.setdefault(name, []).append(_text(form))
    shown: dict[str, str] = {}
    for name, forms in names.items():
        for form in forms:
            other = shown.setdefault(form.strip(), name)
            if other != name:
                raise ValueError(f"{form!r} is renamed twice, to {other!r} and to {name!r}; decide for one.")
            if form.strip() != name.strip() and form in names:
                raise ValueError(f"{form!r} is a name of its own and a form of {name!r}; decide for one.")
    return names


def _entries(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise ValueError("expected entries that each begin with [[articles]].")
    return value


STUDY_KEYS: Mapping[str, Check] = {
    "name": _text,
    "title": _text,
    "event": _text,
    "source": _path,
    "language": _text,
    "dates": _order,
    "seed": _seed,
    "model": a_model,
    "compare_by": _text,
    "phrases": _forms,
    "outlets": _names,
    "aliases": _forms,
    "actors": _forms,
    "groups": _forms,
    "articles": _entries,
}
ARTICLE_KEYS: Mapping[str, Check] = {
    "id": _text,
    "file": _path,
    "outlet": _text,
    "outlet_evidence": _evidence,
    "date": _date,
    "date_evidence": _evidence,
    "wire": _text,
    "wire_evidence": _evidence,
    "title": _text,
    "url": _text,
    "byline": _text,
    "event": _text,
    "language": _text,
    "translated": _flag,
    "filed": _text,
    "note": _text,
}


