"""Number formats: from a cell's value to the text that Excel shows for it."""
