"""Who is contacted when: limits, calendars, the schedule, and its calendar file.

Values in and out. Nothing here reads a clock or a workbook.
"""
