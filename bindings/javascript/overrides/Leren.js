// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// libleren at home in JavaScript: GJS loads this with `import Leren from 'gi://Leren?version=1.0'`.
/* exported _init */

function _init() {
    const {api, enums} = imports.overrides._leren;
    enums.install(this, api.read());
}
