"""The page of one indicator: the answers, its course, its databoek and where every figure came from."""
