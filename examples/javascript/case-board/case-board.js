#!/usr/bin/env -S gjs -m
// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The cases of a store as a board, for a learning coach before a session: gjs -m case-board.js FILE

import Gio from 'gi://Gio';
import Gtk from 'gi://Gtk?version=4.0';
import System from 'system';

import {BoardWindow} from './window.js';

const application = new Gtk.Application({
    application_id: 'org.leren.CaseBoard', flags: Gio.ApplicationFlags.HANDLES_OPEN,
});

application.connect('open', (_application, files) => {
    for (const file of files) {
        const window = new BoardWindow({application});
        window.present();
        window.open(/** @type {string} */ (file.get_path()));
    }
});

if (ARGV.length === 0) {
    printerr('Usage: gjs -m case-board.js FILE');
    System.exit(2);
}
System.exit(application.run([System.programInvocationName, ...ARGV]));
