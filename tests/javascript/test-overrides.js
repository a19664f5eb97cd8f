// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The overrides of this build are the ones that are loaded.

import GLib from 'gi://GLib';
import Leren from 'gi://Leren?version=1.0';

import {equal, runAll, test} from '../introspection/tap.js';

test('place', () => {
    const build = GLib.getenv('LEREN_BUILD_ROOT');
    equal(imports.overrides.Leren.__file__, `${build}/bindings/javascript/overrides/Leren.js`);
    equal(Leren.MAJOR_VERSION, 0);
});

await runAll();
