"""The platforms people write on, one folder each."""
