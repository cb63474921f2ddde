"""Framing features in scikit-learn."""

import warnings

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils.estimator_checks import estimator_checks_generator

import framing
from framing.features import FramingFeatures

TEXTS = [a.text for a in framing.simulate(events=4)]
with warnings.catch_warnings():
    # scikit-learn says that it leaves out its checks on numbers: this estimator takes texts, as its tags tell.
    warnings.simplefilter("ignore")
    CHECKS = list(estimator_checks_generator(FramingFeatures()))


@pytest.mark.parametrize(("estimator", "check"), CHECKS, ids=[check.func.__name__ for _, check in CHECKS])
def test_scikit_learns_checks(estimator, check):
    check(estimator)


def test_columns_are_named_and_those_of_the_articles_table():
    features = FramingFeatures(phrases={"fresh start": ["fresh start"]}).set_output(transform="pandas")
    table = features.fit_transform(TEXTS[:5])
    measured = framing.measure(
        framing.Corpus([framing.Article(str(i), t) for i, t in enumerate(TEXTS[:5])]), across=False
    )
    assert list(table.columns)[-1] == "fresh_start_rate"
    assert table["quoted_share"].tolist() == pytest.approx(measured.articles["quoted_share"].tolist())


def test_it_works_in_a_pipeline_with_grouped_cross_validation():
    model = make_pipeline(FramingFeatures(), FunctionTransformer(np.nan_to_num), LogisticRegression(max_iter=1000))
    labels = np.arange(len(TEXTS)) % 2
    scores = cross_val_score(model, TEXTS, labels, groups=np.arange(len(TEXTS)) // 6, cv=GroupKFold(2))
    assert scores.shape == (2,)


def test_a_clone_has_the_same_parameters():
    features = FramingFeatures(phrases={"p": ["q"]})
    assert clone(features).get_params() == features.get_params()


def test_one_text_instead_of_a_list_is_refused():
    with pytest.raises(ValueError, match=r"\[text\]"):
        FramingFeatures().fit("It rained.")
