// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Says what stands out in a store: gjs -m findings.js FILE

import Leren from 'gi://Leren?version=1.0';

const store = Leren.Store.open(ARGV[0], Leren.StoreFlags.EXISTING);
for (const finding of store.diagnose())
    print(finding.explanation);
store.close();
