"""Reads the people of each kind of file."""
