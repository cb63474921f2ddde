import pandas as pd

from framing.readers.frame import read_frame
from framing.readers.record import Problems


def records_of(table):
    return list(read_frame(table, "data frame", Problems()))


def test_a_named_index_counts_as_a_column_and_a_plain_one_does_not():
    table = pd.DataFrame({"text": ["Rain.", "Snow."]}, index=pd.Index(["x", "y"], name="id"))
    assert [record.fields["id"] for record in records_of(table)] == ["x", "y"]
    assert "index" not in records_of(table.reset_index(drop=True))[0].fields


def test_of_two_columns_of_one_name_the_first_counts():
    table = pd.DataFrame([["Rain.", "other"]], columns=["text", "text"])
    assert records_of(table)[0].text == "Rain."


def test_categories_and_nullable_types_are_read():
    table = pd.DataFrame(
        {"text": pd.array(["Rain."], "string"), "outlet": pd.Categorical(["A"]), "n": pd.array([1], "Int64")}
    )
    assert records_of(table)[0].fields == {"id": 0, "outlet": "A", "n": 1}
