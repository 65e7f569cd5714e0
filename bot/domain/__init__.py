"""Pure rules of the residents' desk. Standard library only."""
