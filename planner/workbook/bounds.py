"""The bounds that foreign packages are held to, each with its reason.

A workbook may come from a stranger. What is copied without being read needs no bound; what is
inflated, parsed or listed does.
"""

from __future__ import annotations

# A sheet as large as Excel allows has about 30 parts; reports with a picture a row reach 60,000.
MAX_MEMBERS = 250_000

# Sheets and strings that planner reads: 1,048,576 rows of 50 filled columns come to about 3 GiB.
MAX_INFLATED = 4 << 30

# workbook.xml, relationships, content types, styles, tables: parts that are held in memory whole.
MAX_CONTROL_PART = 64 << 20

# A row, a text with its formats, or what stands before the rows: all that is searched in one piece.
# A row of 16,384 formulas comes to about 3 MiB.
MAX_PIECE = 64 << 20

# A cell of Excel holds 32,767 characters; some programs write more than it would read.
MAX_STRING = 1 << 20

# Real sheets inflate up to about 100 times; deflate's own limit, which bombs use, is 1,032.
MAX_RATIO = 400
RATIO_FROM = 16 << 20

# Elements of a control part stand at most about ten deep; extensions add a few.
MAX_DEPTH = 256

# Excel's own limits (Microsoft, "Excel specifications and limits").
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
