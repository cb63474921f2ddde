from framing.corpus.study_values import ARTICLE_KEYS, STUDY_KEYS, checked


def told(keys, **given):
    mistakes: list[str] = []
    return checked(given, keys, "", mistakes), mistakes


def test_values_that_pass_are_returned_and_the_others_told():
    known, mistakes = told(STUDY_KEYS, title="Harbour", seed="7")
    assert known == {"title": "Harbour"}
    assert mistakes == ["seed = '7': expected a whole number from 0 to 4294967295."]


def test_a_long_value_is_told_short():
    _, mistakes = told(STUDY_KEYS, seed="x" * 10_000)
    assert len(mistakes[0]) < 200


def test_paths_stay_inside_the_folder_and_use_one_slash():
    assert told(ARTICLE_KEYS, file="a\\b.txt")[0] == {"file": "a/b.txt"}
    for path in ("../a.txt", "a/../../b", "/a", "\\\\server\\a", "c:\\a"):
        assert told(ARTICLE_KEYS, file=path)[0] == {}


def test_a_model_is_one_of_those_there_are():
    known, mistakes = told(STUDY_KEYS, model="fast")
    assert known == {"model": "fast"} and not mistakes
    assert told(STUDY_KEYS, model="fats")[1] == ["model = 'fats': allowed are encoder, fast. Did you mean 'fast'?"]
