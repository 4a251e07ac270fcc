"""Every key that settings know, in one table: files, environment, flags, schema and docs are made from it."""

from typing import Any, NamedTuple

LEVELS = ("error", "warning", "note")
VOICES = ("auto", "promotional", "informational")
CONFIDENCES = ("certain", "likely", "possible")


class Key(NamedTuple):
    """One setting. `kind` tells what values it takes; `choices` are the values of a choice."""

    name: str
    kind: str
    default: Any
    about: str
    choices: tuple[str, ...] = ()


KEYS: dict[str, Key] = {key.name: key for key in (
    Key("extend", "path", None, "Another settings file, which holds where this one is silent."),
    Key("required-version", "text", "", "Versions of kcheck that may read this file, such as `>=0.1,<1`."),
    Key("rulepack", "text", "", "The version of the shipped rules, such as `2026.11`; any other stops the run."),
    Key("paths", "paths", (), "Files and folders to check where the command names none."),
    Key("include", "globs", (), "In folders, check only these files."),
    Key("exclude", "globs", (), "In folders, leave these files out; with force-exclude also where they are named."),
    Key("force-exclude", "flag", False, "Leave out what is excluded even where it is named, as hooks do."),
    Key("select", "names", (), "Only these rules, disclosures and categories."),
    Key("ignore", "names", (), "Not these rules, disclosures and categories."),
    Key("severity", "severities", {}, "Another severity for a rule, disclosure or category."),
    Key("per-path", "per-path", {}, "select, ignore, severity and voice for the files of a pattern."),
    Key("rules", "files", (), "Rules files of your own, added to the shipped rules, in the same format."),
    Key("model-texts", "texts", {}, "Your own wording for a disclosure, or for single elements of it."),
    Key("brands", "words", (), "Names of your own; a claim that is part of such a name is not held against the page."),
    Key("products", "words", (), "Names under which you sell the treatment; rules take them as they take `ketamine`."),
    Key("never-allow", "names", (), "Rules, disclosures and categories that no inline exception may silence."),
    Key("baseline", "path", None, "The file of findings that were accepted earlier."),
    Key("voice", "choice", "auto", "Who speaks on the pages, instead of what kcheck decides.", VOICES),
    Key("min-level", "choice", "note", "Show findings from this severity up.", LEVELS),
    Key("min-confidence", "choice", "likely", "Show findings that are at least this sure.", CONFIDENCES),
    Key("fail-level", "choice", "error", "Exit with 1 from this severity up.", (*LEVELS, "never")),
    Key("max-size", "number", 10.0, "Largest file to read, in megabytes."),
    Key("strict", "flag", False, "Exit with 3 if anything at all was not checked or not well-formed."),
)}  # fmt: skip

# What one entry of per-path may set.
PER_PATH = ("select", "ignore", "severity", "voice")
# Of the environment, what is no setting.
OTHER_VARIABLES = ("KCHECK_CACHE_DIR", "KCHECK_DEBUG", "KCHECK_CONFIG", "KCHECK_ISOLATED")


def variable(key: Key) -> str:
    """The environment variable of a key, or nothing where its value is a table."""
    if key.kind in ("severities", "per-path", "texts") or key.name == "extend":
        return ""
    return "KCHECK_" + key.name.upper().replace("-", "_")
