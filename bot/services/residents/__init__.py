"""A resident's chat: what he writes or presses, dialogs, his status cards, how his requests are called to him."""
