"""Lists that are worked through together: handover between shifts, daily and weekly reviews."""
