"""What the commands do when it takes more than a few lines; `cli.py` declares them."""
