"""Brings people and answers in from exports, address books and mailboxes."""
