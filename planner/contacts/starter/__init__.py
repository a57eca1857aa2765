"""Makes the workbook that `init` writes."""
