import pytest

from framing.readers import read
from framing.readers.mail import looks_mail

MAIL = """From: Jo Reed <jo@example.org>
To: x@example.org
Subject: Pier
 shut
Date: Tue, 8 Jun 2021 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="B"

--B
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

The council shut the pier =E2=80=94 at last.

--B
Content-Type: application/pdf
Content-Disposition: attachment; filename="pier.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQK

--B--
"""


def test_a_mail_is_read_without_its_headers_and_attachments(tmp_path):
    (tmp_path / "a.eml").write_text(MAIL, encoding="utf-8")
    corpus = read(tmp_path / "a.eml")
    (article,) = corpus
    assert article.text == "Pier shut\n\nThe council shut the pier — at last.\n"
    assert (article.title, article.date) == ("Pier shut", "2021-06-08")
    problems = " ".join(corpus.problems["problem"])
    assert "pier.pdf" in problems and "its headers were not" in problems


def test_a_mail_in_html_is_read_without_tags(tmp_path):
    headers = "From: a@example.org\nSubject: Pier\nContent-Type: text/html\n\n"
    mail = f"{headers}<p>The pier is <b>shut</b>.</p><p>It stays so.</p>"
    (tmp_path / "a.txt").write_text(mail)
    assert read(tmp_path / "a.txt")["a"].text == "Pier\n\nThe pier is shut.\nIt stays so."


def test_each_mail_of_a_mailbox_is_an_article(tmp_path):
    one = "From a@example.org Tue Jun  8 09:00:00 2021\nFrom: a@example.org\nSubject: One\n\nThe pier is shut.\n\n"
    (tmp_path / "box").write_text(one + one.replace("One", "Two").replace("shut", "open"))
    assert [article.title for article in read(tmp_path / "box")] == ["One", "Two"]


def test_a_mail_without_text_is_left_out(tmp_path):
    empty = MAIL.replace("The council shut the pier =E2=80=94 at last.", "")
    (tmp_path / "a.eml").write_text(empty)
    with pytest.raises(ValueError, match="holds no text"):
        read(tmp_path / "a.eml")


@pytest.mark.parametrize("text", ["From: a reader\n\nThe pier is shut.", "Subject: rain\nIt fell.", "From now on."])
def test_an_article_is_no_mail(text):
    assert not looks_mail(text)
