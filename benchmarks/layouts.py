"""How much of exports of news archives is read, and read right.

    python benchmarks/layouts.py FOLDER [--wrong]

FOLDER holds clones, or copies of single files, of public repositories with real exports (see `FIXTURES`). What is
right is taken from each file's own marks, by other means than the readers': classes and styles of pages and Word
documents, keys in bold, the number of words that an article states.

Prints a table in Markdown; --wrong lists what differs.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import openpyxl

import framing
from framing.readers.headline import own_text

Truth = dict[str, str | int | None]
MONTHS = (
    "january januar janvier enero gennaio januari|february februar février febrero febbraio februari|"
    "march märz mars marzo maart|april avril abril aprile|may mai mayo maggio mei|june juni juin junio giugno|"
    "july juli juillet julio luglio|august août agosto augustus|september septembre septiembre settembre|"
    "october oktober octobre octubre ottobre|november novembre noviembre|december dezember décembre diciembre dicembre"
).split("|")
MONTH = {name: number for number, names in enumerate(MONTHS, start=1) for name in names.split()}


def plain(html: str) -> str:
    """The text of a piece of a page."""
    return " ".join(unescape(re.sub(r"(?s)<!--.*?-->|<[^>]*>", " ", html)).replace("\xa0", " ").split())


def words(text: str | int | None) -> list[str]:
    """Words, whatever their case, accents and marks."""
    folded = unicodedata.normalize("NFKD", str(text or "")).casefold()
    return re.findall(r"\w+", "".join(character for character in folded if not unicodedata.combining(character)))


def day(text: str) -> str | None:
    """The day in a line, as ISO; None where it names none."""
    if match := re.search(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})", text):
        return "{:04}-{:02}-{:02}".format(*map(int, match.groups()))
    if match := re.search(r"(\d{4})-(\d\d)-(\d\d)", text):
        return match[0]
    if match := re.match(r"(\d\d)\.(\d\d)\.(\d{2,4})$", text.strip()):
        year = int(match[3])
        return f"{year + (2000 if year < 50 else 1900 if year < 100 else 0)}-{match[2]}-{match[1]}"
    for first, second, year in re.findall(r"(\w+)\.?,?\s+(?:de\s+)?(\w+)\.?,?\s+(?:de\s+)?(\d{4})", text):
        for number, name in ((first, second), (second, first)):
            month = MONTH.get(name.casefold()) or next(
                (n for word, n in MONTH.items() if len(name) > 2 and word.startswith(name.casefold())), None
            )
            if month and number.isdigit():
                return f"{year}-{month:02}-{int(number):02}"
    return None


def nexis_page(path: Path) -> Iterator[Truth]:
    """By the classes of the page's style sheet: centred, large and bold, paragraphs with a margin."""
    page = path.read_text("utf-8", "replace")
    rules = dict(re.findall(r"\.(c\d+) \{([^}]*)\}", page))
    large = {name for name, rule in rules.items() if "bold" in rule and re.search(r"font-size: 1[4-9]pt", rule)}
    margin = {name for name, rule in rules.items() if "margin-top: 1em" in rule}
    for part in re.split(r"<DOCFULL>", page)[1:]:
        part = part.partition("</DOCFULL>")[0]
        centred = [text for text in map(plain, re.findall(r'(?is)<DIV CLASS="c\d+"><?.*?</DIV>', part)) if text]
        divs = re.findall(r'(?is)<DIV CLASS="(c\d+)">(.*?)</DIV>', part)
        centred = [plain(text) for name, text in divs if "center" in rules.get(name, "")]
        keys = {}
        for _, text in divs:
            if match := re.match(r'(?is)\s*(?:<BR>\s*)*<P[^>]*><SPAN CLASS="(c\d+)">([^<]{2,40}):\s*</SPAN>(.*)', text):
                keys[plain(match[2])] = plain(match[3])
        spans = re.findall(r'(?is)<SPAN CLASS="(c\d+)">(.*?)</SPAN>', part)
        heads = [text for text in centred[1:] if not text.lower().startswith(("copyright", "all rights"))]
        body = [plain(t) for name, t in re.findall(r'(?is)<P CLASS="(c\d+)">(.*?)</P>', part) if name in margin]
        length = next((v for k, v in keys.items() if k in ("LENGTH", "LÄNGE", "LONGUEUR")), "")
        yield {
            "outlet": (heads or [None])[0],
            "date": day(heads[1]) if len(heads) > 1 else None,
            "title": " ".join(plain(text) for name, text in spans if name in large),
            "byline": next((v for k, v in keys.items() if k in ("BYLINE", "AUTOR", "AUTEUR")), None),
            "text": " ".join(body),
            "length": int(re.sub(r"\D", "", length) or 0),
        }


def nexis_word(path: Path) -> Iterator[Truth]:
    """By the outline level of a title, and the paragraphs after it."""
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    root = ElementTree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    styles = zipfile.ZipFile(path).read("word/styles.xml").decode("utf-8", "replace")
    headings = set(re.findall(r'w:styleId="([^"]*)"[^>]*>\s*<w:name w:val="heading 1"', styles, re.I))
    article: Truth | None = None
    for paragraph in root.iter(f"{space}p"):
        text = (
            "".join(
                (each.text or "")
                if each.tag == f"{space}t"
                else " "
                if each.tag in (f"{space}br", f"{space}tab")
                else ""
                for each in paragraph.iter()
            )
            .replace("\xa0", " ")
            .strip()
        )
        level = [each.get(f"{space}val") for each in paragraph.iter(f"{space}outlineLvl")]
        style = [each.get(f"{space}val") for each in paragraph.iter(f"{space}pStyle")]
        if text and (level[:1] == ["0"] or headings & set(style)):
            article = {"title": text, "outlet": None, "date": None, "byline": None, "length": 0, "text": None}
            begun, closed = False, False
        elif article is None or not text:
            continue
        elif article["outlet"] is None:
            article["outlet"] = text
        elif text == "Body":
            begun, article["text"] = True, ""
        elif text == "End of Document":
            yield article
            article = None
        elif (
            not begun and not text.startswith(("Copyright", "Section:")) and article["date"] is None and day(text[:40])
        ):
            article["date"] = day(text)
        elif not begun and text.startswith("Byline:"):
            article["byline"] = text.removeprefix("Byline:").strip()
        elif not begun and text.startswith("Length:"):
            article["length"] = int(re.sub(r"\D", "", text) or 0)
        elif begun and (text in ("Graphic", "Notes", "Correction", "Classification") or text.startswith("Load-Date:")):
            closed = True
        elif begun and not closed:
            article["text"] = f"{article['text']} {text}"


def nexis_text(path: Path) -> Iterator[Truth]:
    """By the articles that the repository's own test expects; its titles end at the first semicolon."""
    for row in json.loads((path.parent / "test_body_sols.json").read_text("utf-8")):
        title = None if row["title"] == "No title found!" else row["title"]
        if row["date"].endswith("-01 00:00:00") and not row.get("load-date", "").startswith("3 April"):
            row["date"] = ""  # the page names a month or a season, and no day
        yield {
            "outlet": row["medium"],
            "date": row["date"][:10] or None,
            "title": title,
            "begins": 1,
            "length": row.get("length_int"),
            "byline": row.get("author") or row.get("signature") or row.get("byline"),
            "text": row["text"],
        }


def factiva_page(path: Path) -> Iterator[Truth]:
    """By the classes of headline, author and paragraphs; the outlet is the element after the date and the time."""
    data = path.read_bytes()
    page = data.decode("utf-8") if b"\xef\xbf" in data or _is_utf8(data) else data.decode("cp1252", "replace")
    for part in re.split(r'<div[^>]*class="article \w+Article"', page)[1:]:
        part = part.partition("contentRight")[0]
        head = re.split(r'<p class="articleParagraph', part)[0]
        title = re.search(r"(?is)<(?:span|b) class=['\"]\w+Headline\b[^>]*>(.*?)</(?:span|b)>\s*</?(?:div|td)", part)
        author = re.search(r'(?is)<div class="author">(.*?)</div>', part)
        rows = {plain(k): plain(v) for k, v in re.findall(r"(?is)<b>(\w\w)</b>.{0,20}?</td>\s*<td>(.*?)</td>", part)}
        divs = [text for text in map(plain, re.findall(r"(?is)<div>(.*?)</div>", head)) if text]
        at = next((n for n, text in enumerate(divs) if len(text) < 40 and day(text)), None)
        after = [t for t in divs[(at if at is not None else len(divs)) + 1 :] if not re.fullmatch(r"\d\d:\d\d.*", t)]
        body = re.findall(r'(?is)<p class="articleParagraph[^>]*>(.*?)</p>', part)
        yield {
            "title": plain(title[1]) if title else None,
            "byline": plain(author[1]) if author else rows.get("BY"),
            "date": day(divs[at]) if at is not None else day(rows.get("PD", "")),
            "outlet": after[0] if after else rows.get("SN"),
            "text": " ".join(map(plain, body)),
            "length": 0,
        }


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def factiva_xml(path: Path) -> Iterator[Truth]:
    """By the names of the elements."""
    page = path.read_text("utf-8")
    for part in re.findall(r"(?s)<article>(.*?)</article>", page):
        found = {name: plain(text) for name, text in re.findall(r"(?s)<(\w+)>(.*?)</\1>", part)}
        text = " ".join(found.get(name, "") for name in ("leadParagraph", "tailParagraphs"))
        yield {
            "title": found.get("headline"),
            "byline": found.get("byline"),
            "outlet": found.get("sourceName"),
            "date": day(found.get("publicationDate", "")),
            "text": text,
            "length": 0,
        }


def proquest(path: Path) -> Iterator[Truth]:
    """By the anchors, the keys in bold and the element of the text."""
    page = path.read_text("utf-8", "replace")
    if path.suffix == ".eml":
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        page = next(p.get_content() for p in message.walk() if p.get_content_type() == "text/html")
    for part in re.split(r'(?i)<a[^>]*name="DocID_', page)[1:]:
        keys = {
            plain(k).rstrip(": "): plain(v) for k, v in re.findall(r"(?is)<strong[^>]*>(.*?)</strong>(.*?)</p>", part)
        }
        bold = re.search(r"(?is)<p[^>]*font-weight:\s*bold[^>]*>(.*?)</p>", part)
        text = re.search(
            r"(?is)Full text:.*?(?=<strong[^>]*>(?:Subject|Location|Company|Credit|Identifier|Title|"
            r"Publication title|People|Illustration|Classification|Caption|Correction)[^<]*:"
            r"|Illustration</|Credit: )",
            part,
        )
        count = re.search(r'(?i)<text wordcount="(\d+)"', part)
        yield {
            "title": keys.get("Title") or (plain(bold[1]) if bold else None),
            "byline": keys.get("Author"),
            "outlet": keys.get("Publication title", "").partition(";")[0],
            "date": day(keys.get("Publication date", "")),
            "text": plain(text[0]).removeprefix("Full text:") if text else None,
            "length": int(count[1]) if count else 0,
        }


def integrum_page(path: Path) -> Iterator[Truth]:
    """By the keys in the box over each article, and the preformatted text."""
    page = path.read_bytes().decode("cp1251")
    for part in re.split(r"\^ИС:", page)[1:]:
        box, _, rest = part.partition("</table>")
        keys = {k: plain(v) for k, v in re.findall(r"(?s)\^(\w\w):(.*?)<br>", "^ИС:" + box)}
        text = re.search(r"(?s)<pre>(.*?)</pre>", rest)
        yield {
            "outlet": keys["ИС"],
            "date": day(keys["ДТ"]),
            "title": keys.get("ЗГ"),
            "byline": keys.get("АВ"),
            "text": plain(text[1]) if text else None,
            "length": 0,
        }


def integrum_sheet(path: Path) -> Iterator[Truth]:
    """By the columns."""
    for row in list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))[1:]:
        if row[4]:
            yield {
                "outlet": row[0],
                "date": day(str(row[1])),
                "title": row[3],
                "text": row[4],
                "byline": row[6],
                "length": 0,
            }


# Layout, files, and by what marks they are judged.
FIXTURES: tuple[tuple[str, str, Callable[[Path], Iterator[Truth]]], ...] = (
    ("Nexis, older HTML", "koheiw/newspapers nexis/*.html", nexis_page),
    ("Nexis, older text", "amcat lexisnexis/test.txt", nexis_text),
    ("Nexis Uni, Word", "koheiw/newspapers lexis/*.docx, LexisNexisTools", nexis_word),
    (
        "Factiva, HTML",
        "koheiw/newspapers factiva/*.html, amcat factivia/*.htm, factiva-parsing, tm.plugin.factiva",
        factiva_page,
    ),
    ("Factiva, XML", "tm.plugin.factiva", factiva_xml),
    ("ProQuest, mail and HTML", "tm.plugin.proquest", proquest),
    ("Integrum, HTML", "koheiw/newspapers integrum/*.html", integrum_page),
    ("Integrum, Excel", "koheiw/newspapers integrum/*.xlsx", integrum_sheet),
)
PATTERNS: dict[str, tuple[str, ...]] = {
    "Nexis, older HTML": ("**/nexis/*.html", "**/lexisnexis_test_*.html"),
    "Nexis, older text": ("**/lexisnexis/test.txt",),
    "Nexis Uni, Word": ("**/lexis/*.docx", "**/sample.DOCX"),
    "Factiva, HTML": ("**/factiva/*.html", "**/factivia/*.htm", "**/Factiva-example.html", "**/factiva_test.html"),
    "Factiva, XML": ("**/*factiva*.xml",),
    "ProQuest, mail and HTML": ("**/emls/*.eml", "**/htmlfiles/*.html"),
    "Integrum, HTML": ("**/integrum/*.html",),
    "Integrum, Excel": ("**/integrum/*.xlsx",),
}
FIELDS = ("outlet", "date", "title", "byline", "text")


def judged(path: Path, truth: list[Truth], show: bool) -> Counter[str]:
    """Compare the articles of a file, in their order, with what its marks say."""
    count: Counter[str] = Counter(expected=len(truth))
    try:
        articles = list(framing.read(path))
    except ValueError:
        articles = []
    count["read"] = min(len(articles), len(truth))
    count["giants"] = sum(len(article.text.split()) > 10_000 for article in articles)
    if len(articles) != len(truth):
        print(f"! {path.name}: {len(articles)} articles for {len(truth)}") if show else None
        articles = aligned(articles, truth)
    for article, right in zip(articles, truth, strict=False):
        if article is None:
            continue
        for field in FIELDS:
            given = own_text(article) if field == "text" else getattr(article, field)
            if field == "outlet" and str(given).startswith("Unknown outlet"):
                given = None
            good = given == right[field] if field == "date" else words(given) == words(right[field])
            if field == "title" and right.get("begins") and right["title"]:
                good = words(given)[: len(words(right["title"]))] == words(right["title"])
            if field == "text":
                # What stands under a story is kept apart, but it counts in the number that an export states.
                good = text_right(given + " " + str(article.metadata.get("tail", "")), right)
            count[field] += good
            if show and not good:
                print(f"  {path.name} {field}: {str(given)[:90]!r} for {str(right[field])[:90]!r}")
                if field == "text":
                    print(
                        f"     {len(words(given))} words, marks {len(words(right['text']))}, stated {right['length']}",
                        "...",
                        repr(str(given)[-70:]),
                        repr(str(right["text"])[-70:]),
                    )
    return count


def aligned(articles: list[framing.Article], truth: list[Truth]) -> list[framing.Article | None]:
    """Bring the articles into the order of the marks, by their titles, where some are missing."""
    found, rest = [], list(articles)
    for right in truth:
        title = words(right["title"])
        given = ((a, words(a.title)) for a in rest)
        match = next(
            (a for a, w in given if w == title or (right.get("begins") and title and w[: len(title)] == title)), None
        )
        if match:
            rest.remove(match)
        found.append(match)
    return found


def text_right(given: str, right: Truth) -> bool:
    """A text is right where its words are those of the marks, or within 10 % of the number that is stated."""
    if right["text"] is not None and words(given) == words(right["text"]):
        return True
    stated = int(right["length"] or 0) or len(words(right["text"]))
    return abs(len(given.split()) - stated) <= 0.1 * stated or (
        right["text"] is not None and abs(len(words(given)) - len(words(right["text"]))) <= 0.02 * stated
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list what differs")
    parser.add_argument("--only", default="", help="layouts whose name holds this")
    asked = parser.parse_args()
    rows, total = [], Counter[str]()
    for layout, _, marks in FIXTURES:
        if asked.only.casefold() not in layout.casefold():
            continue
        files = sorted({path for pattern in PATTERNS[layout] for path in asked.folder.glob(pattern)})
        count = Counter[str](files=0)
        for path in files:
            truth = list(marks(path))
            if truth:
                count += judged(path, truth, asked.wrong) + Counter(files=1)
        rows.append((layout, count))
        total += count
    names = ("files", "expected", "read", *FIELDS, "giants")
    print("| layout | " + " | ".join(names) + " |\n|" + "---|" * (len(names) + 1))
    for layout, count in [*rows, ("all", total)]:
        print(f"| {layout} | " + " | ".join(str(count[name]) for name in names) + " |")
    if total["read"]:
        print(
            "| of those read | | "
            + f"| {total['read'] / total['expected']:.1%} | "
            + " | ".join(f"{total[name] / total['read']:.1%}" for name in FIELDS)
            + " | |"
        )


if __name__ == "__main__":
    main()
