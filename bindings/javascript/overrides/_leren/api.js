// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What the GIR says of the library, as bindings/gir.py wrote it down.
/* exported isRecord, read */

const {GLib} = imports.gi;

let kept = null;

function read() {
    if (kept === null) {
        const folder = GLib.path_get_dirname(imports.overrides._leren.api.__file__);
        const [, contents] = GLib.file_get_contents(GLib.build_filenamev([folder, 'api.json']));
        kept = JSON.parse(new TextDecoder().decode(contents));
    }
    return kept;
}

// Whether a class, by the name that the GIR gives it, is that of records.
function isRecord(name) {
    return name === 'Record' || read().classes[name].parent === 'Leren.Record';
}
