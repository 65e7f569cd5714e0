"""A chat is linked by a code: a technician's, or that of a resident recorded without one; and parts again."""
