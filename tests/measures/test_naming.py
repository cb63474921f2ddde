"""How a text names persons and groups: forms, heads, modifiers; what is no mention."""

import pytest

import framing
from framing import Article, Corpus
from framing.corpus.study import Study
from framing.measures._naming import Groups
from framing.text.document import Document

GROUPS = {
    "migrants": ["migrants", "asylum seekers", "illegal aliens", "refugees"],
    "police": ["police", "police officers", "officers"],
}


def named(text, actors=None, groups=None):
    rows = framing.naming(text, actors, groups, model="fast")
    return rows[["form", "naming", "modifiers"]].fillna("").values.tolist()


def groups(text):
    return [(place.head, place.modifiers) for place in Groups(GROUPS).find(Document(text))]


def test_forms_of_a_person():
    text = (
        "Vice President Kamala Harris met farmers. Ms Harris smiled. Harris left. She slept. "
        "The vice president was tired."
    )
    found = named(text, {"Harris": ["Kamala Harris"]})
    assert [row[:2] for row in found] == [
        ["title", "Vice President Kamala Harris"], ["honorific", "Ms Harris"], ["surname", "Harris"],
        ["role", "vice president"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "naming"),
    [
        ("The embattled Mayor Ann Lee spoke.", ["title", "embattled Mayor Ann Lee", "embattled"]),
        ("Democratic nominee Ann Lee spoke.", ["title", "Democratic nominee Ann Lee", "democratic"]),
        ("A meeting followed. Ann Lee’s plan failed.", ["full name", "Ann Lee", ""]),
    ],
)
def test_titles_and_modifiers_of_a_name(text, naming):
    assert named(text, {"Lee": ["Ann Lee"]}) == [naming]


def test_a_name_before_another_noun_is_no_mention():
    assert named("The Lee administration fell. Lee supporters wept.", {"Lee": ["Ann Lee", "Lee"]}) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met young illegal migrants.", [("migrants", ("young", "illegal"))]),
        ("Police detained migrants.", [("police", ()), ("migrants", ())]),
        ("The fate of detained migrants is open.", [("migrants", ("detained",))]),
        ("By detaining migrants they broke the law.", [("migrants", ())]),
        ("Illegal aliens crossed.", [("aliens", ("illegal",))]),
        ("Migrants and asylum seekers wait.", [("migrants and asylum seekers", ())]),
        ("The so-called refugees left.", [("refugees", ("so-called",))]),
        ("A 34-year-old white police officer spoke.", [("police officer", ("34-year-old", "white"))]),
        ("Several other migrants left.", [("migrants", ())]),
    ],
)
def test_heads_and_modifiers_of_a_group(text, found):
    assert groups(text) == found


@pytest.mark.parametrize(
    "text", ["Migrant camps are full.", "He was in police custody.", "Officer Bo Hill left.", "A police-free town."]
)
def test_a_word_that_modifies_another_noun_is_no_mention(text):
    assert groups(text) == []


def test_scare_marks_voice_and_span():
    text = "They are “illegals”. “The migrants are guests,” Ann Lee said."
    rows = framing.naming(text, groups={"migrants": ["migrants", "illegals"]}, model="fast")
    assert rows["naming"].tolist() == [text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)]
    assert rows["voice"].tolist()[-1] == "quoted" and rows["speaker"].tolist()[-1] == "Ann Lee"
    assert rows["scare"].tolist() == [True, False]


def test_nobody_to_look_for_is_said():
    with pytest.raises(ValueError, match=r"groups=.*study.toml"):
        framing.naming("Nobody is asked for.")


def corpus():
    texts = [("The Post", "Illegal migrants wait. Migrants sing.")] * 6
    texts += [("The Press", "Migrants wait. Migrants sing.")] * 6
    articles = [Article(str(n), text, outlet) for n, (outlet, text) in enumerate(texts)]
    return Corpus(articles, Study(groups={"migrants": ("migrants",)}, model="fast"))


def test_shares_by_outlet_and_what_differs():
    tables = framing.measure(corpus(), across=False)
    found = framing.naming_summary(tables, "outlet").set_index(["outlet", "wording"])
    row = found.loc[("The Post", "Illegal migrants")]
    assert (row["mentions"], row["of"], row["articles"]) == (6, 12, 6) and row["low"] < 0.5 < row["high"]
    differs = framing.compare.naming(tables, "migrants", of="modifiers").table.set_index(["group", "term"])
    assert differs.loc[("The Post", "illegal"), "log_ratio"] > 1
    with pytest.raises(KeyError, match="'migrants'"):
        framing.compare.naming(tables, "aliens")


def test_suggestions_name_persons_and_groups():
    texts = ["Ann Lee met young farmers. Lee left.", "Farmers cheered Ann Lee."]
    found = framing.suggest_names(Corpus([Article(str(n), text, "Post") for n, text in enumerate(texts)]))
    assert found.set_index("name").loc["Ann Lee", "forms"] == "Ann Lee; Lee"
    assert "young farmers" in found.set_index("name").loc["farmers", "forms"]


def test_groups_are_read_from_a_study(tmp_path):
    (tmp_path / "a.csv").write_text('id,text\na,"The migrants left the town in the rain."\n')
    (tmp_path / "study.toml").write_text('source = "a.csv"\n[groups]\n"migrants" = ["migrants"]\n')
    assert framing.read(tmp_path).study.groups == {"migrants": ("migrants",)}


def test_the_figure_tells_who_alone_uses_a_wording():
    tables = framing.measure(corpus(), across=False)
    assert "Illegal migrants 6 (The Post alone)" in framing.figures.describe("naming", tables)
