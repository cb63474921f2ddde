from framing.figures.labels import FILED, labels


def test_a_note_that_several_articles_share_is_one_line(study):
    assert labels(study(12)).notes[0] == "† 000, 005, 010: translated."


def test_notes_parted_by_semicolons_are_several_notes(study):
    named = labels(study(2))
    assert [note[0] for note in named.notes] == ["†", "‡"]
    assert list(named.signs.values()) == ["†", "‡"]


def test_a_note_stands_where_a_figure_heeds_it(study):
    tables = study(3)
    tables.articles.loc[2, "notes"] = "not measured: language fr"
    said = [note.split(": ", 1)[1] for note in labels(tables, heeded=(FILED,)).notes]
    assert said == ["filed before the event.", "not measured: language fr."]
    assert [note.split(": ", 1)[1] for note in labels(tables, heeded=()).notes] == ["not measured: language fr."]


def test_many_articles_of_an_outlet_are_counted_not_listed(study):
    assert labels(study(1, articles=6)).notes == ["† 6 of 6 articles of Example Post: translated."]
