// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Tables: by column, as typed arrays, or by row, as objects.
/* exported install */

const {columns: {Column}, words: {didYouMean, shown}} = imports.overrides._leren;

const COLUMNS = Symbol('columns');

function install(Leren) {
    const {prototype} = Leren.Table;

    Object.assign(prototype, {
        // A column by its name or its place.
        column(which) {
            const names = this.column_names;
            const index = typeof which === 'string' ? names.indexOf(which) : which;
            if (typeof which === 'string' && index < 0)
                throw new RangeError(`the table has no column “${which}”${didYouMean(which, names)}`);
            if (!Number.isInteger(index) || index < 0 || index >= names.length) {
                throw new RangeError(`the table has no column ${shown(which)}; ` +
                    `it has ${names.length}, counted from 0`);
            }
            this[COLUMNS] ??= [];
            this[COLUMNS][index] ??= new Column(this, index);
            return this[COLUMNS][index];
        },

        // One row as an object, or undefined where there is none.
        at(row) {
            const columns = this.columns;
            if (!Number.isInteger(row))
                throw new TypeError(`the row is ${shown(row)}; it must be a whole number`);
            const place = row < 0 ? this.length + row : row;
            if (place < 0 || place >= this.length)
                return undefined;
            return Object.fromEntries(columns.map(column => [column.name, column.at(place)]));
        },

        *[Symbol.iterator]() {
            for (let row = 0; row < this.length; row++)
                yield this.at(row);
        },

        toArray() {
            return [...this];
        },

        // Rows, as charts take them.
        toJSON() {
            const names = this.column_names;
            const columns = this.columns.map(column => column.toJSON());
            return Array.from({length: this.length},
                (_, row) => Object.fromEntries(names.map((name, i) => [name, columns[i][row]])));
        },
    });
    Object.defineProperties(prototype, {
        column_names: {
            get() {
                return Array.from({length: this.get_n_columns()}, (_, i) => this.get_column_name(i));
            },
            configurable: true,
        },
        columns: {
            get() {
                return Array.from({length: this.get_n_columns()}, (_, i) => this.column(i));
            },
            configurable: true,
        },
        length: {
            get() {
                return this.get_n_rows();
            },
            configurable: true,
        },
    });
}
