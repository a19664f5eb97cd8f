// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Says what stands out in a store: findings-vala FILE

int main (string[] arguments) {
	Intl.setlocale ();
	if (arguments.length != 2) {
		printerr ("findings-vala FILE\n");
		return 1;
	}
	try {
		var store = Leren.Store.open (arguments[1], EXISTING);
		foreach (var finding in new Leren.Diagnosis ().run (Leren.Snapshot.take (store)))
			stdout.puts (@"$(finding.get_explanation ())\n");
		return 0;
	} catch (Error error) {
		printerr ("%s\n", error.message);
		return 1;
	}
}
