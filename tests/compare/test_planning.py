import pandas as pd
import pytest

from framing.compare import contrast, plan
from framing.compare.planning import _power, _smallest


def test_power_is_rs():
    # R 4.2.2: power.t.test(n = 20, delta = 1, sd = 1.2, strict = TRUE)$power;
    # power.t.test(n = 20, sd = 1.2, power = .8, strict = TRUE)$delta, whose root is exact to 1e-4
    assert _power(1 / (1.2 * (2 / 20) ** 0.5), 20, 0.95) == pytest.approx(0.7284684394, abs=1e-6)
    assert _smallest(20, 0.8, 0.95) * 1.2 * (2 / 20) ** 0.5 == pytest.approx(1.090976838, abs=1e-4)


def test_a_pilot_gives_the_standard_error_that_it_would_have_itself(study):
    pilot = contrast(study, "articles.tone_mean", cluster="article_id", against="A")
    curve = plan(pilot, difference=0.1, sides=[30, 120]).table
    first = curve.iloc[0]
    assert first["se"] == pytest.approx(pilot.table.iloc[0]["se"], rel=1e-6)
    assert curve.iloc[1]["se"] == pytest.approx(first["se"] / 2) and curve.iloc[1]["power"] > first["power"]


def test_a_pilot_of_three_articles_plans_nothing(make):
    tables = make([{"article_id": f"{o}{i}", "outlet": o, "words": 100} for o in "AB" for i in range(3)])
    own = pd.Series(range(6), index=tables.articles["article_id"], dtype=float)
    found = plan(contrast(tables, own), sides=[10]).table
    assert found["smallest"].isna().all() and "under 4 clusters" in found["remark"].iloc[0]
    with pytest.raises(ValueError, match="between 0 and 1"):
        plan(contrast(tables, own), power=80)
