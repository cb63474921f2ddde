import numpy as np
import pandas as pd
import pytest

import framing
from framing.compare.units import comparisons, independent, refusal, speaks_of, units


def test_events_that_groups_share_are_the_clusters(study):
    assert units(study, "outlet", None).clustered_by == "event"


def test_one_event_is_what_is_compared_and_no_cluster(make):
    rows = [{"article_id": f"{i}", "outlet": "AB"[i % 2], "words": 5, "family": f"{i}", "event": "e"} for i in range(8)]
    found = units(make(rows), "outlet", None)
    assert found.clustered_by == "family" and "of this event" in speaks_of(found, "coverage", [4])


def test_else_families_are(make):
    rows = [{"article_id": f"{i}", "outlet": "AB"[i % 2], "words": 5, "family": f"{i // 2}"} for i in range(8)]
    found = units(make(rows), "outlet", None)
    assert found.clustered_by == "family" and len(set(found.cluster)) == 4


def test_an_article_without_a_value_is_a_cluster_of_its_own(make):
    rows = [{"article_id": f"{i}", "outlet": "A", "words": 5, "event": "0" if i < 2 else None} for i in range(5)]
    assert len(set(units(make(rows), "outlet", "event").cluster)) == 4


def test_articles_that_were_not_measured_are_left_out(make):
    rows = [{"article_id": "1", "outlet": "A", "words": 5}, {"article_id": "2", "outlet": "B"}]
    found = units(make(rows), "outlet", None)
    assert found.names == ["A"] and found.left_out == 1


def test_articles_of_unknown_outlets_are_no_groups():
    rows = [{"id": str(i), "text": "Rain fell.", "outlet": "A" if i < 3 else None} for i in range(5)]
    found = units(framing.read(pd.DataFrame(rows)), "outlet", None)
    assert found.names == ["A"] and found.left_out == 2


def test_a_cluster_on_both_sides_counts_on_both():
    assert independent(np.array([True, False, False]), np.array([0, 0, 1])) == 1


def test_comparisons_of_many():
    assert comparisons(["A", "B", "C"], "rest") == [(0, None), (1, None), (2, None)]
    assert comparisons(["A"], "rest") == []


@pytest.mark.parametrize(("clusters", "target", "said"), [(3, "coverage", "3 independent"), (4, "coverage", "")])
def test_fewer_than_four_clusters_are_described(clusters, target, said):
    assert said in refusal(clusters, target) and bool(refusal(clusters, target)) == bool(said)


def test_something_else_than_tables_is_refused():
    with pytest.raises(TypeError, match="not list"):
        units([], "outlet", None)


def test_articles_without_a_cluster_are_counted_where_the_note_says_clustered(make):
    events = ["e1", "e1", "e2", "e2", None, None]
    rows = [{"article_id": str(n), "outlet": "AB"[n % 2], "event": event, "words": 5} for n, event in enumerate(events)]
    note = speaks_of(units(make(rows), "outlet", "event"), "coverage", [4])
    assert "clustered by event (2 of 6 articles have none and count singly)" in note
