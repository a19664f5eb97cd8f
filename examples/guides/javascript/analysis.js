// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Analyses of a store, for docs/guides/javascript.md

import Gio from 'gi://Gio';
import Leren from 'gi://Leren?version=1.0';

// region take
const store = Leren.Store.open('day.leren', Leren.StoreFlags.READ_ONLY);
const snapshot = store.snapshot();
// endregion

// region findings
for (const finding of store.diagnose({case: 'rent'})) {
    print(`${finding.rule}, by ${finding.evidence.length} records`);
    print(`  ${finding.questions[0]}`);
    print(`  ${finding.source}`);
}
// endregion

// region choose
const parameters = {'advice-too-soon': {'min-advice': 3}};
print(`${snapshot.diagnose({rules: ['advice-too-soon'], parameters}).length} findings`);
// endregion

// region table
const table = snapshot.table('reflection');
const level = table.column('level');
const words = level.words ?? [];
const counts = new Uint32Array(words.length);
for (const [row, code] of level.values.entries())
    counts[Number(code)] += level.is_present(row) ? 1 : 0;
words.forEach((word, code) => counts[code] && print(`${word}: ${counts[code]} of ${table.length}`));
// endregion

// region rows
for (const {author, text, at} of table.toArray().slice(0, 1))
    print(`${at.toISOString()} ${author}: ${text}`);
// endregion

// region figures
const cycles = Leren.cycles(snapshot);
print(`${cycles.n_closed} of ${cycles.total} promises came to a conclusion`);
const profile = snapshot.profile('learning-loops', 'case');
for (let group = 0; group < profile.n_groups; group++)
    print(`${profile.get_group(group)}: ${profile.get_count(group, 'single')} single loops`);
// endregion

// region similar
for (const like of Leren.Similar.find_text(snapshot, 'She owes rent and has letters', 1))
    print(like.title);
// endregion

// region report
const file = Gio.File.new_for_path('report.html');
const stream = file.replace(null, false, Gio.FileCreateFlags.PRIVATE, null);
Leren.report_write(store, null, 'en', true, stream);
stream.close(null);
// endregion
