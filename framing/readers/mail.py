"""Mails saved as files (.eml, mbox): the text of each, without headers and attachments; or the export that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.readers.decode import decode
from framing.readers.document import export_of, export_of_page
from framing.readers.markup import without_markup
from framing.readers.record import Problems, Record, Source

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

_FIELD = (
    r"(?:From|To|Cc|Subject|Date|Sent|Sender|Reply-To|Return-Path|Received|Delivered-To|Message-ID|MIME-Version|"
    r"DKIM-Signature|Authentication-Results|(?:Content|List|X|ARC)-[\w-]{1,60})"
)
_HEAD = re.compile(
    rf"(?:From [^\r\n]{{1,300}}\r?\n)?(?:{_FIELD}:[^\r\n]{{0,5000}}(?:\r?\n[ \t][^\r\n]{{0,5000}})*\r?\n){{2,}}", re.I
)
_NEXT = re.compile(rb"(?m)^From [^\r\n]{3,300}\d{4}\r?\n(?=[A-Z][\w-]{1,60}:)")


def looks_mail(head: str) -> bool:
    """Tell a mail by the headers that it begins with: whom it is from, and to whom or about what."""
    found = _HEAD.match(head.lstrip("\ufeff"))
    names = {line.partition(":")[0].casefold() for line in found[0].splitlines()} if found else set()
    return "mime-version" in names or ("from" in names and bool(names & {"to", "subject"}))


def read_mail(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the mails of a file; the subject is the title. Attachments are left out and listed.

    A mail in which an archive sent its articles is read as that archive's export.
    """
    import email  # a heavy part of the standard library, and few corpora come as mail
    import email.policy

    starts = [match.start() for match in _NEXT.finditer(source.data)] or [0]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], None], strict=True), start=1):
        data = source.data[start:end].removeprefix(b"\xef\xbb\xbf")
        message = email.message_from_bytes(data, policy=email.policy.default)
        line = number if len(starts) > 1 else None
        attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
        if attached:
            problem = f"the mail's attachments were left out: {', '.join(attached[:5])}."
            problems.add(source.name, line, None, problem, "Save them as files beside the mail.")
        exported = _export(message, source.name, problems)
        if exported is not None:
            yield from exported
            continue
        text = without_markup(_content(message.get_body(("plain", "html")), source.name, problems))
        if not text.strip():
            problem = "the mail holds no text; it was left out."
            problems.add(source.name, line, "text", problem, "Save its attachments or its article as a file.")
            continue
        problem = "a mail: its text was read, its headers were not; the subject is the title."
        problems.add(source.name, line, "text", problem, "Nothing, if the text is one article.")
        yield Record(text, source.name, line, _fields(message))


def _export(message: EmailMessage, file: str, problems: Problems) -> Iterator[Record] | None:
    """Return the articles of the export that a mail is, by its page or its text, or None."""
    for kind, told in (("html", export_of_page), ("plain", export_of)):
        content = _content(message.get_body((kind,)), file, Problems())
        if content and (export := told(content)):
            return export[1](content, file, problems)
    return None


def _content(part: MIMEPart | None, file: str, problems: Problems) -> str:
    content = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        return decode(content, file, problems)


def _fields(message: EmailMessage) -> dict[str, str]:
    fields = {}
    for name, header in (("title", "subject"), ("from", "from"), ("date", "date")):
        value = " ".join(str(message.get(header, "")).split())
        moment = getattr(message.get(header), "datetime", None) if name == "date" else None
        if moment is not None or (value and name != "date"):
            fields[name] = moment.date().isoformat() if moment is not None else value
    return fields
