// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// libleren at home in JavaScript: GJS loads this with `import Leren from 'gi://Leren?version=1.0'`.
/* exported _init */

function _init() {
    const parts = imports.overrides._leren;
    const api = parts.api.read();
    parts.natives.keep(this);
    // in this order: each stands on those before it
    const order = [
        'enums', 'errors', 'models', 'calls', 'attributes', 'records', 'virtual_methods', 'construction', 'signals',
        'transactions', 'store', 'query', 'rules', 'findings', 'tables', 'strings',
    ];
    for (const name of order)
        parts[name].install(this, api);
}
