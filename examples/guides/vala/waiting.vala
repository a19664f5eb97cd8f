// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Calls that do not make others wait, for docs/guides/vala.md

// region save
async Leren.Store save_in_turn () throws Error {
	var store = yield Leren.Store.open_async (":memory:");
	yield store.save_async (new Leren.Case () { id = "rent", title = "Rent arrears" });
	foreach (var record in yield store.query ("case").run_async ())
		stdout.puts (@"$(record.get_title ())\n");
	return store;
}
// endregion

// region cancel
async void cancel (Leren.Store store) {
	var cancellable = new Cancellable ();
	Idle.add (() => {
		cancellable.cancel ();
		return Source.REMOVE;
	}, Priority.HIGH);
	try {
		while (true)
			yield Leren.Snapshot.take_async (store, null, cancellable);
	} catch (IOError.CANCELLED error) {
		stdout.puts ("cancelled\n");
	} catch (Error error) {
		stdout.puts (@"$(error.message)\n");
	}
}
// endregion

// region progress
async void import (Leren.Store store) throws Error {
	var importer = new Leren.Importer (store);
	var line = """{"type":"case","id":"letters","title":"Letters that stay shut"}""";
	importer.add_stream (new MemoryInputStream.from_data (line.data), "lines", JSON_LINES);
	importer.progress.connect ((records, bytes, total) => stdout.puts (@"$records so far\n"));
	yield importer.run_async ();
}
// endregion

// region thread
void share_a_snapshot (Leren.Store store) throws Error {
	var snapshot = Leren.Snapshot.take (store);
	var thread = new Thread<int64?> ("count", () => snapshot.count ("case"));
	stdout.puts (@"$(thread.join ()) cases\n");
}
// endregion

// region loop
async void tell () {
	try {
		var store = yield save_in_turn ();
		yield cancel (store);
		yield import (store);
		share_a_snapshot (store);
	} catch (Error error) {
		printerr ("%s\n", error.message);
	}
}

int main () {
	var loop = new MainLoop ();
	Intl.setlocale ();
	tell.begin ((source, result) => {
		tell.end (result);
		loop.quit ();
	});
	loop.run ();
	return 0;
}
// endregion
