from framing.readers.delimited import read_delimited
from framing.readers.record import Problems, Source

LIST = (
    "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    "4a5b,2021-06-09,en,example.org,example.org,2021-06-08,Rain closes harbour,https://example.org/rain\n"
)
OLDER = (
    "stories_id,publish_date,title,url,language,ap_syndicated,themes,media_id,media_name,media_url\n"
    "1900,2021-06-08 10:00:00,Rain,https://example.org/rain,en,False,,7,Daily Example,https://example.org\n"
)


def records_of(text):
    problems = Problems()
    return list(read_delimited(Source("list.csv", text.encode()), problems)), problems.rows


def test_a_story_list_labels_pages_by_url_and_says_that_it_has_no_texts():
    (record,), problems = records_of(LIST)
    assert record.text is None and record.line == 2
    assert {
        "id": "4a5b",
        "outlet": "example.org",
        "date": "2021-06-08",
        "title": "Rain closes harbour",
        "url": "https://example.org/rain",
        "language": "en",
    }.items() <= record.fields.items()
    assert len(problems) == 1 and "without their texts" in problems[0][3]


def test_the_older_export_has_other_names():
    (record,), _ = records_of(OLDER)
    assert record.fields["id"] == "1900" and record.fields["outlet"] == "Daily Example"


def test_texts_that_a_researcher_added_are_read():
    (record,), problems = records_of(LIST.replace("url\n", "url,text\n").replace("/rain\n", "/rain,Rain fell.\n"))
    assert record.text == "Rain fell." and problems == []
