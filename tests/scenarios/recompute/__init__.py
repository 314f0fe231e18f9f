"""A second reading of the rules of four schemes: figures from their files, compared with the entries of a ledger."""
