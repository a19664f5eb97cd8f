// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Says what stands out in a store: gjs -m findings.js FILE

import Leren from 'gi://Leren?version=1.0';

const store = Leren.Store.open(ARGV[0], Leren.StoreFlags.EXISTING, null);
const snapshot = Leren.Snapshot.take(store, null, null);
const findings = new Leren.Diagnosis().run(snapshot, null);
for (let i = 0; i < findings.get_n_items(); i++)
    print(findings.get_item(i).get_explanation('en'));
