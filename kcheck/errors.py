"""The errors a user can mend. Each message names the file, the place and the remedy."""


class KcheckError(Exception):
    """Something the user can put right; the command line prints the message and nothing else."""


class UsageError(KcheckError):
    """Wrong flags, settings or rules: exit status 2."""


class RulebookError(UsageError):
    """A mistake in a rules file, naming the rule, the key and what was expected."""


class UnreadableError(KcheckError):
    """One input that could not be read. It becomes a `Skipped`, and the others go on: exit status 3."""


class GeneratedError(UnreadableError):
    """A file that a program wrote (a bundle, minified code). Found in a folder it is `Skipped`, and no failure."""
