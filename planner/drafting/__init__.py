"""Prepares every contact's message, and decides what a run changes in the Tracking sheet."""
