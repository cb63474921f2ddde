"""What is printed is shown and not obeyed, and a command that lasts says so."""

import io
import os
import signal
import time

import pytest

from framing import terminal
from framing.terminal import Stopped, say, shown, stoppable, waiting


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[2Jrain", "\\x1b[2Jrain"),
        ("\x9b31mred", "\\x9b31mred"),
        ("a\rb\x07\x7f", "a\\rb\\x07\\x7f"),
        ("left\u202eright", "left\\u202eright"),
        ("half \udcff", "half \\udcff"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text, seen):
    assert shown(text) == seen


@pytest.mark.parametrize("text", ["“Żółć”, 新样本报 – 5\u202fkm\nnext line", "\u00a0", ""])
def test_words_and_lines_stay_as_they_are(text):
    assert shown(text) == text


def test_what_the_terminal_has_no_letter_for_is_an_escape_and_no_failure():
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    say("“é”", out)
    out.flush()
    assert out.buffer.getvalue() == b"\\u201c\\xe9\\u201d\n"


def test_a_command_that_lasts_says_what_it_does_and_clears_its_line(monkeypatch, capsys):
    monkeypatch.setattr(terminal, "PATIENCE", 0.0)
    with waiting("reading"):
        time.sleep(0.05)
    told = capsys.readouterr().err
    assert "\rreading … 0 s" in told and told.endswith("\r") and not told.rsplit("\r")[-2].strip()


def test_a_command_that_is_quick_says_nothing(capsys):
    with waiting("reading"):
        pass
    assert capsys.readouterr().err == ""


def test_the_line_is_gone_after_a_mistake_too(monkeypatch, capsys):
    monkeypatch.setattr(terminal, "PATIENCE", 0.0)
    with pytest.raises(ValueError, match="wrong"), waiting("reading"):
        time.sleep(0.05)
        raise ValueError("wrong")
    assert capsys.readouterr().err.endswith("\r")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_what_goes_on_once_and_lets_it_clean_up(number):
    cleaned = []
    usual = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
    before = signal.signal(number, usual)  # the tests may run where it is ignored, as under nohup
    try:
        with pytest.raises(Stopped) as stop, stoppable():
            try:
                signal.raise_signal(number)
            finally:
                signal.raise_signal(number)  # a second one, in impatience
                cleaned.append(True)
        assert stop.value.code == 128 + number and cleaned and signal.getsignal(number) == usual
    finally:
        signal.signal(number, before)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_signal_that_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stoppable():
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
