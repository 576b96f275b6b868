"""The return as a workbook: filled, checked when it comes back, and put into the lines."""
