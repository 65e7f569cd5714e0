"""What the inside asks of the outside: one file a port, plain values across it."""
