# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a notebook shows of tables, findings, analyses and records: HTML that is small, takes the colours of the page around
it, and speaks the language of the user."""

import html
import json
import re
from datetime import date, datetime

from gi.repository import Gio, GLib

from . import enums, values
from .api import API, RAW, methods_of
from .columns import Column

ROWS = 10
FINDINGS = 20
# so much of a text is shown in a cell, and of JSON
_CHARACTERS = 160
_CHARACTERS_OF_JSON = 60

# what HTML has no room for: control characters, and what is no character at all
_NO_CHARACTER = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_STYLE = """<style>
.leren { color: inherit; font-size: 0.9375em; line-height: 1.4; }
.leren .wide { overflow-x: auto; }
.leren table { border-collapse: collapse; margin: 0.25em 0; color: inherit; background: none; }
.leren th, .leren td { text-align: start; vertical-align: top; padding: 0.2em 1em 0.2em 0; border: none; white-space: nowrap;
  border-bottom: 1px solid rgba(128, 128, 128, 0.35); background: none; color: inherit; }
.leren th { font-weight: 600; }
.leren .text { white-space: pre-line; overflow-wrap: anywhere; min-width: 16em; max-width: 28em; }
.leren .number { text-align: end; font-variant-numeric: tabular-nums; }
.leren .none { opacity: 0.45; }
.leren .small { font-size: 0.875em; opacity: 0.8; margin: 0.25em 0; }
.leren .finding { margin: 0.75em 0; padding-inline-start: 0.75em; border-inline-start: 4px solid rgb(128, 128, 128); max-width: 48em; }
.leren .warning { border-color: rgb(205, 80, 60); }
.leren .advice { border-color: rgb(185, 130, 30); }
.leren .notice { border-color: rgb(90, 140, 190); }
.leren .finding p, .leren .finding ul { margin: 0.25em 0; }
.leren h4 { margin: 0.75em 0 0.25em; font-size: 1em; }
</style>"""

_WORDS = {
    "en": {
        "rows": "{shown} of {all} rows",
        "all-rows": "{all} rows",
        "one-row": "1 row",
        "no-rows": "no rows",
        "empty": "Without values: {names}",
        "more": "and {more} more findings",
        "yes": "yes",
        "no": "no",
        "thousands": ",",
    },
    "nl": {
        "rows": "{shown} van {all} rijen",
        "all-rows": "{all} rijen",
        "one-row": "1 rij",
        "no-rows": "geen rijen",
        "empty": "Zonder waarden: {names}",
        "more": "en nog {more} bevindingen",
        "yes": "ja",
        "no": "nee",
        "thousands": ".",
    },
}


class Words:
    """What is said in the language of the user: what the report on paper says too, and what only a notebook needs."""

    _report = None

    def __init__(self):
        name = GLib.get_language_names()[0]
        self.language = "nl" if re.match("nl(?![a-zA-Z])", name) else "en"
        if Words._report is None:
            Words._report = GLib.KeyFile()
            data = Gio.resources_lookup_data("/org/leren/report/leren-report-words.ini", Gio.ResourceLookupFlags.NONE)
            Words._report.load_from_bytes(data, GLib.KeyFileFlags.KEEP_TRANSLATIONS)

    def report(self, key, *filled):
        """A word of the report; %s and %u in it stand for what is filled in."""
        said = Words._report.get_locale_string("Report", key, self.language)
        return re.sub("%[su]", "{}", said).format(*filled)

    def __call__(self, key, **filled):
        return _WORDS[self.language][key].format(**filled)

    def count(self, number):
        return f"{number:,}".replace(",", self("thousands"))

    def type_of(self, name):
        """What a record type is called; an own type by its name."""
        try:
            return self.report(f"type-{name}")
        except GLib.Error:
            return name


def escaped(text):
    return html.escape(_NO_CHARACTER.sub("\ufffd", str(text)))


def _shortened(text, most):
    """Text for a cell: cut where it is long, with what was cut in the title."""
    if len(text) <= most:
        return escaped(text)
    return f'<span title="{escaped(text[:1000])}">{escaped(text[: most - 1])}…</span>'


def _plain(value, words):
    """A value as text."""
    if isinstance(value, bool):
        return words("yes" if value else "no")
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".") if 1e-3 <= abs(value) < 1e15 else f"{value:.4g}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M" if value.second == 0 else "%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _cell(value, words):
    if value is None:
        return '<td class="none">–</td>'
    text = _plain(value, words)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"<td class=number>{escaped(text)}</td>"
    # what has no spaces is an id or a word, and stays whole
    kind = " class=text" if len(text) > 24 and " " in text else ""
    most = _CHARACTERS if isinstance(value, str) else _CHARACTERS_OF_JSON
    return f"<td{kind}>{_shortened(text, most)}</td>"


def _is_empty(column):
    return len(column) > 0 and column.validity is not None and not any(column.validity)


def _first(column, n):
    """The first values; a moment that Python has no calendar for is what is counted."""
    try:
        return column.to_list(0, n)
    except OverflowError:
        return column.values[:n].tolist()


def _count_rows(n, words):
    if n == 0:
        return words("no-rows")
    if n > ROWS:
        return words("rows", shown=ROWS, all=words.count(n))
    return words("one-row") if n == 1 else words("all-rows", all=n)


def _table(table, words):
    get = methods_of("Table")
    columns = [Column(table, place) for place in range(get["get_n_columns"](table))]
    shown = [column for column in columns if not _is_empty(column)]
    parts = ["<div class=wide><table><thead><tr>"]
    for column in shown:
        number = column.kind in ("integer", "number")
        unit = " (UTC)" if column.kind == "time" else ""
        parts.append(f"<th{' class=number' if number else ''}>{escaped(column.name)}{unit}</th>")
    parts.append("</tr></thead><tbody>")
    for row in zip(*(_first(column, ROWS) for column in shown)):
        parts += ["<tr>", *(_cell(value, words) for value in row), "</tr>"]
    parts += ["</tbody></table></div>", f'<p class="small">{escaped(_count_rows(get["get_n_rows"](table), words))}']
    if len(shown) < len(columns):
        names = ", ".join(column.name for column in columns if column not in shown)
        parts.append(f". {escaped(words('empty', names=names))}")
    return "".join([*parts, "</p>"])


def _finding(finding, words):
    get = methods_of("Finding")
    language = words.language
    severity = enums.from_number("Severity", get["get_severity"](finding))
    rule = get["get_rule"](finding)
    known = methods_of("Rule")["lookup"](rule)
    label = rule if known is None else methods_of("Rule")["get_label"](known, language)
    of_what = words.type_of(get["get_subject_type"](finding))
    evidence = get["get_evidence"](finding)
    questions = get["get_questions"](finding, language)
    parts = [
        f'<div class="finding {severity}"><p><strong>{escaped(words.report(severity))}: {escaped(label)}</strong> ',
        f"<span class=small>{escaped(of_what)} <bdi><code>{escaped(get['get_subject'](finding))}</code></bdi></span></p>",
        f"<p>{escaped(get['get_explanation'](finding, language))}</p>",
    ]
    if questions:
        asked = "".join(f"<li>{escaped(question)}</li>" for question in questions)
        parts.append(f"<p class=small>{escaped(words.report('ask'))}</p><ul>{asked}</ul>")
    seen = words.report("evidence" if len(evidence) == 1 else "evidences", len(evidence))
    ids = ", ".join(f"<bdi><code>{escaped(each)}</code></bdi>" for each in evidence[:10])
    parts.append(f"<p class=small>{escaped(seen)}: {ids}{' …' if len(evidence) > 10 else ''}. ")
    if get["get_source"](finding):
        parts.append(escaped(words.report("source", get["get_source"](finding))))
    return "".join([*parts, "</p></div>"])


def _findings(findings, words):
    n = findings.get_n_items()
    if n == 0:
        return f"<p>{escaped(words.report('no-findings'))}</p>"
    parts = [f"<p class=small>{escaped(words.report('n-finding' if n == 1 else 'n-findings', n))}</p>"]
    parts += [_finding(findings.get_item(place), words) for place in range(min(n, FINDINGS))]
    if n > FINDINGS:
        parts.append(f"<p class=small>{escaped(words('more', more=words.count(n - FINDINGS)))}</p>")
    return "".join(parts)


def _pairs(found, words):
    """Names and what stands for them, as a table of two columns."""
    rows = "".join(f"<tr><th>{escaped(name)}</th>{_cell(value, words)}</tr>" for name, value in found.items())
    return f"<table><tbody>{rows}</tbody></table>" if rows else ""


def _record(record, words):
    said = json.loads(methods_of("Record")["to_json"](record))
    title = methods_of("Record")["get_title"](record)
    heading = words.type_of(said.pop("type")) + (f": {title}" if title else "")
    return f"<h4>{escaped(heading)}</h4>{_pairs(said, words)}"


def _snapshot(snapshot, words):
    get = methods_of("Snapshot")
    counted = {name: get["count"](snapshot, name) for name in get["list_types"](snapshot)}
    return _pairs({words.type_of(name): n for name, n in counted.items() if n > 0}, words)


def _tables_of(described):
    """The calls of a class that give a table of what it found, and what each is about."""
    for name, call in described["methods"].items():
        returned = call["returns"]
        if returned is not None and returned["name"] == "Leren.Table" and not call["parameters"]:
            about = name.removeprefix("get_").removesuffix("table").strip("_")
            yield name, about


def _analysis(name, tables):
    """Of an analysis its figures, as its JSON has them, and its tables."""

    def show(analysis, words):
        get = methods_of(name)
        parts = []
        if "to_json" in get:
            figures = values.from_json_node(get["to_json"](analysis))
            parts.append(_pairs({key: each for key, each in figures.items() if not isinstance(each, (dict, list))}, words))
        for call, about in tables:
            parts.append(f"<h4>{escaped(about.replace('_', ' '))}</h4>" if about else "")
            parts.append(_table(get[call](analysis), words))
        return "".join(parts)

    return show


def _on(cls, show):
    def _repr_html_(self):
        return f'{_STYLE}<div class="leren">{show(self, Words())}</div>'

    cls._repr_html_ = _repr_html_


def install():
    """On tables, findings, records, snapshots, and on whatever gives a table of what it found."""
    for name, described in API["classes"].items():
        # what is about all of it comes first
        tables = sorted(_tables_of(described), key=lambda table: table[1] != "")
        if tables:
            _on(getattr(RAW, name), _analysis(name, tables))
    _on(RAW.Table, _table)
    _on(RAW.Finding, _finding)
    _on(RAW.Findings, _findings)
    _on(RAW.Record, _record)
    _on(RAW.Snapshot, _snapshot)
