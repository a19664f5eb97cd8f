// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// A store as one of its participants: a coach of another team reads what is theirs, and nothing else.

import Leren from 'gi://Leren?version=1.0';

import {equal, ok, runAll, test} from '../introspection/tap.js';
import {fill, ids, pathOf, record, refused} from './team.js';

test('a participant of another team gets nothing of this one', () => {
    const path = pathOf('visibility.leren');
    const store = Leren.Store.open(path);
    fill(store);
    store.save(
        record('participant', {id: 'cas', name: 'Cas', roles: ['coach']}),
        record('team', {id: 't2', name: 'Another team', members: ['cas']}),
        record('case', {id: 'own', title: 'Arrears', team: 't2', narrative: 'A landlord rang.'}));

    const reader = Leren.Store.open_as(path, Leren.StoreFlags.NONE, 'cas');
    equal(reader.get_reader(), 'cas');
    equal([reader.has('own'), reader.has('c1'), reader.has('p1')], [true, false, false]);
    equal(ids(reader.cases), ['own']);
    equal(ids(reader.query('case').search('landlord').run()), ['own']);
    equal([reader.count('reflection'), reader.count()], [0, 3]);
    const snapshot = reader.snapshot();
    equal(snapshot.get_n_records(), 3);
    ok(!reader.diagnose().some(finding => finding.get_evidence().some(id => store.has(id) && !reader.has(id))), 'evidence');

    refused(() => reader.save(record('case', {id: 'c1', title: 'Mine', team: 't2'})), 'Leren.ForbiddenError',
        'member “id” cannot be used');
    refused(() => reader.save(record('reflection', {id: 'x', text: 'X', case: 'c1'})), 'Leren.ReferenceError',
        'no case in this store');
    refused(() => Leren.Store.open_as(path, Leren.StoreFlags.NONE, 'nobody'), 'Leren.ForbiddenError',
        'no such participant');
    reader.close();
    store.close();
});

runAll();
