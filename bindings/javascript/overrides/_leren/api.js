// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What the GIR says of the library, as bindings/gir.py wrote it down.
/* exported read */

const {GLib} = imports.gi;

function read() {
    const folder = GLib.path_get_dirname(imports.overrides._leren.api.__file__);
    const [, contents] = GLib.file_get_contents(GLib.build_filenamev([folder, 'api.json']));
    return JSON.parse(new TextDecoder().decode(contents));
}
