"""Plans a career in mental health: dates, cost, reasons and sources, state by state."""

__version__ = "0.1.0"
