"""planner's own version: what was drafted by another one is drafted anew."""

__version__ = "0.1.0"
