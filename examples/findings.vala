// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Says what stands out in a store: findings-vala FILE

int main (string[] arguments) {
	try {
		var store = Leren.Store.open (arguments[1], Leren.StoreFlags.EXISTING);
		var snapshot = Leren.Snapshot.take (store, null);
		var findings = new Leren.Diagnosis ().run (snapshot);
		for (uint i = 0; i < findings.get_n_items (); i++)
			stdout.printf ("%s\n", ((Leren.Finding) findings.get_item (i)).get_explanation ("en"));
		return 0;
	} catch (Error error) {
		printerr ("%s\n", error.message);
		return 1;
	}
}
