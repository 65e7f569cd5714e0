"""The use cases, one a file. ``house`` is shared; ``dispatch`` knows who handles what; ``worker`` runs them."""
