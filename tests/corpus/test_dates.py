from datetime import date, datetime

import pandas as pd
import pytest

from framing.corpus.dates import ORDERS, iso_date, unread_date


@pytest.mark.parametrize(
    "written",
    [
        "2021-06-08",
        "2021-06-08T23:59:00Z",
        "20210608",
        "20210608T101500Z",
        "2021/06/08",
        "8 June 2021",
        "June 8, 2021",
        "Jun 8, 2021",
        "Tuesday, June 8, 2021 6:01 PM GMT",
        "Tue, 08 Jun 2021 10:00:00 GMT",
        "8th June 2021",
        "08.06.2021",
        "8 de junio de 2021",
        "8. Juni 2021",
        "8 juin 2021",
        "20210608000000",
        date(2021, 6, 8),
        datetime(2021, 6, 8, 12),
        pd.Timestamp("2021-06-08"),
        20210608,
    ],
)
def test_a_day_is_told_however_it_is_written(written):
    assert iso_date(written) == "2021-06-08"


@pytest.mark.parametrize("written", ["06/08/2021", "2021-13-01", "31 June 2021", "yesterday", "June 2021", "", pd.NaT])
def test_what_cannot_be_told_is_none(written):
    assert iso_date(written) is None


def test_numbers_that_read_one_way_only_are_told():
    assert (iso_date("18/06/2021"), iso_date("06/18/2021"), iso_date("08/08/2021")) == (
        "2021-06-18",
        "2021-06-18",
        "2021-08-08",
    )


def test_an_order_decides_what_reads_both_ways_and_nothing_else():
    assert [iso_date("06/08/2021", order) for order in ORDERS] == ["2021-08-06", "2021-06-08"]
    assert [iso_date("06.08.2021", order) for order in ORDERS] == ["2021-08-06", "2021-06-08"]
    assert {iso_date("18/06/2021", order) for order in ORDERS} == {"2021-06-18"}
    assert {iso_date("8 June 2021", order) for order in ORDERS} == {"2021-06-08"}


@pytest.mark.parametrize(
    ("written", "sentence"),
    [("06/08/2021", "'06/08/2021' is ambiguous (6 August or 8 June?)"),
     ("45/08/2021", "'45/08/2021' could not be read as a date"),
     ("", "'' could not be read as a date")],
)  # fmt: skip
def test_a_date_that_is_not_read_is_told_with_both_readings(written, sentence):
    assert unread_date(written) == sentence


@pytest.mark.parametrize("value, day", [
    (44355, "2021-06-08"), (44355.5, "2021-06-08"), ("1623142800", "2021-06-08"), (1623142800000, "2021-06-08"),
    ("31.12.12", "2012-12-31"), ("31.12.1998", "1998-12-31"), ("2018 年 10 月 7 日 17:04", "2018-10-07"),
    ("9 Januar 1993", "1993-01-09"), ("8 июня 2021", "2021-06-08"), ("20210608", "2021-06-08"), ("1900", None),
    ("12345", None), ("2021060810", None), ("08/06/21", None),
])  # fmt: skip
def test_dates_as_programs_and_other_languages_write_them(value, day):
    assert iso_date(value) == day
