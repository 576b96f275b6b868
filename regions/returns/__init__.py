"""What is known of returns beside the returns: who is in, who is reminded, whose office it is, the workbook."""
