"""Turns drafts into files that leave: email, letters, tables, cards."""
