import pytest

from framing.readers.delimited import read_delimited
from framing.readers.record import Problems, Source

GKG = [
    "20210608101500-12",
    "20210608101500",
    "1",
    "example.org",
    "https://example.org/rain",
    "",
    "",
    'A "theme',
    *[""] * 19,
]
EVENT = ["990000001", "20210608", "202106", *["x"] * 57, "https://example.org/rain"]
LISTS = {
    "DOC API": "URL,MobileURL,Date,Title\nhttps://example.org/rain,,2021-06-08 10:15:00,Rain closes harbour\n",
    "BigQuery": "GKGRECORDID,DATE,SourceCommonName,DocumentIdentifier\n"
    "20210608101500-12,20210608101500,example.org,https://example.org/rain\n",
    "GKG file": "\t".join(GKG) + "\n" + "\t".join(GKG) + "\n",
    "event file": "\t".join(EVENT) + "\n",
}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_each_list_gives_addresses_once_and_says_that_it_has_no_texts(name):
    problems = Problems()
    (record,) = read_delimited(Source("list.csv", LISTS[name].encode()), problems)
    assert record.text is None and record.fields["url"] == "https://example.org/rain"
    assert record.fields["date"].replace("-", "").startswith("20210608")
    assert len(problems.rows) == 1 and "without their texts" in problems.rows[0][3]
