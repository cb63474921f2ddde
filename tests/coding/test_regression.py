import numpy as np
import pandas as pd
import pytest

from framing.coding import regress
from framing.coding.regression import fitted


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


@pytest.fixture(scope="module")
def data():
    """Twelve clusters of five; written to a file for R with columns y, b, x, o, cl."""
    g = np.random.default_rng(7)
    cluster = np.repeat(np.arange(12), 5)
    x = g.normal(0, 1, 60).round(2)
    other = (cluster % 2).astype(float)
    y = (0.5 * x + other * 0.6 + g.normal(0, 0.5, 12)[cluster] + g.normal(0, 1, 60)).round(2)
    return np.column_stack([np.ones(60), x, other]), y, (y > 0.3).astype(float), cluster


# R 4.2.2, clubSandwich 0.5.8: m = lm(y ~ x + o, d); l = glm(b ~ x + o, binomial, d);
# coef_test(m, vcov = "CR2", cluster = d$cl, test = "Satterthwaite"), and the same of l
LINEAR = [
    (-0.173860208, 0.263381173, 5.17611889), (0.594245624, 0.149193789, 8.46420572),
    (0.453042666, 0.391969068, 9.97324163),
]  # fmt: skip
LOGISTIC = [
    (-0.738123000, 0.448339911, 4.92756437), (0.975715926, 0.398641878, 8.77101684),
    (0.774329406, 0.719687101, 9.87089179),
]  # fmt: skip


def test_a_linear_regression_is_clubsandwichs(data):
    design, y, _, cluster = data
    found = fitted(design, y, cluster)
    np.testing.assert_allclose(np.column_stack([found.estimate, found.se, found.df]), LINEAR, rtol=1e-7)


def test_a_logistic_regression_is_clubsandwichs_but_for_its_working_weights(data):
    design, _, b, cluster = data
    found = fitted(design, b, cluster, logistic=True)
    np.testing.assert_allclose(np.column_stack([found.estimate, found.se, found.df]), LOGISTIC, rtol=2.5e-3)


def test_a_design_that_cannot_be_estimated_is_refused(data):
    design, y, _, cluster = data
    with pytest.raises(ValueError, match="follows from the others"):
        fitted(np.column_stack([design, design[:, 1]]), y, cluster)
    with pytest.raises(ValueError, match="no finite answer"):
        fitted(design[:, :2], (design[:, 1] > 0).astype(float), cluster, logistic=True)
