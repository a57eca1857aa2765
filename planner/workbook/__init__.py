"""The workbook layer: the only room that reads and writes workbooks."""
