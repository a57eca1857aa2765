"""Loads the words of natural language: one file a language, read when first asked for."""
