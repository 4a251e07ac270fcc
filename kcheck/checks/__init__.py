"""The kinds of looking: phrases that claim, and disclosures that must be present."""
