"""Matches and merges people into the owner's sheets."""
