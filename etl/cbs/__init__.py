"""CBS: how its catalogues are asked, page by page and with patience; only the client talks to the network."""
