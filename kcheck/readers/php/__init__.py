"""PHP code: its strings. The pages around it are read by `templates`."""
