"""The office's register (台账) as a workbook: columns, what their cells say, sheets."""
