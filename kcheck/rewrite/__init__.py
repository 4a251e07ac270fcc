"""What may be said instead: wordings as data, tried on the page before they are offered, and edits of the source."""
