import pytest

from framing.readers.decode import decode, find_garbled, is_binary
from framing.readers.record import Problems


def read(data):
    problems = Problems()
    return decode(data, "a.txt", problems), problems.rows


def test_utf8_is_read_without_a_word_and_line_ends_stay():
    assert read("Café\r\n“Rain”\n".encode()) == ("Café\r\n“Rain”\n", [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(encoding):
    assert read("Café “Rain”".encode(encoding)) == ("Café “Rain”", [])


def test_utf16_without_its_mark_is_seen():
    assert read("Rain fell on the café".encode("utf-16-le"))[0] == "Rain fell on the café"


def test_windows_bytes_are_read_as_such_and_the_line_told():
    text, rows = read(b"Rain\n\x93Caf\xe9\x94 \x97 it\x92s\n")
    assert text == "Rain\n“Café” — it’s\n"
    assert rows[0][:3] == ("a.txt", 2, "text") and "cp1252" in rows[0][3]


def test_one_stray_byte_does_not_garble_the_rest():
    assert read("Café ".encode() + b"\x93")[0] == "Café “"


def test_bytes_that_mean_nothing_anywhere_do_not_stop_the_reading():
    assert len(read(bytes(range(128, 256)) * 10_000)[0]) == 1_280_000


def test_binary_is_told_from_text_in_any_encoding():
    assert is_binary(bytes(range(256)))
    assert not is_binary("Rain".encode("utf-16")) and not is_binary(b"Rain\r\n\tfell") and not is_binary(b"")


@pytest.mark.parametrize("garbled, right", [
    ("â€™", "’"), ("Ã©", "é"), ("â€œ", "“"), ("Â£", "£"), ("â€\x9d", "”"), ("Ã¡Ã©", "áé"), ("\ufffd", None),
])  # fmt: skip
def test_garbled_characters_are_found_with_their_word_and_what_they_were(garbled, right):
    found = find_garbled(f"Rain on Mon{garbled}day fell.")
    assert (found.start, found.shown, found.word, found.right) == (11, garbled, f"Mon{garbled}day", right)


@pytest.mark.parametrize("text", ["São Ângelo", "Älä “À” Ø", "Ã", "“Rain” — it’s £5", "Â" * 100_000, ""])
def test_letters_that_only_look_garbled_are_left_alone(text):
    assert find_garbled(text) is None
