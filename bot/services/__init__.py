"""The use cases, one a file. ``house`` is what they share; ``dispatch`` knows who handles what; ``worker`` runs them."""
