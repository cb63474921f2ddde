"""What leaves the package: the report of a study, the reading view, the methods paragraph, copies to share."""
