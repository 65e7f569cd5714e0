"""What is said, both ways: threads, marks, albums, corrections, floods, usual answers, what was missed."""
