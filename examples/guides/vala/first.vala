// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The first program of docs/guides/vala.md

// region write
void write_down () throws Error {
	var store = Leren.Store.open ("team.leren");
	var rent = new Leren.Case () { title = "Rent arrears" };
	var look = new Leren.Reflection () {
		text = "We keep phoning",
		level = BEHAVIOUR,
		@case = rent.id
	};
	store.save (rent);
	store.save (look);
	store.close ();
}
// endregion

// region read
void read_again () throws Error {
	var store = Leren.Store.open ("team.leren", EXISTING);
	foreach (var record in store.query ("reflection").run ()) {
		var look = (Leren.Reflection) record;
		stdout.puts (@"$(store[look.@case].get_title ()): $(look.text) ($(look.level))\n");
	}
}
// endregion

// region errors
void go_wrong () {
	try {
		Leren.Store.open ("nowhere/team.leren", EXISTING);
	} catch (Leren.Error.NOT_FOUND error) {
		stdout.puts (@"Not found: $(error.message)\n");
	} catch (Error error) {
		stdout.puts (@"Something else: $(error.message)\n");
	}
	try {
		var store = Leren.Store.open (":memory:");
		store.save (new Leren.Case () { id = "rent" });
	} catch (Error error) {
		stdout.puts (@"Not saved: $(error.message)\n");
	}
}
// endregion

// region main
int main () {
	Intl.setlocale ();
	try {
		write_down ();
		read_again ();
	} catch (Error error) {
		printerr ("%s\n", error.message);
		return 1;
	}
	go_wrong ();
	return 0;
}
// endregion
