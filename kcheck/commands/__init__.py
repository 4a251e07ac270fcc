"""The commands beyond `check`, one module each, and what they share."""
