"""`data/` to a checked catalog: locate, read, cross-check. The only place that knows files of data."""
