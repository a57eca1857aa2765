"""What came of a campaign: its figures, and the sheet and page that show them."""
