"""Measuring: a corpus in, all tables out; in memory, in parts on disk, on a cluster; killed and resumed."""

import framing.pipeline.measures  # noqa: F401 - declares all tables
