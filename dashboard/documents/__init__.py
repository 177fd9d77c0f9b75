"""What is printed or sent: the sentences and figures of the pages as documents, for a PDF, a letter or plain text."""
