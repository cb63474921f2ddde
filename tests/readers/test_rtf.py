import pytest

from framing.readers.rtf import rtf_text


@pytest.mark.parametrize(
    "source, text",
    [
        (rb"{\rtf1 Rain\par snow}", "Rain\nsnow"),
        (rb"{\rtf1\ansi\ansicpg1252 Caf\'e9 \'93now\'94}", "Café “now”"),
        (rb"{\rtf1\ansicpg936 \'d6\'d0}", "中"),
        (rb"{\rtf1 \u8220?now\u8221?}", "“now”"),
        (rb"{\rtf1\uc2 \u8220ab{\uc0 \u8221}c}", "“”c"),
        (rb"{\rtf1 \u-10179?\u-8704?}", "\U0001f600"),
        (rb"{\rtf1 \ldblquote now\rdblquote \emdash it\rquote s\~a}", "“now”—it’s\u00a0a"),
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\*\generator X;}{\info{\title T}}Rain}", "Rain"),
        (
            rb'{\rtf1{\field{\*\fldinst{HYPERLINK "http://x.org"}}{\fldrslt{\ul Daily Example}}} wins}',
            "Daily Example wins",
        ),
        (rb"{\rtf1{\header Page 1}Rain{\footer Page 1}{\pict 0102ff}}", "Rain"),
        (b"{\\rtf1 Ra\r\nin \\{braces\\} \\\\}", "Rain {braces} \\"),
        (rb"{\rtf1\trowd HD\cell Rain\cell\row}", "HD\tRain\t\n"),
        (rb"{\rtf1 Rain}}}}", "Rain"),
        (rb"{\rtf1 100\'zz \x \ ", "100'zz "),
    ],
)
def test_the_text_is_found_among_the_words_of_the_format(source, text):
    assert rtf_text(source) == text


def test_deep_nesting_and_long_runs_are_read_in_linear_time():
    assert rtf_text(b"{\\rtf1 " + b"{" * 500_000 + b"a") == "a"
    assert len(rtf_text(b"{\\rtf1 " + b"\\'e9" * 200_000)) == 200_000


def test_what_follows_a_picture_of_bare_bytes_is_read():
    picture = rb"{\pict\jpegblip\bin10 " + b"\xff{{{}{ \\p{" + rb"}"
    assert rtf_text(rb"{\rtf1 Rain.\par " + picture + rb"Snow.\par}") == "Rain.\nSnow.\n"
