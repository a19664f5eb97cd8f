// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What the GIR says of the library, as bindings/gir.py wrote it down.
/* exported read */

const {GLib} = imports.gi;

function read(folder) {
    const [, contents] = GLib.file_get_contents(GLib.build_filenamev([folder, '_leren', 'api.json']));
    return JSON.parse(new TextDecoder().decode(contents));
}
