"""What a reader takes along: tables, workbooks and pictures."""
