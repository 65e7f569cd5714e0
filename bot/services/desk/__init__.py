"""What staff see and press: cards, windows, commands, the home tab, lists; who may do what."""
