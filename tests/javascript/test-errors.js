// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Errors of the library can be told apart, read and written down; exceptions of a program stay what they are.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Leren from 'gi://Leren?version=1.0';

import {equal, failure, ok, runAll, test} from '../introspection/tap.js';
import {openFilled, pathOf, record, refused, rejected} from './team.js';

const {errors} = imports.overrides._leren;

test('an error has a code, a name, a message and a stack', () => {
    const store = openFilled();
    const error = failure(() => store.get('nobody'));
    ok(error instanceof GLib.Error && error instanceof Leren.Error, 'an error of GLib and of Leren');
    equal([error.code, error.name], [Leren.Error.NOT_FOUND, 'Leren.NotFoundError']);
    ok(error.matches(Leren.Error, Leren.Error.NOT_FOUND), 'that it matches');
    ok(!error.matches(Leren.Error, Leren.Error.MISSING), 'that it matches nothing else');
    equal(error.message, 'there is no record “nobody” in :memory:; look at the ids that are there');
    equal(`${error}`, `Leren.NotFoundError: ${error.message}`);
    ok(error.stack.includes('test-errors.js'), error.stack);
    store.close();
});

test('each code has its name', () => {
    for (const [key, {value}] of Object.entries(imports.overrides._leren.api.read().enums.Error.members)) {
        const error = GLib.Error.new_literal(Leren.Error, value, 'what went wrong');
        equal(error.name.toLowerCase(), `leren.${key.replaceAll('_', '').toLowerCase()}error`);
    }
    equal(failure(() => Leren.Store.open(`${pathOf('nowhere')}/team.leren`, Leren.StoreFlags.EXISTING)).name,
        'Leren.NotFoundError');
    equal(failure(() => Leren.Store.open(':memory:').save(record('case', {id: 'c', title: 't', team: 'gone'}))).name,
        'Leren.ReferenceError');
    GLib.file_set_contents(pathOf('notes.txt'), 'We keep phoning.');
    equal(failure(() => Leren.Store.open(pathOf('notes.txt'))).name, 'Leren.NotAStoreError');
});

test('an error is written down as JSON', () => {
    const error = failure(() => Leren.Store.open(':memory:').get('nobody'));
    equal(JSON.parse(JSON.stringify({error})), {error: {
        name: 'Leren.NotFoundError', code: 'not-found', message: error.message,
    }});
});

test('what cancels is told as GIO tells it', async () => {
    const store = openFilled();
    const cancellable = new Gio.Cancellable();
    cancellable.cancel();
    const error = failure(() => store.get('c1', cancellable));
    ok(error.matches(Gio.IOErrorEnum, Gio.IOErrorEnum.CANCELLED), `${error}`);
    try {
        await store.get_async('c1', cancellable);
        ok(false, 'that it was cancelled');
    } catch (thrown) {
        ok(thrown.matches(Gio.IOErrorEnum, Gio.IOErrorEnum.CANCELLED), `${thrown}`);
    }
    store.close();
});

test('the stack of a broken promise says where it was made', async () => {
    const store = openFilled();
    const ask = () => store.get_async('nobody');
    const error = await rejected(ask(), 'Leren.NotFoundError', 'there is no record “nobody”');
    ok(error.stack.includes('ask@') && error.stack.includes('### Promise created here: ###'), error.stack);
    store.close();
});

test('an error without a known code has a name too', () => {
    equal(GLib.Error.new_literal(Leren.Error, 4711, 'of a later version').name, 'Leren.Error');
});

test('exceptions that C never gives back are not kept for ever', () => {
    const first = new Error('the first');
    const error = errors.carry(first);
    const lost = Array.from({length: 1000}, (_, i) => errors.carry(new Error(`${i}`)));
    const come = carried => failure(() => errors.enter(() => {
        throw carried;
    }, null, []));
    equal(come(lost[999]).message, '999');
    ok(come(error) === error, 'that the first was let go');
    // what was given back once is let go, too
    ok(come(lost[999]) === lost[999], 'that it comes back once');
    // an exception may be anything
    ok(come(errors.carry('a text')) === 'a text', 'a text');
    ok(come(errors.carry(undefined)) === undefined, 'nothing at all');
    refused(() => errors.enter(() => {
        throw new RangeError('not of C');
    }, null, []), 'RangeError', 'not of C');
});

await runAll();
