"""The commands beyond `check`, one module each."""
