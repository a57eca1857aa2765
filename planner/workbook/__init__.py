"""The only room that touches workbook files: rows and tables out, edits in."""
