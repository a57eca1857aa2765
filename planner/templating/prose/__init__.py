"""Whole sentences from cells: the purpose, its ask and its subject, greetings and joins."""
