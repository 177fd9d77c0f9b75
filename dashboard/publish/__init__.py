"""The databook as files for others: what is made here is the same as on the pages, and the same input gives the same bytes."""
