from framing.readers import spool
from framing.readers.record import Record


def test_texts_come_back_as_they_were_put_aside_in_any_order():
    texts = ["Rain “fell”.", "", "half \ud83d", "x" * 1000]
    with spool.Spool() as place:
        held = place.all(Record(text, "a.csv", n, {"id": n}) for n, text in enumerate(texts))
        assert [record.text for record in reversed(held)] == texts[::-1]
    assert [(record.file, record.line, record.fields["id"]) for record in held] == [("a.csv", n, n) for n in range(4)]


def test_more_than_memory_takes_goes_to_the_disk(monkeypatch):
    monkeypatch.setattr(spool, "_IN_MEMORY", 10)
    with spool.Spool() as place:
        held = place.all(Record(f"text number {n}", "a.csv", n) for n in range(50))
        assert [record.text for record in held] == [f"text number {n}" for n in range(50)]


def test_a_record_without_a_text_stays_one():
    with spool.Spool() as place:
        (record,) = place.all([Record(None, "a.csv", 1)])
    assert record.text is None and not record.has_text
