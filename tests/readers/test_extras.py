import logging

import pytest

from framing.readers.extras import MissingExtra, needs, quiet


def test_a_missing_library_is_told_with_the_extra_that_brings_it():
    with (
        pytest.raises(MissingExtra, match=r"reading PDF needs nolib: pip install 'framing\[archives\]'"),
        needs("nolib", "PDF"),
    ):
        import nolib  # type: ignore[import-not-found] # noqa: F401


def test_a_library_is_quiet_while_it_works_and_no_longer(caplog):
    logger = logging.getLogger("some.library")
    with quiet("some.library"):
        logger.error("unheard")
    logger.error("heard")
    assert caplog.messages == ["heard"]
