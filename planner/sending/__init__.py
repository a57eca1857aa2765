"""Sends emails through the user's own account, each at most once, and reads what comes back."""
