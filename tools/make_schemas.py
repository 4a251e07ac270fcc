"""Write the JSON Schemas in kcheck/schemas: of settings, rules files, the baseline and the JSON report.

    python tools/make_schemas.py [--check]

`--check` writes nothing and exits with 1 if a file is not up to date.
"""

import json
import sys
import typing
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from kcheck import rulebook
from kcheck.config.keys import KEYS, LEVELS, PER_PATH, Key
from kcheck.finding import BY_BASELINE, BY_EXCEPTION, BY_REVISION, Confidence, Severity
from kcheck.own_rules import LISTS
from kcheck.policy.baseline import VERSION, Entry, Owed

FOLDER = Path(__file__).parent.parent / "kcheck" / "schemas"
Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}


def config() -> Schema:
    """Of kcheck.toml, .kcheck.toml and [tool.kcheck] in pyproject.toml."""
    return _closed("Settings of kcheck", {key.name: _key(key) for key in KEYS.values()})


def _key(key: Key) -> Schema:
    levels: Schema = {"type": "object", "additionalProperties": {"enum": list(LEVELS)}}
    per_path = {name: _key(KEYS[name]) for name in PER_PATH} if key.kind == "per-path" else {}
    kinds: dict[str, Schema] = {
        "text": TEXT, "path": TEXT, "flag": {"type": "boolean"},
        "number": {"type": "number", "exclusiveMinimum": 0}, "choice": {"enum": list(key.choices)},
        "severities": levels,
        "per-path": {"type": "object", "additionalProperties": _closed("", per_path)},
        "texts": {"type": "object", "additionalProperties": {
            "anyOf": [TEXT, {"type": "object", "additionalProperties": TEXT}],
        }},
    }  # fmt: skip
    default = {} if key.default is None else {"default": list(key.default) if key.default == () else key.default}
    return kinds.get(key.kind, TEXTS) | {"description": key.about} | default


def rules() -> Schema:
    """Of rules.toml and of rules files of one's own."""
    nested = {
        "rewrites": ("rewrite", _table(rulebook.Rewrite)),
        "triggers": ("trigger", _table(rulebook.Trigger)),
        "elements": ("element", _table(rulebook.Element)),
    }
    kinds: dict[str, Schema] = {}
    for name in LISTS:
        table = _table(getattr(rulebook, name.capitalize()))
        for own, (written, schema) in nested.items():
            if table["properties"].pop(own, None) is not None:
                table["properties"][written] = {"type": "array", "items": schema}
                table["required"] = [key for key in table["required"] if key != own]
        if name == "rule":
            table["properties"]["words"] = {"type": "object", "additionalProperties": TEXTS}
        if name == "disclosure":
            for key in ("present", "partial"):
                table["properties"][key] = {"type": "array", "items": TEXTS}
        kinds[name] = {"type": "array", "items": table}
    tables = {"version": TEXT, "lexicon": {"type": "object", "additionalProperties": TEXTS}, **kinds}
    return _closed("Rules of kcheck", tables | {"profile": {"type": "object"}})


def _table(kind: Any) -> Schema:
    """One table of a rules file, from the dataclass that it becomes."""
    types = typing.get_type_hints(kind)
    found = _closed("", {field.name.replace("_", "-"): _type(types[field.name]) for field in fields(kind)})
    # a key may be written with hyphens or underscores
    found["properties"] |= {field.name: _type(types[field.name]) for field in fields(kind) if "_" in field.name}
    needed = [field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING]
    return found | {"required": needed}


def _type(kind: Any) -> Schema:
    parts = [part for part in typing.get_args(kind) if part is not type(None)]
    if type(None) in typing.get_args(kind):
        kind = parts[0]
    if kind in (Severity, Confidence):
        return {"enum": [member.value for member in kind]}
    plain = {str: "string", int: "integer", bool: "boolean"}
    return {"type": plain[kind]} if kind in plain else dict(TEXTS)


def baseline() -> Schema:
    """Of the baseline file."""
    parts = {
        name: {"type": "array", "items": _closed("", dict.fromkeys(kind._fields, TEXT), list(kind._fields))}
        for name, kind in (("findings", Entry), ("disclosures", Owed))
    }
    tables = {"version": {"const": VERSION}, **parts}
    return _closed("A baseline of kcheck", tables, list(tables))


def report() -> Schema:
    """Of the JSON report, version 1. Readers must expect new keys; those named here stay."""
    count, flag = {"type": "integer", "minimum": 0}, {"type": "boolean"}
    level = {"enum": list(LEVELS)}
    place = {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}
    place |= {"end_line": place["line"], "end_column": place["column"], "start": count, "end": count, "text": TEXT}
    nowhere = {"anyOf": [{"type": "null"}, _open(place)]}
    suggestion = {"replacement": TEXT, "start": count, "end": count, "kind": TEXT, "words": TEXT, "applies": flag}
    finding = {
        "path": TEXT, "rule": TEXT, "category": TEXT, "severity": level,
        "confidence": {"enum": [c.value for c in Confidence]}, "message": TEXT, **place, "block": TEXT, "guards": TEXTS,
        "suggestions": _array(suggestion), "remedy": {"enum": list(rulebook.REMEDIES)}, "authorities": TEXTS,
    }  # fmt: skip
    row = {
        "path": TEXT, "disclosure": TEXT, "triggered": flag, "status": {"enum": ["present", "partial", "absent"]},
        "lacking": TEXTS, "trigger": nowhere, "evidence": nowhere, "severity": level, "authorities": TEXTS,
        "suggestion": TEXT, "accepted": TEXT,
    }  # fmt: skip
    who = {"line": place["line"], "column": place["column"], "reason": TEXT, "until": TEXT}
    accepted = {
        "path": TEXT, "rule": TEXT, "category": TEXT, "severity": level, "text": TEXT, "fingerprint": TEXT, **who,
        "by": {"enum": [BY_EXCEPTION, BY_BASELINE, BY_REVISION]}, "who": TEXT,
    }  # fmt: skip
    granted = {"path": TEXT, "rule": TEXT, "by": TEXT, "state": TEXT, "words": TEXTS, **who}
    page = {"path": TEXT, "words": count, "voice": TEXT, "voice_reason": TEXT, "page_type": TEXT, "notes": TEXTS}
    summary = dict.fromkeys(("pages", "words", "hidden", "disclosures_lacking", "skipped", "accepted"), count)
    levels = _open(dict.fromkeys(LEVELS, count))
    return _open({
        "version": {"const": 1}, "tool": _open({"name": TEXT, "version": TEXT}), "rulepack": TEXT,
        "findings": _array(finding), "disclosures": _array(row), "pages": _array(page),
        "accepted": _array(accepted), "exceptions": _array(granted), "stale": TEXTS, "left_out": TEXTS,
        "skipped": _array({"path": TEXT, "reason": TEXT, "failed": flag}),
        "summary": _open({**summary, "findings": levels}),
    }) | {"title": "A report of kcheck", "$schema": DRAFT}  # fmt: skip


def _closed(title: str, properties: Schema, required: list[str] | None = None) -> Schema:
    head = {"$schema": DRAFT, "title": title} if title else {}
    needed = {"required": required} if required is not None else {}
    return {**head, "type": "object", "additionalProperties": False, **needed, "properties": properties}


def _open(properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


def _array(properties: Schema) -> Schema:
    return {"type": "array", "items": _open(properties)}


SCHEMAS = {"config": config, "rules": rules, "baseline": baseline, "report": report}


def texts() -> dict[Path, str]:
    """Every file and what it must say."""
    return {FOLDER / f"{name}.json": json.dumps(make(), indent=1) + "\n" for name, make in SCHEMAS.items()}


def main(arguments: list[str]) -> int:
    """Write, or compare."""
    stale = [file for file, text in texts().items() if not file.exists() or file.read_text(encoding="utf-8") != text]
    for file in stale:
        if "--check" in arguments:
            print(f"{file} is not up to date; run python tools/make_schemas.py")
        else:
            file.write_text(texts()[file], encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
