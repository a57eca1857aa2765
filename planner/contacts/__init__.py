"""From rows of the user's sheets to contacts, sender, settings and suppressions."""
