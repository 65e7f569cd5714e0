"""The office file (TOML): read, checked, every fault with its line and its remedy."""
