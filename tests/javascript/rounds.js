// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Whether memory stays where it was: rounds.js [ROUNDS]
//
// The same as tests/python/rounds.py: each round makes records, saves them, asks for them again in the ways that
// programs do, and drops all of it. What the program holds is written down on the way. After the first half, in which what
// is kept for good comes in, it must not grow by more than a mebibyte in the second.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Leren from 'gi://Leren?version=1.0';
import System from 'system';

// AddressSanitizer keeps what is freed for a while, more at one mark than at another: megabytes, and no more with more rounds
const MOST_BYTES = (GLib.getenv('LD_PRELOAD') ?? '').includes('libasan') ? 2 ** 23 : 2 ** 20;

function resident() {
    const [, data] = Gio.File.new_for_path('/proc/self/statm').load_contents(null);
    return Number(new TextDecoder().decode(data).split(' ')[1]) * 4096;
}

function check(holds, what) {
    if (!holds)
        throw new Error(what);
}

// what a program does now and then: a table, findings, an error
function lookBack(store) {
    const snapshot = store.snapshot();
    check([...snapshot.table('reflection')][0].level === 'behaviour', 'a row');
    check(snapshot.table('case').column('title').at(0) === 'Rent arrears', 'a column');
    check(snapshot.diagnose().length >= 0, 'findings');
    try {
        store.get('nowhere', null);
    } catch (error) {
        check(error.matches(Leren.Error, Leren.Error.NOT_FOUND), `${error}`);
    }
}

// as a program with a main loop does between two things that it does
function collect() {
    System.gc();
    while (GLib.MainContext.default().iteration(false));
    System.gc();
}

const UNDO = new Error('undo');

function play(store, number) {
    const coach = new Leren.Participant({name: 'Coach', roles: ['coach']});
    const rent = new Leren.Case({
        title: 'Rent arrears', contributor: coach, domains: ['money'], attributes: {district: number},
    });
    const reflection = new Leren.Reflection({text: 'We keep phoning.', case: rent, level: 'behaviour'});
    try {
        store.transaction(() => {
            store.save(coach);
            store.save(rent);
            store.save(reflection);
            const found = store.get(reflection.id);
            check(store.get(found.case).attributes.district === number, 'attributes');
            found.text = 'We asked.';
            store.save(found);
            const texts = [...store.query(Leren.Reflection).where({level: 'behaviour'})].map(each => each.text);
            check(texts.length === 1 && texts[0] === 'We asked.', 'a query');
            if (number % 50 === 0)
                lookBack(store);
            // nothing of it stays in the store, so that each round does the same
            throw UNDO;
        });
    } catch (error) {
        if (error !== UNDO)
            throw error;
    }
}

const rounds = Number(ARGV[0] ?? 5000);
const store = Leren.Store.open(':memory:', Leren.StoreFlags.NONE, null);
let number = 0;

// Half of the rounds, with what the program holds five times on the way; what it holds at the end.
function playHalf() {
    for (let part = 0; part < 5; part++) {
        for (const end = number + rounds / 10; number < end;) {
            play(store, ++number);
            if (number % 100 === 0)
                collect();
        }
        collect();
        print(`# ${String(number).padStart(8)} rounds  ${(resident() / 2 ** 20).toFixed(1).padStart(8)} MiB`);
    }
    return resident();
}

// The collector takes memory a mebibyte at a time, and not always in the same round: what stays is what does not
// grow in one of three stretches, while a leak grows in each.
let before = playHalf(), stays = false;
for (let stretch = 0; stretch < 3 && !stays; stretch++) {
    const after = playHalf();
    const grown = after - before;
    print(`# ${grown} bytes more in ${rounds / 2} rounds, ${(grown / rounds * 2).toFixed(1)} a round (at most ${MOST_BYTES} bytes)`);
    stays = grown <= MOST_BYTES;
    before = after;
}
store.close();
print(`1..1\n${stays ? 'ok' : 'not ok'} 1 memory stays where it was`);
System.exit(stays ? 0 : 1);
