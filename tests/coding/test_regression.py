import numpy as np
import pandas as pd
import pytest

from framing.coding import regress
from framing.regression import fitted


def study(seed, units=1200, coded=300, clusters=60):
    """Units whose machine over-reports in B; the true difference of B from A is .15."""
    g = np.random.default_rng(seed)
    article = np.arange(units) % clusters
    outlet = np.where(article % 2 == 0, "A", "B")
    truth = (g.random(units) < np.where(outlet == "B", 0.45, 0.30)).astype(int)
    machine = np.where((outlet == "B") & (g.random(units) < 0.2), 1, np.where(g.random(units) < 0.1, 1 - truth, truth))
    drawn = g.choice(units, coded, replace=False)
    labels = pd.Series(machine), pd.Series(truth)[drawn], pd.Series(coded / units, range(units))
    return labels, pd.DataFrame({"outlet": outlet}), pd.Series(article, name="article"), truth


def test_the_correction_removes_the_bias_of_the_labels():
    estimates = {"human": [], "machine": [], "dsl": []}
    for seed in range(12):
        labels, predictors, article, _ = study(seed)
        table = regress(*labels, predictors, cluster=article).table.set_index(["term", "method"])
        for method, found in estimates.items():
            found.append(table.loc[("outlet: B", method), "estimate"])
    means = {method: np.mean(found) for method, found in estimates.items()}
    assert means["machine"] > 0.2 and means["dsl"] == pytest.approx(0.15, abs=0.03)
    assert np.std(estimates["dsl"]) < np.std(estimates["human"])


@pytest.mark.parametrize("model", ["linear", "logistic"])
def test_where_all_is_coded_it_is_the_regression_of_the_codes(model):
    labels, predictors, article, truth = study(1)
    human, chance = pd.Series(truth), pd.Series(1.0, range(len(truth)))
    found = regress(labels[0], human, chance, predictors, model, cluster=article).table
    own = found[found["method"] == "dsl"]
    design = np.column_stack([np.ones(len(truth)), predictors["outlet"] == "B"]).astype(float)
    expected = fitted(design, truth.astype(float), article.to_numpy(), model == "logistic")
    np.testing.assert_allclose(own[["estimate", "se", "df"]], np.column_stack(expected[:3]), rtol=1e-6)


def test_a_regression_is_tidy_and_says_what_it_rests_on():
    labels, predictors, article, _ = study(2)
    found = regress(*labels, predictors.assign(length=np.arange(1200) % 7), cluster=article)
    rows = found.tidy()
    assert rows["term"].unique().tolist() == ["intercept", "outlet: B", "length"]
    assert ((rows["p_value"] < 0.05) == ((rows["conf_low"] > 0) | (rows["conf_high"] < 0))).all()
    assert "clustered by article" in found.note and (rows["n"] == 1200).all() and (rows["n_clusters"] == 60).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"model": "probit"}, "linear"), ({"level": 2}, "level is between"),
        ({"predictors": pd.DataFrame({"outlet": ["A"] * 1199 + [None]})}, "have no 'outlet'"),
        ({"predictors": pd.DataFrame({"x": [1.0] * 1200})}, "follows from the others"),
    ],
)  # fmt: skip
def test_what_cannot_be_estimated_is_refused(change, message):
    labels, predictors, article, _ = study(3)
    given = {"predictors": predictors, "cluster": article} | change
    with pytest.raises(ValueError, match=message):
        regress(*labels, **given)
