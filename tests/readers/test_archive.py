import gzip
import io
import tarfile
import tracemalloc
import zipfile

import pytest

from framing.readers import archive, read
from framing.readers.archive import TooLarge, unpack, zip_files
from framing.readers.record import Problems, Source


def packed(members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return content.getvalue()


def files_of(members):
    problems = Problems()
    return list(zip_files(Source("all.zip", packed(members)), problems)), {row[0]: row[3] for row in problems.rows}


def test_members_come_sorted_and_named_after_the_archive():
    files, problems = files_of({"b/two.txt": "Two.", "a.txt": "One.", "__MACOSX/._a.txt": "x"})
    assert [file.name for file in files] == ["all.zip/a.txt", "all.zip/b/two.txt"] and problems == {}


def test_a_name_outside_the_archive_is_left_out_and_listed():
    files, problems = files_of({"../../etc/passwd": "x", "/etc/passwd": "x", "a.txt": "One."})
    assert [file.name for file in files] == ["all.zip/a.txt"]
    assert problems == {"all.zip/etc/passwd": "its name points outside the archive; it was left out."}


def test_a_bomb_is_left_out_and_the_rest_read():
    files, problems = files_of({"bomb.txt": b"\0" * 20_000_000, "z.txt": "Rain."})
    assert [file.name for file in files] == ["all.zip/z.txt"] and "unpack to more" in problems["all.zip/bomb.txt"]


def test_all_members_together_have_a_limit(monkeypatch):
    monkeypatch.setattr(archive, "UNPACKED", 10)
    files, problems = files_of({"a.txt": "12345678", "b.txt": "12345678"})
    assert [file.name for file in files] == ["all.zip/a.txt"] and "all.zip/b.txt" in problems


def test_an_archive_in_an_archive_is_listed():
    _, problems = files_of({"inner.zip": packed({"a.txt": "One."})})
    assert "inside an archive" in problems["all.zip/inner.zip"]


def test_gzip_is_unpacked_within_limits():
    assert unpack(Source("a.csv.gz", gzip.compress(b"id,text"))) == Source("a.csv", b"id,text")
    with pytest.raises(TooLarge):
        unpack(Source("a.gz", gzip.compress(b"\0" * 20_000_000)))


def test_a_bomb_stops_nothing(tmp_path):
    (tmp_path / "a.txt").write_text("Rain.")
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"\0" * 20_000_000))
    corpus = read(tmp_path)
    assert corpus.ids == ["a"] and "too large to be news" in corpus.problems.loc[0, "problem"]


def test_packed_files_are_read_like_others(tmp_path):
    (tmp_path / "all.zip").write_bytes(packed({"a.txt": "Rain.", "b.csv": "id,text\nx,Snow.\n"}))
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b'{"id": "y", "text": "Hail."}'))
    (tmp_path / "d.zip").write_bytes(b"PK\x03\x04broken")
    corpus = read(tmp_path)
    assert corpus.ids == ["all.zip/a", "x", "y"]
    assert "damaged" in corpus.problems.loc[0, "problem"]


def test_an_archive_of_more_files_than_news_has_is_read_as_far_as_the_limit(monkeypatch):
    monkeypatch.setattr(archive, "MEMBERS", 2)
    files, problems = files_of({f"{n}.txt": "Rain." for n in range(4)})
    assert len(files) == 2 and "holds more than 2 files" in problems["all.zip"]


def test_a_member_with_a_password_or_a_damaged_one_is_left_out_and_the_rest_read():
    content = bytearray(packed({"a.txt": "One.", "b.txt": "Two."}))
    content[content.rfind(b"PK\x01\x02", 0, content.rfind(b"PK\x01\x02")) + 8] |= 1  # the flag of a password, on a.txt
    problems = Problems()
    found = list(zip_files(Source("all.zip", bytes(content)), problems))
    assert [file.name for file in found] == ["all.zip/b.txt"] and "password" in problems.rows[0][3]
    broken = packed({"a.txt": "One " * 50, "b.txt": "Two."}).replace(b"PK\x03\x04", b"PK\x03\x05", 1)
    problems = Problems()
    found = list(zip_files(Source("all.zip", broken), problems))
    assert [file.name for file in found] == ["all.zip/b.txt"] and "cannot be unpacked" in problems.rows[0][3]


def test_what_is_refused_is_never_held_in_memory(monkeypatch):
    bombs = packed({"bomb.txt": b"\0" * 100_000_000}), gzip.compress(b"\0" * 100_000_000)
    tracemalloc.start()
    problems = Problems()
    assert list(zip_files(Source("all.zip", bombs[0]), problems)) == [] and len(problems.rows) == 1
    with pytest.raises(TooLarge):
        unpack(Source("a.gz", bombs[1]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_member_that_states_a_smaller_size_than_it_has_is_left_out():
    content = bytearray(packed({"a.txt": b"\0" * 20_000_000, "b.txt": "Rain."}))
    for sign, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.find(sign) + place
        content[at : at + 4] = (1000).to_bytes(4, "little")
    problems = Problems()
    found = [file.name for file in zip_files(Source("all.zip", bytes(content)), problems)]
    assert found == ["all.zip/b.txt"] and "cannot be unpacked" in problems.rows[0][3]


@pytest.mark.parametrize("kind", ["gz", "bz2", "xz"])
def test_packed_tar_files_are_read_and_their_folders_are_outlets(tmp_path, kind):
    with tarfile.open(tmp_path / f"x.tar.{kind}", f"w:{kind}") as archive:
        for outlet in ("Post", "Press"):
            data = f"Rain fell on the {outlet}, the mayor said.".encode()
            info = tarfile.TarInfo(f"download/{outlet}/1.txt")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("download/Post/2.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        archive.addfile(tarfile.TarInfo("../out.txt"))
    corpus = read(tmp_path / f"x.tar.{kind}")
    assert [article.outlet for article in corpus] == ["Post", "Press"]
    assert corpus.problems["problem"].str.contains("link, no file, or points outside").sum() == 2


def test_of_a_web_archive_in_a_zip_only_the_captures_are_read():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("datapackage.json", "pages/pages.jsonl", "archive/data.warc", "indexes/index.cdx"):
            archive.writestr(name, "{}")
    names = [source.name for source in zip_files(Source("a.wacz", content.getvalue()), Problems())]
    assert names == ["a.wacz/archive/data.warc"]
