"""The review page: the whole day's work in the user's own browser, served from their machine."""
