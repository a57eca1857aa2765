"""Finds who could introduce the sender to whom."""
