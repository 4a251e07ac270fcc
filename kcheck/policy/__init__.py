"""What was decided about findings beforehand: inline exceptions, and the baseline. Labels, never drops."""
