"""`python -m kcheck` is the same as the `kcheck` command."""

from kcheck.cli import entry

if __name__ == "__main__":
    entry()
