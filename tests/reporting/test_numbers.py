import json
import re

import framing
from framing.reporting.numbers import as_json, as_tex, numbers


def test_numbers_are_those_of_the_tables(tiny):
    tables = framing.measure(framing.read(tiny))
    found = numbers(tables)
    assert found["corpus.articles"] == 3 and found["corpus.words"] == tables.outlets["words"].sum()
    assert found["evening-gazette.quoted_share"] == round(tables.outlets["quoted_share"][1], 6)
    assert found["morning-post-co.safe_crossing_count"] == 2


def test_a_measure_that_an_outlet_lacks_has_no_number(tiny):
    found = numbers(framing.measure(framing.read(tiny)))
    assert not any(value != value for value in found.values())
    assert "unknown-outlet-c.tone_quoted" not in found


def test_every_name_stands_in_latex_with_its_value(out):
    found = json.loads((out / "numbers.json").read_text(encoding="utf-8"))
    named = dict(re.findall(r"\\@namedef\{framing@([^}]*)\}\{([^}]*)\}", (out / "numbers.tex").read_text()))
    assert list(named) == list(found)
    assert named["corpus.articles"] == "3"
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in found)


def test_names_that_are_not_latin_get_a_number_and_none_is_taken_twice():
    from framing.reporting.numbers import names_of

    assert names_of(["新样本报", "A b", "a-B"], "outlet") == {"新样本报": "outlet-1", "A b": "a-b", "a-B": "a-b-3"}


def test_latex_minus_is_a_minus_sign():
    assert "{$-$0.250}" in as_tex({"x": -0.25}) and '"x": -0.25' in as_json({"x": -0.25})


def test_an_outlet_that_was_not_measured_has_nulls_and_no_zeros():
    articles = [
        framing.Article("a", "It rained.", "Post"),
        framing.Article("b", "Die Brücke wurde geöffnet.", "Chronik", language="de"),
    ]
    found = numbers(framing.measure(framing.Corpus(articles)))
    assert found.pop("chronik.articles") == 1 and found.pop("chronik.articles_measured") == 0
    own = {name: value for name, value in found.items() if name.startswith("chronik.")}
    assert "chronik.words" in own and set(own.values()) == {None} and None not in (found["post.words"],)
    assert '"chronik.words": null' in as_json(found) and r"{framing@chronik.words}{--}" in as_tex(found)
