"""Knows working days, public holidays, time zones and countries."""
