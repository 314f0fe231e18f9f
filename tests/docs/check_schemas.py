"""check_schemas.py FOLDER: judges the texts of FOLDER/cases.jsonl ({"schema", "takes", "event"}) by the schemas
of FOLDER (NAME.json) and prints where the verdict is another. Status 1 if it is anywhere, 77 without jsonschema."""

import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator, FormatChecker
except ImportError:
    sys.exit(77)

folder = pathlib.Path(sys.argv[1])
checker = FormatChecker(["date"])
validators = {}


def validator(name):
    if name not in validators:
        schema = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validators[name] = Draft202012Validator(schema, format_checker=checker)
    return validators[name]


wrong = 0
for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines():
    case = json.loads(line)
    errors = [] if validator(case["schema"]).is_valid(case["event"]) else ["refused"]
    if bool(errors) == case["takes"]:
        wrong += 1
        if wrong <= 20:
            first = next(validator(case["schema"]).iter_errors(case["event"]), None)
            print("the schema", f"refuses: {first.message[:300]}" if errors else "takes", line[:1500])
print(wrong, "verdicts differ")
sys.exit(1 if wrong else 0)
