"""kcheck reads a clinic's web copy and reports overclaims and missing safety disclosures."""

__version__ = "0.1.0"
