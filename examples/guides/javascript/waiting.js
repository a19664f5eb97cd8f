// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Calls that do not make others wait, for docs/guides/javascript.md

import Gio from 'gi://Gio';
import Leren from 'gi://Leren?version=1.0';

// region save
const store = await Leren.Store.open_async(':memory:');
await store.save_async(new Leren.Case({id: 'rent', title: 'Rent arrears'}));
await store.transaction_async(async () => {
    await store.save_async(new Leren.Case({id: 'letters', title: 'Letters that stay shut'}));
});
print((await store.get_async('rent')).title);
// endregion

// region together
const snapshot = await store.snapshot_async();
const [findings, reflections] = await Promise.all([
    snapshot.diagnose_async(),
    snapshot.table_async('reflection'),
]);
print(findings.length, reflections.length);
// endregion

// region query
for await (const each of store.query('case').order_by('title'))
    print(each.title);
// endregion

// region cancel
const cancellable = new Gio.Cancellable();
const taken = store.snapshot_async({cancellable});
cancellable.cancel();
try {
    await taken;
} catch (error) {
    if (!(error instanceof Gio.IOErrorEnum && error.code === Gio.IOErrorEnum.CANCELLED))
        throw error;
    print('stopped');
}
// endregion

// region progress
const line = '{"type":"case","id":"boxes","title":"Boxes on the stairs"}';
const importer = new Leren.Importer(store);
importer.add_stream(Gio.MemoryInputStream.new_from_bytes(new TextEncoder().encode(line)), 'lines', 'json-lines');
importer.connect('progress', (_importer, records) => print(`${records} so far`));
await importer.run_async();
// endregion
