"""Normalises text: names of people and organisations, keys of a person, dates, the closest word."""
