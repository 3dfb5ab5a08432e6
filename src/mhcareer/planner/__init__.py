"""A catalog and a person to a plan: gap, routes, schedule, reasons. Pure: no files, no clock, no terminal."""
