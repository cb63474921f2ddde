import pytest

import framing
from framing.compare import contrast


def test_a_contrast_says_where_it_departs_from_its_plan(study, tmp_path):
    plan = framing.preregister(
        tmp_path / "plan.toml", ["articles.quoted_share", "articles.tone_mean"], by="outlet", level=0.95,
        cluster="event", exclusions="Articles under 100 words.",
    )  # fmt: skip
    kept = contrast(study, "articles.quoted_share", plan=plan).note
    assert "As planned in plan.toml" in kept and "Articles under 100 words." in kept
    left = contrast(study, "articles.quotations", cluster="article_id", level=0.9, plan=plan).note
    assert "level 0.9 (planned: 0.95)" in left and "clusters article_id (planned: event)" in left
    assert "value articles.quotations (planned" in left and "groups" not in left.split("Departs")[1]


def test_a_ratio_of_ones_own_can_be_planned(study, tmp_path):
    ratio = {"numerator": ("articles.quoted_words", {"outlet": ["A", "B"]}), "denominator": "articles.words"}
    plan = framing.preregister(tmp_path / "plan.toml", **ratio)
    assert "As planned" in contrast(study, **ratio, plan=plan).note


def test_a_plan_is_not_overwritten_unasked_and_has_known_settings(tmp_path):
    plan = framing.preregister(tmp_path / "plan.toml", "articles.tone_mean")
    with pytest.raises(FileExistsError, match="already a plan"):
        framing.preregister(plan, "articles.quoted_share")
    with pytest.raises(TypeError, match="no setting 'groups'"):
        framing.preregister(tmp_path / "other.toml", "articles.tone_mean", groups="outlet")


def test_a_plan_that_is_none_is_said_in_a_sentence(study, tmp_path):
    (tmp_path / "plan.toml").write_text("level: high")
    with pytest.raises(ValueError, match=r"no plan of framing\.preregister"):
        contrast(study, "articles.quoted_share", plan=tmp_path / "plan.toml")
    with pytest.raises(ValueError, match="no plan at"):
        contrast(study, "articles.quoted_share", plan=tmp_path / "none.toml")
