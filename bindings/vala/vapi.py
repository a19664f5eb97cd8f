#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the VAPI: vapi.py VAPIGEN GIR PRIVATE-FOLDER OUTPUT.vapi OPTION-OF-VAPIGEN...

A GIR does not say all that Vala wants to know. Most of what it leaves out follows from it by rule, and is
worked out here for vapigen: which properties can be null, what need not be given, what the values of an
enum are called. What models hold follows from nothing, and is the one list by hand; a model that is not in
it stops the build.
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from gir import Reader

MODEL = "Gio.ListModel"

# what the models hold that are classes
ITEMS = {
    "Findings": "Finding",
    "Framework": "Concept",
    "History": "HistoryEvent",
    "Similar": "SimilarCase",
    "Theory": "Framework",
}

# what the models hold that are returned as nothing but models
RETURNED_ITEMS = {
    "Pages.next": "Record",
    "Pages.next_finish": "Record",
    "Query.run": "Record",
    "Query.run_finish": "Record",
    "Rule.list": "Rule",
    "SimilarCase.get_actions": "Action",
    "Merge.get_conflicts": "MergeConflict",
    "Store.get_journal": "JournalEntry",
    "Store.get_journal_finish": "JournalEntry",
}

# A model of which one knows what it holds: `foreach` wants `size` and `get`.
MODEL_INTERFACE = """
	[CCode (cname = "GListModel", type_id = "g_list_model_get_type ()")]
	public interface Model<G> : GLib.ListModel {
		public int size { [CCode (cname = "g_list_model_get_n_items")] get; }
		[CCode (cname = "g_list_model_get_item")]
		public G @get (uint index);
	}
"""

MODEL_CLASS = """
	public sealed class {name} : GLib.Object, Leren.Model<Leren.{item}> {{
	}}
"""

# The word of a value, as in files and columns, also in @"..." templates.
ENUM = """
	public enum {name} {{
		[CCode (cname = "leren_enum_to_word", instance_pos = 2)]
		public unowned string to_string (GLib.Type type = typeof (Leren.{name}));
	}}
"""


def check_models(api):
    """Every model says what it holds."""
    classes = {name for name, each in api["classes"].items() if MODEL in each["interfaces"]}
    returned = {
        f"{name}.{call_name}"
        for name, each in api["classes"].items()
        for sort in ("methods", "functions", "constructors")
        for call_name, call in each[sort].items()
        if call["returns"] and call["returns"]["name"] == MODEL
    }
    if classes != ITEMS.keys() or returned != RETURNED_ITEMS.keys():
        differing = sorted((classes ^ ITEMS.keys()) | (returned ^ RETURNED_ITEMS.keys()))
        sys.exit(f"bindings/vala/vapi.py does not know, or knows and should not: {', '.join(differing)}")


def custom(api):
    """What vapigen merges into what the GIR says."""
    parts = [MODEL_INTERFACE]
    parts += [MODEL_CLASS.format(name=name, item=item) for name, item in ITEMS.items()]
    parts += [ENUM.format(name=name) for name, enum in api["enums"].items() if not (enum["flags"] or enum["errors"])]
    return f"namespace Leren {{{''.join(parts)}}}\n"


def default_of(api, parameter):
    """What stands for a parameter that is not given, or None where it must be given."""
    name = parameter["type"]["name"].removeprefix("Leren.")
    if parameter["direction"] != "in":
        return "null" if parameter["optional"] else None
    if parameter["scope"] == "async" or parameter["type"]["nullable"]:
        return "null"
    if api["enums"].get(name, {}).get("flags"):
        nothing = next(member for member, value in api["enums"][name]["members"].items() if value["value"] == 0)
        return f"Leren.{name}.{nothing}"
    return None


def defaults(api, path, call):
    """What comes last, and need not be given."""
    for parameter in reversed(call["parameters"]):
        default = default_of(api, parameter)
        if default is None:
            return
        # Vala has its own way to be called back when something has ended
        if parameter["scope"] != "async":
            yield f"{path}.{parameter['name']}#parameter default={default}"


def calls(api):
    """The path of every call, and the call."""
    for name, call in api["functions"].items():
        yield name, call
    for class_name, each in api["classes"].items():
        for sort in ("methods", "functions", "constructors"):
            for name, call in each[sort].items():
                yield f"{class_name}.{name}", call


def nullable_properties(api):
    for class_name, each in api["classes"].items():
        for name in each["properties"]:
            getter = each["methods"].get("get_" + name.replace("-", "_"))
            if getter and getter["returns"]["nullable"]:
                yield f"{class_name}.{name.replace('-', '_')}#property nullable"


def metadata(api):
    lines = [*nullable_properties(api)]
    for path, call in calls(api):
        if path in RETURNED_ITEMS:
            unowned = "" if call["returns_owned"] else "unowned "
            lines.append(f'{path} type="{unowned}Leren.Model<Leren.{RETURNED_ITEMS[path]}>"')
        if not path.rpartition(".")[2].startswith("set_"):
            lines += defaults(api, path, call)
    return "".join(line + "\n" for line in lines)


def main(vapigen, gir, private, output, *options):
    api = Reader(gir).read()
    check_models(api)
    folder = Path(private)
    folder.mkdir(exist_ok=True)
    (folder / "Leren-1.0.metadata").write_text(metadata(api), encoding="utf-8")
    extra = folder / "leren-custom.vala"
    extra.write_text(custom(api), encoding="utf-8")
    output = Path(output)
    done = subprocess.run([
        vapigen, f"--library={output.stem}", f"--directory={output.parent}", f"--metadatadir={folder}", *options,
        extra, gir,
    ])
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
