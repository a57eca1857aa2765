"""Reaches the user's own browser, mail program, clipboard and editor."""
