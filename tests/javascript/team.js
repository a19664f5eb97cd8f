// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The neighbourhood team that the tests of the bindings tell of: rent arrears, a coach, and promises.

import GLib from 'gi://GLib';
import Leren from 'gi://Leren?version=1.0';

import {failure, ok} from '../introspection/tap.js';

// A record as it stands in a file.
export function record(type, members) {
    return Leren.Record.from_json(JSON.stringify({type, ...members}));
}

const numbers = n => Array.from({length: n}, (_, i) => i);
const two = number => `${number}`.padStart(2, '0');

// A case on which reflections keep circling at one level, and a session in which advice comes first.
export function fill(store) {
    store.save(
        record('team', {id: 't1', name: 'Neighbourhood team', members: ['p1', 'p2']}),
        record('participant', {id: 'p1', name: 'A social worker', roles: ['professional']}),
        record('participant', {id: 'p2', name: 'A coach', roles: ['coach']}),
        record('case', {
            id: 'c1', title: 'Rent arrears', team: 't1', contributor: 'p1', urgency: 4, domains: ['money', 'housing'],
            narrative: 'Letters of the landlord lie unopened.',
        }),
        record('case', {
            id: 'c2', title: 'Nobody opens the door', team: 't1', contributor: 'p1', urgency: 2, domains: ['housing'],
        }),
        record('session', {
            id: 's1', team: 't1', started: '2015-03-02T14:00:00Z', present: ['p1', 'p2'], cases: ['c1'], minutes: 90,
        })
    );
    const kinds = ['advice', 'advice', 'advice', 'advice', 'open-question'];
    store.save(
        ...kinds.map((kind, i) => record('contribution', {
            id: `u${i}`, session: 's1', case: 'c1', speaker: 'p2', kind, text: `Turn ${i}`, at: `2015-03-02T14:${two(i)}:00Z`,
        })),
        ...numbers(6).map(i => record('reflection', {
            id: `r${i}`, text: `We keep phoning, week ${i}.`, case: 'c1', author: 'p1',
            at: `2015-03-${two(i + 3)}T09:00:00+01:00`, level: 'behaviour', loop: 'single',
        })),
        record('action', {
            id: 'a1', what: 'Call the landlord', case: 'c1', session: 's1', owner: 'p1', state: 'owned', due: '2015-03-20',
        }),
        record('action', {id: 'a2', what: 'Visit together', case: 'c1', session: 's1', due: '2015-03-09'}),
        record('action', {
            id: 'a3', what: 'Ask what she wants', case: 'c2', session: 's1', owner: 'p1', state: 'undertaken',
            undertaken: '2015-03-09',
        })
    );
}

export function openFilled(location = ':memory:') {
    const store = Leren.Store.open(location);
    fill(store);
    return store;
}

// A path in a folder of the test's own, which is there until the program ends.
let folder = null;
export function pathOf(name) {
    folder ??= GLib.Dir.make_tmp('leren-js-XXXXXX');
    return GLib.build_filenamev([folder, name]);
}

function check(error, name, said) {
    ok(error.name === name, `${error} is ${name} (${error.name})`);
    ok(error.message.includes(said), `“${said}” in “${error.message}”`);
    return error;
}

// What is to fail, with an error of this name that says this.
export function refused(run, name, said) {
    return check(failure(run), name, said);
}

// The same of a promise.
export async function rejected(promise, name, said) {
    let error = null;
    ok(promise instanceof Promise, `a promise: ${promise}`);
    try {
        await promise;
    } catch (thrown) {
        error = thrown;
    }
    ok(error !== null, 'that the promise was broken');
    return check(error, name, said);
}

// Lets the main loop run for a while.
export function wait(milliseconds) {
    return new Promise(resolve => GLib.timeout_add(GLib.PRIORITY_DEFAULT, milliseconds, () => {
        resolve();
        return GLib.SOURCE_REMOVE;
    }));
}

// Lets it run until something is so.
export async function until(condition) {
    for (let waited = 0; !condition(); waited++) {
        ok(waited < 2000, `${condition}`);
        await wait(10);
    }
}

export const ids = records => [...records].map(each => each.get_id());
