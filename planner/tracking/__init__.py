"""The Tracking and History sheets: read back, compared with what is due, brought up to date."""
