"""Codes made comparable: one spelling for what differs in blanks, capitals or type, and none for a cell left empty.

Coders type *Yes*, *yes* and *no* with a blank, spreadsheets turn 1 into 1.0 and "1", and a program writes NA into an
empty cell. Everything in this room that compares codes compares them as `normalised` gives them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from numbers import Number
from typing import Any, NamedTuple

import pandas as pd

MISSING = frozenset(("", "na", "n/a", "#n/a", "nan", "<na>", "null"))  # cells that hold no code
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+")  # 1,000 may be a thousand, or one to three places
_UNSEEN = str.maketrans({"\u200b": None, "\ufeff": None, "\u2212": "-"})
_SHOWN = 6  # normalised forms that a note names


class Normalised(NamedTuple):
    """Codes as text, missing where there is none; the values in order, if they have one; what was changed, in words."""

    codes: pd.Series[Any]
    order: list[str] | None
    note: str


def normalised(values: pd.Series[Any], allowed: Iterable[Any] = ()) -> Normalised:
    """Codes in one spelling each.

    Parameters
    ----------
    values : Series
        As coders or programs gave them.
    allowed : iterable, optional
        The codebook's values, lowest first: they give the spelling and the order. Without them an ordered Categorical
        does; else the spelling is the most frequent one, and there is no order.

    Returns
    -------
    Normalised

    Notes
    -----
    Blanks at the ends, doubled blanks and capitals make no difference, nor does it matter whether a number is stored
    as one: 1, 1.0, "1" and "+1" are one value. Empty cells, NA, N/A, NaN and NULL are no code, unless the
    codebook has such a value.

    Examples
    --------
    >>> normalised(pd.Series(["Yes", "yes", "no ", 1, "1.0", "NA"])).codes.tolist()
    ['yes', 'yes', 'no', '1', '1', <NA>]
    >>> normalised(pd.Series(["Yes", "yes", "yes", ""])).note
    "Codes were normalised: 'Yes' is read as 'yes' (1); 1 empty or NA cell is no code."
    """
    categories = values.cat.categories if isinstance(values.dtype, pd.CategoricalDtype) and values.cat.ordered else ()
    given = [*(allowed or categories)]
    # A codebook's values keep their spelling, be it "+1".
    known = {_key(value): value if isinstance(value, str) else str(plain(value)) for value in reversed(given)}
    order = list(dict.fromkeys(known[_key(value)] for value in given)) or None
    cells = [(_form(value), value) for value in values]
    texts = {form: plain(value, keep=_key(value) in known) for form, value in cells}
    spellings: dict[str, Counter[str]] = {}
    for form, _ in cells:
        text = texts[form]
        if text is not None:
            spellings.setdefault(text.casefold(), Counter())[text] += 1
    chosen = {
        key: known.get(key) or min(found, key=lambda text: (-found[text], text != text.lower(), text))
        for key, found in spellings.items()
    }
    read = {form: None if text is None else chosen[text.casefold()] for form, text in texts.items()}
    series = pd.Series([read[form] for form, _ in cells], values.index, dtype="string", name=values.name)
    return Normalised(series, order, _note(Counter(form for form, _ in cells), read))


def plain(value: Any, keep: bool = False) -> str | None:
    """A value as text without needless blanks, a number in its shortest form; None for no code unless it is to `keep`.

    Examples
    --------
    >>> [plain(value) for value in (1.0, "+1", " a  b ", "n/a", None, "1,5")]
    ['1', '1', 'a b', None, None, '1.5']
    """
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    text = " ".join(unicodedata.normalize("NFC", str(value)).translate(_UNSEEN).split())
    if text.casefold() in MISSING:
        return text if keep and text else None
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        # A number that is stored as one may be written otherwise: 1e-05, 1e+20.
        return _shortest(float(value)) if _is_number(value) and abs(float(value)) < float("inf") else text
    if _THOUSANDS.fullmatch(text):
        return text
    digits = text.lstrip("+-")
    if digits.isdigit():
        whole = int(digits[:4000]) if len(digits) <= 4000 else 0
        return text if len(digits) > 4000 else f"{'-' if text[0] == '-' and whole else ''}{whole}"
    return _shortest(float(text.replace(",", ".")))


def number(text: str) -> float | None:
    """The number that a normalised code is, or None.

    Examples
    --------
    >>> number("1.5"), number("1,000"), number("low")
    (1.5, None, None)
    """
    try:
        found = float(text) if re.fullmatch(r"[-+.e0-9]+", text) else None
    except ValueError:
        return None
    return found if found is not None and abs(found) < float("inf") else None


def same(values: pd.Series[Any], value: Any) -> pd.Series[bool]:
    """Which codes are `value`, however they are written; a missing code is not.

    Examples
    --------
    >>> same(pd.Series(["Yes", "no", None]), "yes").tolist()
    [True, False, False]
    """
    wanted = _key(value)
    return pd.Series([_key(code) == wanted for code in values], values.index, dtype=bool)


def allowed_value(cell: str, allowed: Sequence[str]) -> str | None:
    """The codebook's value that a cell gives: an empty string for no code, None for one that is not allowed.

    Examples
    --------
    >>> [allowed_value(cell, ["-1", "0", "+1"]) for cell in ("1.0", " -1", "", "2")]
    ['+1', '-1', '', None]
    """
    values = {_key(value): value for value in reversed(allowed)}
    key = _key(cell)
    return values[key] if key in values else "" if not cell.translate(_UNSEEN).strip() else None


def _key(value: Any) -> str | None:
    """What is compared: values with the same are one."""
    text = plain(value, keep=True)
    return None if text is None else text.casefold()


def _shortest(found: float) -> str:
    # Twelve digits: 0.1 + 0.2 is 0.3, and no count is cut.
    return str(int(found)) if found.is_integer() and abs(found) < 1e15 else f"{found:.12g}"


def _is_number(value: Any) -> bool:
    return isinstance(value, Number) and not isinstance(value, (bool, complex))


def _form(value: Any) -> tuple[str, str]:
    """A cell as it was given; 1 and "1" are two forms."""
    value = value.item() if hasattr(value, "item") and not isinstance(value, str) else value
    return ("text" if isinstance(value, str) else "number" if _is_number(value) else "other"), repr(value)


def _note(counts: Counter[tuple[str, str]], read: dict[tuple[str, str], str | None]) -> str:
    """What was changed, in words; empty where nothing was that a reader would not expect."""
    forms = Counter(text for text in read.values() if text is not None)
    changed, missing = [], 0
    for (kind, form), text in read.items():
        if text is None:
            missing += counts[kind, form] if kind == "text" else 0
        elif form != repr(text) and (kind == "text" or (forms[text] > 1)):
            changed.append((-counts[kind, form], f"{form} is read as {text!r} ({counts[kind, form]:,})"))
    parts = [told for _, told in sorted(changed)[:_SHOWN]]
    if len(changed) > _SHOWN:
        parts.append(f"so are {len(changed) - _SHOWN} more spellings")
    if missing:
        parts.append(f"{missing:,} empty or NA cell{' is' if missing == 1 else 's are'} no code")
    return f"Codes were normalised: {'; '.join(parts)}." if parts else ""
