"""A second reading of the rules of three schemes: figures from their files, compared with the entries of a ledger."""
