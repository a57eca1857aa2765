"""Reads what an export or a mailbox proves, and moves the touches accordingly."""
