// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// An own type with accessors written in JavaScript: they are called on the thread that saves and on
// no other, and changes are told there too.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';

const Visit = GObject.registerClass({
    GTypeName: 'TestVisit',
    Properties: {
        'rowid': GObject.ParamSpec.string('rowid', '', '', GObject.ParamFlags.READWRITE, null),
        'order': GObject.ParamSpec.int('order', '', '', GObject.ParamFlags.READWRITE, -9, 9, 0),
    },
}, class Visit extends Leren.Record {
    get rowid() {
        return this._rowid ?? null;
    }

    set rowid(value) {
        this._rowid = value;
        this.notify('rowid');
    }
});

Leren.Declaration.register(Visit, 'org.example.visit');
const store = Leren.Store.open(':memory:', Leren.StoreFlags.NONE, null);
const loop = new GLib.MainLoop(null, false);
const told = [];
store.connect('changed', (_, change, type, id) => told.push(`${change} ${type} ${id}`));

const plan = [
    ['an accessor is read before the call returns', done => {
        const visit = new Visit({id: 'v', rowid: 'R', order: 3});
        store.save_async(visit, null, (_, result) => {
            store.save_finish(result);
            const again = store.get('v', null);
            done(again.rowid === 'R' && again.order === 3 && again instanceof Visit);
        });
        visit.rowid = 'changed since';
    }],
    ['a change made on another thread is told here', done => {
        GLib.timeout_add(GLib.PRIORITY_DEFAULT, 10, () => {
            if (told.length === 0)
                return GLib.SOURCE_CONTINUE;
            done(told.join() === '0 org.example.visit v');
            return GLib.SOURCE_REMOVE;
        });
    }],
    ['it comes out as it went in', done => {
        const stream = Gio.MemoryOutputStream.new_resizable();
        store.export_async(stream, Leren.Format.JSON_LINES, null, (_, result) => {
            store.export_finish(result);
            stream.close(null);
            const bytes = stream.steal_as_bytes();
            const other = Leren.Store.open(':memory:', Leren.StoreFlags.NONE, null);
            const importer = Leren.Importer.new(other);
            importer.add_stream(Gio.MemoryInputStream.new_from_bytes(bytes), 'lines', Leren.Format.JSON_LINES);
            importer.run(null);
            done(other.get('v', null).to_json() === store.get('v', null).to_json());
        });
    }],
    ['a transaction that is undone takes the type along', done => {
        const other = Leren.Store.open(':memory:', Leren.StoreFlags.NONE, null);
        const transaction = other.begin();
        other.save(new Visit({id: 'w'}), null);
        transaction.roll_back();
        other.save(new Visit({id: 'w', rowid: 'S'}), null);
        done(other.get('w', null).rowid === 'S' && other.check(null).length === 0);
    }],
];

let failed = 0;
print(`1..${plan.length}`);
function next(at) {
    if (at === plan.length) {
        loop.quit();
        return;
    }
    const [name, run] = plan[at];
    run(right => {
        failed += right ? 0 : 1;
        print(`${right ? 'ok' : 'not ok'} ${at + 1} ${name}`);
        next(at + 1);
    });
}
GLib.idle_add(GLib.PRIORITY_DEFAULT, () => {
    next(0);
    return GLib.SOURCE_REMOVE;
});
loop.run();
if (failed > 0)
    throw new Error(`${failed} failed`);
