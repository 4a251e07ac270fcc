"""Tools for people who write rules: measured figures, generated docs."""
