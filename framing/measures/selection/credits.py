"""What an article prints about where its copy comes from: datelines, bylines, source lines, agencies' names."""

from __future__ import annotations

import re

from framing.text.document import Document

AGENCIES = re.compile(
    r"\b(?:The )?(Associated Press|AP|Reuters|Agence France[- ]Presse|AFP|United Press International|UPI|Xinhua|"
    r"Deutsche Presse-Agentur|dpa|EFE|Press Association|PA Media|ANSA|Kyodo(?: News)?|TASS|Bloomberg(?: News)?|"
    r"(?:news )?agencies)\b"
)
_AGENCY = AGENCIES.pattern
_DATELINE = re.compile(
    rf"(?:[A-Z][\w.’'-]*+(?:[ ,/]{{1,2}}(?:[A-Z][\w.’'-]*+|\d{{1,4}})){{0,6}}\s?)?"
    rf"\((?:{_AGENCY}|[A-Z]{{2,5}})(?:/[A-Z]\w+)?\)\s*+[-–—:]*+\s*+"
    r"|[A-Z][A-Z.’'-]++(?:[ ,]{1,2}(?:[A-Z][\w.’'-]*+|\d{1,4})){0,6}\s?(?:[–—]|--?(?= ))\s*+"
)
_CREDIT = re.compile(
    rf"\W*+(?:by\s+[A-Z]|(?:additional |with )?(?:reporting|writing|editing)\s+(?:by|from)\b|sources?:|"
    rf"from\s+{_AGENCY}\W*$|(?:compiled|edited|written)\s+by\b|{_AGENCY}(?:[’']s)?(?:\W+(?:and|with|staff|writers?|reporters?|correspondents?|"
    rf"photo|contributed|[A-Z][\w.’'-]*+))*+[^a-z]*$|copyright\b|©|\(?c\)? \d{{4}}|photo(?:graph)?(?: by)?:)",
    re.I,
)
# A line that ends in the name of a picture agency and says nothing else.
_PICTURE = re.compile(
    r"\W*+(?:[A-Z][\w.’'-]*+[ /,|]{1,3}){0,8}(?:via\s+)?(?:Getty(?: Images)?|EPA|Shutterstock|iStock(?:photo)?|Alamy|"
    rf"NurPhoto|Zuma(?: Press)?|SIPA(?: USA)?|{_AGENCY})(?:[ /,|]{{1,3}}[A-Z][\w.’'-]*+)*+\W*\Z"
)
_CONTRIBUTED = re.compile(r"\b(?:contributed (?:to|reporting)|helped (?:to )?report)\b", re.I)
# A word and four more behind it. Apostrophes and hyphens are of a word or between two: written so that there is one way
# to read a run of them.
_GOES_ON = re.compile(r"[a-z]{3}[a-z]*+\W(?:[^\w’'-]*+[\w’'-]\w*+\W){4}")
PICTURE = 10  # words of a picture's credit
LINE = 40  # words, of ten characters at most on average; a longer line is no credit


def credit_spans(document: Document) -> list[tuple[int, int]]:
    """Spans that say who wrote or sent the copy, and captions, in order.

    Notices and captions, the datelines that open a paragraph, lines and sentences that are bylines or source credits,
    and the names of agencies wherever they are.

    Examples
    --------
    >>> text = "By Ann Lee\\n\\nPARIS (AP) — Rain fell.\\n\\nThe Associated Press contributed to this report."
    >>> [text[a:b] for a, b in credit_spans(Document(text))]
    ['By Ann Lee', 'PARIS (AP) — ', 'The Associated Press contributed to this report.']
    """
    text = document.text
    found: list[tuple[int, int]] = []
    for paragraph in document.paragraphs:
        if paragraph.zone in ("notice", "caption"):
            found.append((paragraph.start, paragraph.end))
            continue
        dateline = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 120))
        if dateline:
            found.append(dateline.span())
    for sentence in document.sentences:
        words = document.words_between(sentence.start, sentence.end)
        stretch = text[sentence.start : sentence.end]
        if words > LINE or len(stretch) > 10 * LINE:
            continue
        credit = words <= LINE // 2 and _CREDIT.match(stretch) and not _tells(stretch)
        if credit or _CONTRIBUTED.search(stretch) or (words <= PICTURE and _PICTURE.match(stretch)):
            found.append((sentence.start, sentence.end))
    found += [match.span() for match in AGENCIES.finditer(text)]
    return _joined(found)


def _tells(stretch: str) -> bool:
    """A sentence that begins with *By Monday* or an agency's name and goes on to report something is no credit."""
    stop = stretch.rfind(".")
    ends = stop >= 0 and not any(sign.isalnum() or sign == "_" for sign in stretch[stop:])
    return ends and bool(_GOES_ON.search(stretch, 0, stop)) and not stretch.lower().startswith(
        ("additional", "reporting", "editing", "writing", "source", "copyright", "©", "compiled", "edited", "written")
    )


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, overlapping ones as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
