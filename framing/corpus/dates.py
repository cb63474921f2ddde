"""Days as the world writes them, brought to one form."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any, Literal

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero janvier janv januar jänner gennaio januari janeiro января stycznia ocak",
            "february feb febrero février févr fév februar febbraio februari fevereiro февраля lutego şubat",
            "march mar marzo mars märz marts mrz maart março марта marca mart",
            "april apr abril avril avr aprile апреля kwietnia nisan",
            "may mayo mai maggio mei maio maj мая maja mayıs",
            "june jun junio juin juni giugno junho июня czerwca haziran",
            "july jul julio juillet juil juli luglio julho июля lipca temmuz",
            "august aug agosto août augustus augusti августа sierpnia ağustos",
            "september sep sept septiembre septembre settembre setembro сентября września eylül",
            "october oct octubre octobre oktober okt ottobre outubro октября października ekim",
            "november nov noviembre novembre novembro ноября listopada kasım",
            "december dec diciembre décembre déc dezember dez dicembre dezembro desember декабря grudnia aralık",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ISO = re.compile(r"\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d{1,2}(?!\d))")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?(?: de)?[ -]+([^\W\d_]{3,10})\.?,?(?: de)?[ -]+(\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?!\d)")
_CJK = re.compile(r"\s*(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
# A year of two digits is one only after dots: 08/06/21 may begin with any of the three.
_NUMBERS = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|(?<=\.)\d{2})(?!\d)")
# Five digits; or ten and thirteen that do not begin with a year, as 2021060810 does.
_COUNTED = re.compile(r"(\d{5}|(?!19|20)\d{10}|(?!19|20)\d{13})(?:\.\d{1,9})?")
_EXCEL = (25569, 58804)  # 1970 to 2060
_SEASONS = frozenset(
    "spring summer autumn fall winter frühling frühjahr sommer herbst printemps été automne hiver primavera verano "
    "otoño invierno estate autunno inverno lente zomer herfst quarter issue holiday".split()
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_VAGUE = re.compile(r"((?:Q[1-4]|[^\W\d_]{3,12})\.?(?: ?[-/&] ?[^\W\d_]{3,12}\.?)?),? +(?:19|20)\d\d")

Order = Literal["day first", "month first"]
ORDERS: tuple[Order, ...] = ("day first", "month first")


def iso_date(value: Any, order: Order | None = None) -> str | None:
    """Return the day as ``YYYY-MM-DD``, or None where it is ambiguous or no date.

    Parameters
    ----------
    value : object
        A date, or text that begins with one.
    order : {"day first", "month first"}, optional
        How numbers such as ``06/08/2021`` are read. Without it they are ambiguous unless one of the numbers can only
        be a day; with dots (``08.06.2021``) the day then comes first. A number above 12 is always a day.

    Examples
    --------
    >>> iso_date("Tuesday, June 8, 2021 6:01 PM GMT"), iso_date("8 June 2021"), iso_date("20210608T100000Z")
    ('2021-06-08', '2021-06-08', '2021-06-08')
    >>> iso_date("06/08/2021") is None, iso_date("06/18/2021"), iso_date("06/08/2021", "month first")
    (True, '2021-06-18', '2021-06-08')
    """
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10] if value == value else None  # pandas' NaT equals nothing
    text = str(value).strip()[:200]
    if counted_date(text):
        return _counted(float(text))
    if match := _ISO.match(text):
        return _day(match[1], match[3], match[4])
    if match := _CJK.match(text):
        return _day(match[1], match[2], match[3])
    if match := _NUMBERS.match(text):
        first, mark, second, year = match.groups()
        year = year if len(year) == 4 else f"{'20' if int(year) < 70 else '19'}{year}"
        order = _only_order(int(first), int(second)) or order or ("day first" if mark == "." else None)
        if order is None and first != second:
            return None
        return _day(year, first, second) if order == "month first" else _day(year, second, first)
    for pattern, places in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2))):
        for match in pattern.finditer(text):
            year, month, day = (match[group] for group in places)
            if month.casefold() in _MONTHS:
                return _day(year, _MONTHS[month.casefold()], day)
    return None


def counted_date(value: Any) -> bool:
    """Tell a date that is written as a number: the days of Excel, or the seconds (or their thousandths) of Unix.

    Examples
    --------
    >>> counted_date(44355), counted_date("1623142800"), counted_date("20210608"), counted_date(2021)
    (True, True, False, False)
    >>> iso_date(44355), iso_date("1623142800")
    ('2021-06-08', '2021-06-08')
    """
    match = _COUNTED.fullmatch(str(value).strip()[:40])
    return match is not None and (len(match[1]) != 5 or _EXCEL[0] <= int(match[1]) <= _EXCEL[1])


def _counted(number: float) -> str:
    if number < 100_000:
        return (date(1899, 12, 30) + timedelta(days=int(number))).isoformat()
    seconds = number if number < 100_000_000_000 else number / 1000
    return (date(1970, 1, 1) + timedelta(seconds=int(seconds))).isoformat()


def vague_date(line: str) -> bool:
    """Tell a line that dates an issue by month, season or quarter, without a day.

    Examples
    --------
    >>> vague_date("Spring 2021"), vague_date("May/June 2008"), vague_date("In May 2008 rain fell.")
    (True, True, False)
    """
    match = _VAGUE.fullmatch(line.strip())
    words = _LETTERS.findall(match[1].casefold()) if match else []
    return bool(match) and all(word in _MONTHS or word in _SEASONS for word in words)


def order_shown(value: Any) -> Order | None:
    """Return the order that a date of numbers alone can only have: one of its numbers is above 12.

    Examples
    --------
    >>> order_shown("18/06/2021"), order_shown("06/18/2021"), order_shown("06/08/2021") is None
    ('day first', 'month first', True)
    """
    match = _NUMBERS.match(str(value)[:200])
    return _only_order(int(match[1]), int(match[3])) if match else None


def two_readings(value: Any) -> tuple[str, str] | None:
    """Return both days that an ambiguous date may be, day first and month first, or None where it is not ambiguous.

    Examples
    --------
    >>> two_readings("06/08/2021")
    ('6 August', '8 June')
    """
    text = str(value)
    if not _NUMBERS.match(text[:200]) or iso_date(text) is not None:
        return None
    days = [iso_date(text, order) for order in ORDERS]
    one, other = (in_words(day).rpartition(" ")[0] if day else None for day in days)
    return (one, other) if one and other else None


def in_words(day: str) -> str:
    """Return an ISO date in words.

    Examples
    --------
    >>> in_words("2021-06-08")
    '8 June 2021'
    """
    read = date.fromisoformat(day)
    return f"{read.day} {_NAMES[read.month - 1]} {read.year}"


def unread_date(value: Any) -> str:
    """Return the sentence on a date that `iso_date` does not read, without its end: ambiguous, or no date.

    Examples
    --------
    >>> unread_date("06/08/2021")
    "'06/08/2021' is ambiguous (6 August or 8 June?)"
    >>> unread_date("yesterday")
    "'yesterday' could not be read as a date"
    """
    shown = repr(str(value)[:40])
    readings = two_readings(value)
    return f"{shown} is ambiguous ({' or '.join(readings)}?)" if readings else f"{shown} could not be read as a date"


def _only_order(first: int, second: int) -> Order | None:
    if first > 12 >= second:
        return "day first"
    return "month first" if second > 12 >= first else None


def _day(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
