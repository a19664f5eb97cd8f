// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What print() and a template say of an object, in the words of Python; records say it themselves.
/* exported install */

const STRINGS = {
    Store() {
        return `<Leren.Store '${this.get_location()}'${this.is_open() ? '' : ', closed'}>`;
    },

    Query() {
        return `<Leren.Query '${this.get_record_type()}'>`;
    },

    Finding() {
        return `<Leren.Finding '${this.get_rule()}' about '${this.get_subject()}': ${this.get_explanation()}>`;
    },

    Table() {
        return `<Leren.Table of ${this.get_n_rows()} rows, with the columns ${this.column_names.join(', ')}>`;
    },
};

function install(Leren, api) {
    for (const [name, {methods, parent}] of Object.entries(api.classes)) {
        const hasId = parent === 'GObject.Object' && methods.get_id && name !== 'Record';
        const toString = STRINGS[name] ?? (hasId && function () {
            return `<Leren.${name} '${this.get_id()}'>`;
        });
        if (toString)
            Leren[name].prototype.toString = toString;
    }
}
