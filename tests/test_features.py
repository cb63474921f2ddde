"""Framing features in scikit-learn."""

import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils.estimator_checks import estimator_checks_generator
from sklearn.utils.validation import check_is_fitted, validate_data

import framing
from framing.features import FramingFeatures

TEXTS = [a.text for a in framing.simulate(events=4)]
# scikit-learn's checks that are left out, and why.
SKIPPED = {
    "check_array_api_input": "needs arrays of other libraries, which hold numbers; texts are never one of these",
}


class OnNumbers(FramingFeatures):
    """The estimator on texts that are made of numbers, since scikit-learn's checks feed numbers.

    Only what an estimator of numbers must say of its input (shape, type, NaN) is added; all else is as it is.
    """

    def fit(self, X, y=None):
        rows = validate_data(self, X, dtype="numeric")
        super().fit(self.told(rows), y)
        self.n_features_in_ = rows.shape[1]
        return self

    def transform(self, X):
        check_is_fitted(self)
        return super().transform(self.told(validate_data(self, X, dtype="numeric", reset=False)))

    def told(self, rows):
        return [f"“It rose by {row[:2].sum():.3g},” she said." for row in rows]

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.string = tags.input_tags.one_d_array = tags.input_tags.allow_nan = False
        tags.input_tags.two_d_array = True
        return tags


def checks():
    with warnings.catch_warnings():
        # scikit-learn says that it leaves out its checks on numbers for an estimator of texts: `OnNumbers` has them.
        warnings.simplefilter("ignore")
        found = [*estimator_checks_generator(FramingFeatures(model="fast")), *estimator_checks_generator(OnNumbers())]
    return [(estimator, check) for estimator, check in found if check.func.__name__ not in SKIPPED]


CHECKS = checks()
SLOW = ("check_methods_subset_invariance", "check_transformer_data_not_an_array", "check_estimators_dtypes")


@pytest.mark.parametrize(
    ("estimator", "check"),
    [pytest.param(*row, marks=[pytest.mark.slow] * (row[1].func.__name__ in SLOW)) for row in CHECKS],
    ids=[check.func.__name__ for _, check in CHECKS],
)
def test_scikit_learns_checks(estimator, check):
    check(estimator)


def test_nearly_all_of_them_are_run():
    assert len(CHECKS) > 40 and len(SKIPPED) == 1


EXPECTED = FramingFeatures(model="fast").fit_transform(TEXTS[:4])
FRAME = pd.DataFrame({"text": TEXTS[:4]}, index=list("wxyz"))


@pytest.mark.parametrize(
    "column",
    [
        FRAME, FRAME["text"], FRAME["text"].to_numpy(), FRAME.to_numpy(), TEXTS[:4], tuple(TEXTS[:4]),
        np.array(TEXTS[:4]), FRAME.astype("string"), FRAME["text"].astype("category"),
        FRAME.rename(columns={"text": 0}),
    ],
    ids=["frame", "series", "(n,)", "(n, 1)", "list", "tuple", "str array", "string frame", "category", "column 0"],
)  # fmt: skip
def test_one_column_of_texts_is_read_in_every_shape(column):
    """A frame's column names were once measured for its texts."""
    np.testing.assert_array_equal(FramingFeatures(model="fast").fit_transform(column), EXPECTED)


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (FRAME.assign(outlet="A"), ValueError, r"one column of texts; this frame has 2: text, outlet\. Give"),
        (FRAME[[]], ValueError, "this frame has 0"),
        (np.array([TEXTS[:2], TEXTS[2:4]]), ValueError, r"this ndarray has the shape \(2, 2\)"),
        (np.array(TEXTS[0]), ValueError, r"has the shape \(\)"),
        ({"text": TEXTS[:4]}, TypeError, "a column of texts, not dict"),
        (iter(TEXTS[:4]), TypeError, "a column of texts, not list_iterator"),  # empty when it is read again
        ({*TEXTS[:4]}, TypeError, "not set"),  # has no order
        (None, TypeError, "not NoneType"),
        (7, TypeError, "not int"),
        ([[text] for text in TEXTS[:4]], ValueError, "Every text must be a str; found list"),
        (framing.simulate(events=1), ValueError, "Every text must be a str; found Article"),
        (pd.DataFrame({"n": [1.5, 2.0]}), ValueError, "Every text must be a str; found float"),
        ("It rained.", ValueError, r"\[text\]"),
        (b"It rained.", ValueError, r"\[text\]"),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_no_column_of_texts_is_refused(given, error, message):
    with pytest.raises(error, match=message):
        FramingFeatures(model="fast").fit(given)


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
def test_a_missing_text_has_a_row_of_nan_in_its_place(missing):
    for given in ([TEXTS[0], missing, TEXTS[2]], pd.DataFrame({"text": [TEXTS[0], missing, TEXTS[2]]})):
        found = FramingFeatures(model="fast", phrases={"p": ["the"]}).fit_transform(given)
        assert np.isnan(found[1]).all() and found[0, 0] > 0
        np.testing.assert_array_equal(found[[0, 2], :-1], EXPECTED[[0, 2]])


@pytest.mark.parametrize("column", ["text", ["text"]])
def test_a_column_transformer_takes_the_column_by_name_or_in_a_list(column):
    """A list of columns once gave one row for all texts."""
    frame = FRAME.assign(words=range(4))
    features = FramingFeatures(model="fast")
    columns = ColumnTransformer([("framing", features, column), ("rest", "passthrough", ["words"])])
    found = columns.set_output(transform="pandas").fit_transform(frame)
    assert found.index.tolist() == list("wxyz")
    names = features.fit(TEXTS[:1]).get_feature_names_out()
    assert list(found.columns) == [*(f"framing__{name}" for name in names), "rest__words"]
    np.testing.assert_array_equal(found.iloc[:, :-1], EXPECTED)


@pytest.mark.parametrize("given", [FRAME, FRAME["text"]])
def test_set_output_keeps_the_index(given):
    table = FramingFeatures(model="fast").set_output(transform="pandas").fit_transform(given)
    assert table.index.tolist() == list("wxyz") and set(table.dtypes.astype(str)) == {"float64"}


def test_another_column_than_at_fit_is_refused():
    features = FramingFeatures(model="fast").fit(FRAME)
    assert features.feature_names_in_.tolist() == ["text"] and features.n_features_in_ == 1
    with pytest.raises(ValueError, match="in the column 'text' at fit, and are in 'body' now"):
        features.transform(FRAME.rename(columns={"text": "body"}))
    assert not hasattr(features.fit(TEXTS[:2]), "feature_names_in_")


def test_two_phrases_of_one_column_name_are_refused():
    with pytest.raises(ValueError, match="would give the column 'new_era_rate'"):
        FramingFeatures(model="fast", phrases={"new era": ["new era"], "new_era": ["era"]}).fit(TEXTS[:1])


def test_columns_are_named_and_those_of_the_articles_table():
    features = FramingFeatures(model="fast", phrases={"fresh start": ["fresh start"]}).set_output(transform="pandas")
    table = features.fit_transform(TEXTS[:5])
    measured = framing.measure(
        framing.Corpus([framing.Article(str(i), t) for i, t in enumerate(TEXTS[:5])]), across=False
    )
    assert list(table.columns)[-1] == "fresh_start_rate"
    assert table["quoted_share"].tolist() == pytest.approx(measured.articles["quoted_share"].tolist())


def test_it_works_in_a_pipeline_with_grouped_cross_validation():
    features = FramingFeatures(model="fast")
    model = make_pipeline(features, FunctionTransformer(np.nan_to_num), LogisticRegression(max_iter=1000))
    labels = np.arange(len(TEXTS)) % 2
    scores = cross_val_score(model, TEXTS, labels, groups=np.arange(len(TEXTS)) // 6, cv=GroupKFold(2))
    assert scores.shape == (2,)


def test_a_pipeline_over_a_frame_can_be_pickled_and_reads_new_rows():
    columns = ColumnTransformer([("framing", FramingFeatures(model="fast", phrases={"p": ["the"]}), ["text"])])
    model = make_pipeline(columns, SimpleImputer(keep_empty_features=True), LogisticRegression(max_iter=1000))
    model.fit(FRAME.assign(outlet="A"), [0, 1, 0, 1])
    again = pickle.loads(pickle.dumps(model))
    assert again.predict(FRAME).tolist() == model.predict(FRAME).tolist()


def test_a_clone_has_the_same_parameters():
    features = FramingFeatures(model="fast", phrases={"p": ["q"]})
    assert clone(features).get_params() == features.get_params()


def test_one_text_instead_of_a_list_is_refused():
    with pytest.raises(ValueError, match=r"\[text\]"):
        FramingFeatures(model="fast").fit("It rained.")
