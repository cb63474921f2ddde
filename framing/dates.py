"""Days as the world writes them, brought to one form."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero janvier januar gennaio januari janeiro",
            "february feb febrero février februar febbraio februari fevereiro",
            "march mar marzo mars märz maart março",
            "april apr abril avril aprile",
            "may mayo mai maggio mei maio",
            "june jun junio juin juni giugno junho",
            "july jul julio juillet juli luglio julho",
            "august aug agosto août augustus",
            "september sep sept septiembre septembre settembre setembro",
            "october oct octubre octobre oktober ottobre outubro",
            "november nov noviembre novembre novembro",
            "december dec diciembre décembre dezember dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d{1,2}(?!\d))")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?(?: de)?[ -]+([^\W\d_]{3,10})\.?,?(?: de)?[ -]+(\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?!\d)")
_NUMBERS = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")


def iso_date(value: Any) -> str | None:
    """Return the day as ``YYYY-MM-DD``, or None where it cannot be told.

    ``08/06/2021`` reads two ways and gives None, unless one of the numbers can only be a day; with dots
    (``08.06.2021``) the day comes first.

    Examples
    --------
    >>> iso_date("Tuesday, June 8, 2021 6:01 PM GMT"), iso_date("8 June 2021"), iso_date("20210608T100000Z")
    ('2021-06-08', '2021-06-08', '2021-06-08')
    >>> iso_date("06/08/2021") is None, iso_date("06/18/2021")
    (True, '2021-06-18')
    """
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10] if value == value else None  # pandas' NaT equals nothing
    text = str(value).strip()[:200]
    if match := _ISO.match(text):
        return _day(match[1], match[3], match[4])
    if match := _NUMBERS.match(text):
        first, mark, second, year = match.groups()
        if mark == "." or int(first) > 12:
            return _day(year, second, first)
        return _day(year, first, second) if int(second) > 12 or first == second else None
    for pattern, order in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2))):
        for match in pattern.finditer(text):
            year, month, day = (match[group] for group in order)
            if month.casefold() in _MONTHS:
                return _day(year, _MONTHS[month.casefold()], day)
    return None


def _day(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
