"""A ticket from its opening on: handled, corrected, moved, joined, split, declined; sub-tickets and quotes."""
