"""Visits agreed with a resident: offered, wished for, on their day, called off."""
