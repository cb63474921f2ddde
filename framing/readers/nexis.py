"""Nexis Uni and LexisNexis: many articles in one Word, RTF, text or HTML file.

Two layouts are known. The present one writes title, outlet and date on lines of their own, keyed lines,
``Body``, the text, ``Classification`` with keyed lines, ``End of Document``. The older one (text and HTML) begins
each article with ``1 of 100 DOCUMENTS`` and writes keys in capitals, in the language of its interface; its text files
break lines at a width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.corpus.dates import iso_date, vague_date
from framing.readers.html import html_blocks
from framing.readers.lines import ADDRESS, Line, blocks, body, filled, keyed, numbered, split_after, story, unwrapped
from framing.readers.record import READ_AS, Problems, Record

_END = re.compile(r"\s*(?:End of Document|Fin du document|Ende des Dokuments|Fin del documento)\s*$")
# "1 of 100 DOCUMENTS", "Dokument 1 von 100", "Document 1 de 100"
_OLD = re.compile(
    r"[ \t]*(?:\d{1,6} (?:of|von|de|di|van|af) \d{1,6} do[ck]ument[a-z]{0,3}"
    r"|do[ck]ument[a-z]{0,2} \d{1,6} (?:of|von|de|di|van|af) \d{1,6})[ \t\r]*$",
    re.IGNORECASE,
)
_KEY = re.compile(r"([A-Z][A-Za-z]{2,20}(?:[ -][A-Za-z]{2,20})?):\s*(.*)")
_DATED = re.compile(
    r"\s*(?:[^\W\d_]{3,10}\.? \d{1,2},? \d{4}|\d{1,2}\.? (?:de )?[^\W\d_]{3,10}\.? (?:de )?\d{4}|\d{4}-\d\d-\d\d)"
)
_FURNITURE = re.compile(r"\s*(?:Page \d+ of \d+|Link to (?:PDF|Image|Original)\b.*|\d+ of \d+)\s*$")
_RIGHTS = re.compile(r"\s*(?:Copyright\b|©|\(c\) ?(?:19|20)\d\d)", re.IGNORECASE)
_CORRECTED = re.compile(r"\s*\(?Correction(?:s)? Appended\)?\s*$|\s*\(?See Correction Appended\)?\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(([^()]{1,80})\)\s*$")
_AFTER = ("graphic", "notes", "correction", "classification")

# The keys of the older layout by what they hold, in the languages of the interface. Those of the head stand over the
# text, those of the tail under it; some stand in either place.
_HEAD = {
    "length": "LENGTH LÄNGE LONGUEUR LENGTE LONGITUD LUNGHEZZA COMPRIMENTO LÆNGDE LÄNGD LENGDE",
    "byline": "BYLINE AUTOR AUTEUR AUTORE SIGNATURE AUTHOR FÖRFATTARE FORFATTER",
    "section": "SECTION RUBRIK RUBRIQUE RUBRIEK SECTIE SECCIÓN SECCION SEZIONE SEÇÃO SEKTION",
    "headline": "HEADLINE TITLE TITEL KOP TITRE TÍTULO TITULO TITOLO ÜBERSCHRIFT OVERSKRIFT",
    "dateline": "DATELINE ORTSZEILE LIEU PLAATS ORIGEN LUOGO",
    "highlight": "HIGHLIGHT ENCART HOCHLICHT SAMENVATTING TEASER",
    "series": "SERIES SERIE SÉRIE",
    "body": "BODY TEKST TEXTE TEXT TEXTO TESTO",
    "": "GUESTS ANCHORS TRANSCRIPT BIO COLUMN CREDIT SHOW REPORTERS DATE ISSUE EDITION NAME WEEK CHAPEAU FROM "
    "DISTRIBUTION",
}
_TAIL = {
    "load-date": "LOAD-DATE UPDATE DATE-CHARGEMENT FECHA-CARGA DATA-CARICAMENTO LAAD-DATUM",
    "language": "LANGUAGE SPRACHE LANGUE TAAL IDIOMA LINGUA SPROG SPRÅK",
    "publication-type": "PUBLICATION-TYPE PUB-TYPE TYPE-PUBLICATION TIPO-PUBLICACION DOCUMENT-TYPE",
    "graphic": "GRAPHIC GRAPHIK GRAFIK GRAPHIQUE ILLUSTRATION GRAFICO GRÁFICO FOTO AFBEELDING",
    "subject": "SUBJECT SUJET ONDERWERP PUB-SUBJECT THEMA ASUNTO SOGGETTO TEMA",
    "url": "URL",
    "correction": "CORRECTION",
    "": "ORGANIZATION ORGANISATION PERSON PERSONNE GEOGRAPHIC LOCALISATION-GEO COUNTRY PAYS STATE CITY VILLE TICKER "
    "INDUSTRY COMPANY SOCIETE SOCIÉTÉ UNTERNEHMEN CORRECTION-DATE JOURNAL-CODE CODE-REVUE ZEITUNGS-CODE TYPE NOTES "
    "ENHANCEMENT CATEGORY ACC-NO DOCUMENT-ID BRANCHE FIRMA LAND STADT",
}
_HEAD_KEYS = {name: field for field, names in _HEAD.items() for name in names.split()}
_TAIL_KEYS = {name: field for field, names in _TAIL.items() for name in names.split()}
_TAIL_KEYS["VIEW ORIGINAL PAGE"] = ""
_CAPITALS = re.compile(r"\s*([A-ZÀ-ÖØ-Þ]{2,20}(?:[-/ ][A-ZÀ-ÖØ-Þ]{2,20}){0,2}):(?:\s+(.*))?$")
_WORDS = re.compile(r"\d[\d.,\u00a0 ]{0,10}[^\W\d_]{2,12}$")  # 760 words, 1285 Wörter, 70 mots
_UNDER = {name: field for name, field in _HEAD_KEYS.items() if field} | _TAIL_KEYS
_CENTRED = "        "  # what a centred line begins with in a text
_CENTRE = re.compile(r"\.(c\d+)\s*\{\s*text-align:\s*center", re.IGNORECASE)
_RESERVED = re.compile(
    r"rights? reserved|reserved rights|droits réservés|rechte vorbehalten|derechos reservados|diritti riservati|"
    r"rechten voorbehouden|direitos reservados",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,? )?(?:[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    r"|\d{1,2}\.?(?: de)? [^\W\d_]{3,10}\.?(?: de)? (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d"
    r"|(?:19|20)\d\d ?[年년])"
)
_KEPT = (
    "section", "length", "dateline", "highlight", "series", "graphic", "subject", "publication-type", "load-date",
    "related", "correction",
)  # fmt: skip


def looks_nexis(text: str) -> bool:
    """Tell the layout by the lines that part its articles."""
    if re.search(rf"(?m)^[ \t]*{_END.pattern[3:-4]}[ \t\r]*$", text):
        return bool(re.search(r"(?m)^[ \t]*Body[ \t\r]*$", text))
    return bool(re.search(rf"(?mi)^{_OLD.pattern}", text) and _has_keys(text))


def looks_nexis_page(html: str) -> bool:
    """Tell the older layout in a page by the comments in which it hides its own marks."""
    return "<DOCFULL>" in html[:200_000] or "<docfull>" in html[:200_000]


def _has_keys(text: str) -> bool:
    found = (_CAPITALS.match(line[:200]) for line in text.splitlines())
    return len({match[1] for match in found if match and match[1] in {**_HEAD_KEYS, **_TAIL_KEYS}}) > 1


def read_nexis(text: str, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the articles of an export; one whose layout is not understood is listed with its line."""
    lines = numbered(text)
    if not any(_END.match(line.text) for line in lines):
        yield from _told(_old(blocks(lines, _OLD), " ", file, problems), file, problems)
        return
    yield from _told(_uni(lines, file, problems), file, problems)


def read_nexis_page(html: str, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the articles of an export in HTML, in which each block is a paragraph."""
    centred = {f".{name.lower()}" for name in _CENTRE.findall(html[:20_000])}
    runs: list[list[Line]] = []
    for number, block in enumerate(html_blocks(html), start=1):
        line = Line(number, (_CENTRED if centred & block.marks else "") + block.text)
        if block.goes_on and runs and not _OLD.match(runs[-1][0].text):
            runs[-1].append(line)
        else:
            runs.append([line])
    yield from _told(_old(runs, "\n", file, problems), file, problems)


def _told(records: Iterator[Record], file: str, problems: Problems) -> Iterator[Record]:
    """Yield records, and list how many had something under the story that is no part of it."""
    cleaned = 0
    for record in records:
        cleaned += bool({"tail"} & record.fields.keys())
        yield record
    if cleaned:
        problems.add(
            file, None, "text",
            f"in {cleaned} articles an address, pictures' captions, a list of related articles or a correction is "
            "under the story; they are kept as metadata, not as text.",
            "Nothing; see 'url', 'graphic', 'related', 'correction' and 'tail' of the articles.", READ_AS,
        )  # fmt: skip


def _uni(lines: Sequence[Line], file: str, problems: Problems) -> Iterator[Record]:
    for stretch in split_after(lines, _END):
        if not filled(stretch):
            continue
        if not _END.match(stretch[-1].text):
            problems.add(
                file,
                filled(stretch)[0].number,
                None,
                "lines after the last 'End of Document'; left out.",
                "If an article is here, the export broke off: download it again.",
            )
            continue
        record = _article(stretch[:-1], file, problems)
        if record:
            yield record


def _article(lines: Sequence[Line], file: str, problems: Problems) -> Record | None:
    start = next((n for n, line in enumerate(lines) if line.text.strip() == "Body"), None)
    shown = [line for line in filled(lines[:start]) if not _FURNITURE.match(line.text)]
    head, under = _parted(shown)
    fields, first = _opening(head)
    if start is None or not {"title", "outlet"} <= fields.keys():
        first = shown[0].number if shown else lines[0].number
        problem = "the layout is not understood from here: no title, outlet and date before a line 'Body'; left out."
        problems.add(file, first, "text", problem, "Export full documents, not a result list.")
        return None
    known = keyed(under, _KEY)
    end, tail = _end_of_body(lines, start)
    known |= {key: value for key, value in keyed(tail, _KEY).items() if key not in known}
    if correction := _section(tail, "correction"):
        known["correction"] = correction
    return _record(lines[start + 1 : end], "\n", file, first, fields, known, problems)


def _parted(head: list[Line]) -> tuple[list[Line], list[Line]]:
    """Part what is over the text into the lines that name the article and the keyed ones under these.

    What the search was is before the first article, with keys of its own, and ends nowhere in particular: the lines
    that name an article are told by its date, the last line over the keys that begins with one.
    """
    rights = [n for n, line in enumerate(head) if _RIGHTS.match(line.text)]
    days = [n for n, line in enumerate(head) if n > 1 and _DATED.match(line.text) and iso_date(line.text)]
    days = [n for n in days if n < rights[-1]] or days if rights else days
    if days:
        day = days[-1]
        while day - 1 in days and day > 3:  # a second line of the head may begin with a date as well
            day -= 1
        return head[: day + 1], head[day + 1 :]
    other = [n for n, line in enumerate(head) if n > 1 and (_CORRECTED.match(line.text) or vague_date(line.text))]
    keys = [n for n, line in enumerate(head) if n > 1 and _KEY.match(line.text.strip())]
    end = other[-1] + 1 if other else rights[-1] if rights else keys[0] if keys else 0
    return head[:end], head[end:]


def _opening(head: list[Line]) -> tuple[dict[str, str], int]:
    """Return title, outlet, date and section from the lines that end with the date, and the number of the first."""
    fields: dict[str, str] = {}
    lines = list(head)
    while lines and (_CORRECTED.match(lines[-1].text) or "date" not in fields and _is_date(lines[-1].text)):
        line = lines.pop().text.strip()
        if not _CORRECTED.match(line):
            fields["date"] = line
    if len(lines) > 2 and (named := _BRACKETS.match(lines[-1].text)):
        fields["section"] = named[1].strip()
        lines.pop()
    if len(lines) < 2:
        return {}, 0
    fields["outlet"] = lines.pop().text.strip()
    title = [lines.pop()]
    # A title of several lines ends all but the last with a semicolon.
    while lines and lines[-1].text.rstrip().endswith(";") and lines[-1].number == title[0].number - 1:
        title.insert(0, lines.pop())
    fields["title"] = unwrapped(title)
    return fields, title[0].number


def _is_date(line: str) -> bool:
    return bool(_DATED.match(line) and iso_date(line)) or vague_date(line)


def _end_of_body(lines: Sequence[Line], start: int) -> tuple[int, Sequence[Line]]:
    """Return where the body ends, and the lines after it: the headings that follow, or the closing keys."""
    closing = next(
        (n for n in range(len(lines) - 1, start, -1) if lines[n].text.strip().casefold() == "classification"),
        None,
    )
    if closing is None:
        closing = next((n for n in range(start + 1, len(lines)) if lines[n].text.startswith("Load-Date:")), len(lines))
    end = next((n for n in range(start + 1, closing) if lines[n].text.strip().casefold() in _AFTER), closing)
    return end, lines[end:]


def _section(lines: Sequence[Line], heading: str) -> str:
    """The text under a heading that rests on a line of its own, up to the next heading or key."""
    shown = filled(lines)
    at = next((n for n, line in enumerate(shown) if line.text.strip().casefold() == heading), None)
    if at is None:
        return ""
    end = next(
        (
            n
            for n in range(at + 1, len(shown))
            if _KEY.match(shown[n].text) or shown[n].text.strip().casefold() in _AFTER
        ),
        len(shown),
    )
    return " ".join(line.text.strip() for line in shown[at + 1 : end])


def _old(runs: Sequence[list[Line]], joint: str, file: str, problems: Problems) -> Iterator[Record]:
    starts = [n for n, run in enumerate(runs) if _OLD.match(run[0].text)]
    for start, end in zip(starts, [*starts[1:], len(runs)], strict=True):
        record = _old_article(list(runs[start + 1 : end]), joint, runs[start][0].number, file, problems)
        if record:
            yield record


def _old_article(runs: list[list[Line]], joint: str, first: int, file: str, problems: Problems) -> Record | None:
    while runs and _RIGHTS.match(runs[0][0].text):
        own = [line for line in runs[0][1:] if not _RESERVED.search(line.text) and not _RIGHTS.match(line.text)]
        runs[:1] = [own] if own else []  # the outlet may stand right under the rights
    fields: dict[str, str] = {}
    for run in [run for run in runs[:4] if ADDRESS.match(unwrapped(run).replace(" ", ""))]:
        fields["url"] = unwrapped(run).replace(" ", "")
        runs.remove(run)
    day = next((n for n, run in enumerate(runs[:7]) if n and _is_day(run[0].text)), None)
    if day is None:
        day = next((n for n, run in enumerate(runs[:4]) if n and _CORRECTED.match(run[0].text)), 0)
    if not day and runs and len(runs[0]) > 1 and _is_day(runs[0][-1].text):
        runs[:1] = [runs[0][:-1], runs[0][-1:]]
        day = 1
    titles = [run for run in runs[1:day] if not _is_centred(run)]
    at = day
    while at < len(runs) and at and (_is_day(runs[at][0].text) or _CORRECTED.match(runs[at][0].text)):
        if not _CORRECTED.match(runs[at][0].text):
            fields.setdefault("date", runs[at][0].text.strip())
        at += 1
    at = max(at, 1)
    opening = _old_opening(runs, at, bool(titles))
    if not runs or not (day or opening > at):
        problem = "the layout is not understood from here: no outlet and date over a title; the article was left out."
        problems.add(file, first, "text", problem, "Export full documents as text.")
        return None
    if not titles:
        head = next((n for n in range(at, opening) if _is_key(runs[n])), opening)
        titles = [run for run in runs[at:head] if not _is_centred(run)]
    closing = _old_tail(runs, opening)
    known = _old_keys([*runs[at:opening], *runs[closing:]])
    fields["outlet"] = unwrapped(runs[0])
    if title := known.get("headline") or " ".join(unwrapped(run) for run in titles):
        fields["title"] = title
    text = [Line(run[0].number, _joined(run, joint)) for run in runs[opening:closing]]
    if not text and known.get("highlight"):
        text, known["highlight"] = [Line(first, known["highlight"])], ""
    return _record(text, "\n\n", file, first, fields, known, problems)


def _old_opening(runs: list[list[Line]], at: int, titled: bool) -> int:
    """Return where the text begins: after the keys that follow the title, or the date under it."""
    opening = at
    if not titled:
        opening = next((n for n in range(at, min(len(runs), at + 5)) if _is_key(runs[n])), at + 1)
    while opening < len(runs) and _is_key(runs[opening]):
        opening += 1
    return min(opening, len(runs))


def _is_key(run: list[Line]) -> bool:
    """Tell a keyed run of the head; a number of words may be without its key."""
    if _is_centred(run):
        return False
    return _key_of(run, _HEAD_KEYS) is not None or len(run) == 1 and bool(_WORDS.match(run[0].text.strip()))


def _is_centred(run: list[Line]) -> bool:
    """Tell what is centred: outlet, date and notices; a title begins at the margin."""
    return any(line.text.startswith(_CENTRED) for line in run[:3])


def _old_tail(runs: list[list[Line]], opening: int) -> int:
    """Return where the last run of keyed lines and rights begins; a paragraph of the text may look like a key too."""
    end = len(runs)
    for n in range(end - 1, max(opening, end - 5), -1):  # "CORRECTION:" alone, and what was corrected under it
        if _key_of(runs[n], _TAIL_KEYS) == "CORRECTION" and not _value_of(runs[n]):
            runs[n:] = [[line for run in runs[n:] for line in run]]
            end = n + 1
    while end > opening and (_CAPITALS.match(runs[end - 1][0].text) or _closes(runs, end - 1)):
        end -= 1
    while end < len(runs) and not (_key_of(runs[end], _UNDER) or _closes(runs, end)):
        end += 1
    pictures = (n for n in range(opening, end) if _TAIL_KEYS.get(_key_of(runs[n], _TAIL_KEYS) or "") == "graphic")
    return next((n for n in pictures if end - n <= 12), end)


def _closes(runs: list[list[Line]], n: int) -> bool:
    """Tell whether a run of lines is the copyright that ends an article, or what follows it."""
    near = range(max(0, n - 2), n + 1)
    return n >= len(runs) - 4 and any(_RIGHTS.match(runs[m][0].text) for m in near) and len(unwrapped(runs[n])) < 300


def _key_of(run: list[Line], keys: dict[str, str]) -> str | None:
    match = _CAPITALS.match(run[0].text[:200])
    return match[1] if match and match[1] in keys else None


def _value_of(run: list[Line]) -> str:
    return unwrapped(run).partition(":")[2].strip()


def _old_keys(runs: Sequence[list[Line]]) -> dict[str, str]:
    """Keyed lines by what they hold, whatever the language; one without a meaning here under its own name."""
    known: dict[str, str] = {}
    for run in runs:
        match = _CAPITALS.match(run[0].text)
        if not match and _WORDS.match(run[0].text.strip()):
            known.setdefault("length", run[0].text.strip())
        if match:
            name = _HEAD_KEYS.get(match[1]) or _TAIL_KEYS.get(match[1]) or match[1].casefold()
            known.setdefault(name, _value_of(run))
    return known


def _joined(run: list[Line], joint: str) -> str:
    return joint.join(line.text.strip() for line in run)


def _is_day(line: str) -> bool:
    """Tell a line that begins with a date, its weekday before it or not, or is a month or a season."""
    line = line.strip()
    return len(line) < 120 and bool(_DAY.match(line) and iso_date(line) or vague_date(line))


def _record(
    lines: Sequence[Line], joint: str, file: str, line: int, fields: dict[str, str], known: dict[str, str],
    problems: Problems,
) -> Record | None:  # fmt: skip
    kept, under = story(lines)
    text = body([Line(each.number, each.text) for each in kept]) if joint == "\n" else joint.join(e.text for e in kept)
    if not text.strip():
        problems.add(file, line, "text", "the body is empty; the article was left out.", "Download it in full.")
        return None
    if fields["outlet"] == "unknown":
        del fields["outlet"]
    if "date" not in fields:
        when = f"; 'load-date' has {known['load-date']}" if known.get("load-date") else ""
        problem = f"no date is over the article, as where a correction was appended; it was left empty{when}."
        problems.add(file, line, "date", problem, "Give the date in study.toml, by the article's id.")
    known = {**under, **{key: value for key, value in known.items() if value}}
    if "graphic" in under and known["graphic"] != under["graphic"]:
        known["graphic"] += " " + under["graphic"]
    fields |= {field: known[field] for field in ("byline", "language", "url") if known.get(field)}
    fields |= {key: known[key] for key in (*_KEPT, "tail") if known.get(key) and key not in fields}
    return Record(text, file, line, fields)
