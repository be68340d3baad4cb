"""Excel in and out: the register to a workbook, an office's own register to records."""
