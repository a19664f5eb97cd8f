// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Records and stores, for docs/guides/vala.md

// region absent
void leave_out () {
	var rent = new Leren.Case () { title = "Rent arrears" };
	stdout.puts (@"urgency $(rent.urgency), given: $(rent.is_set ("urgency"))\n");
	rent.urgency = 4;
	stdout.puts (@"urgency $(rent.urgency), given: $(rent.is_set ("urgency"))\n");
	rent.unset ("urgency");
	stdout.puts (@"given: $(rent.is_set ("urgency")), question: $(rent.question ?? "none")\n");
}
// endregion

// region values
Date day (DateDay day, DateMonth month, DateYear year) {
	var date = Date ();
	date.set_dmy (day, month, year);
	return date;
}

void give_values () throws Error {
	var rent = new Leren.Case () {
		id = "rent",
		title = "Rent arrears",
		domains = { "money", "family" },
		urgency = 4,
		status = OPEN,
		created = new DateTime.utc (2024, 3, 5, 14, 0, 0),
		attributes = """{"district":4}"""
	};
	var wait = new Leren.Action () { id = "wait", what = "Wait", @case = rent.id, due = day (12, MARCH, 2024) };
	stdout.puts (@"$(rent.to_json ())\n$(wait.to_json ())\n");
}
// endregion

// region lists
void change_lists () {
	var rent = new Leren.Case () { title = "Rent arrears", domains = { "money" } };
	var domains = rent.domains;
	domains += "family";
	rent.domains = domains;
	foreach (unowned var domain in rent.domains)
		stdout.puts (@"$domain\n");
}
// endregion

// region check
void check () {
	try {
		new Leren.Case () { id = "rent", title = "Rent arrears", urgency = 9 }.validate ();
	} catch (Error error) {
		stdout.puts (@"$(error.message)\n");
	}
}
// endregion

// region save
void fill (Leren.Store store) throws Error {
	var omar = new Leren.Participant () { id = "omar", name = "Omar" };
	var rent = new Leren.Case () { id = "rent", title = "Rent arrears", contributor = omar.id };
	var ring = new Leren.Action () {
		id = "ring", what = "Ring the landlord", @case = rent.id, owner = omar.id, state = OWNED,
		due = day (19, MARCH, 2024)
	};
	var wait = new Leren.Action () {
		id = "wait", what = "Let her open the letter", @case = rent.id, owner = omar.id, state = OWNED,
		due = day (12, MARCH, 2024)
	};
	Leren.Record[] records = { omar, rent, ring, wait };
	var transaction = store.begin ();
	foreach (var record in records)
		store.save (record);
	transaction.commit ();
}
// endregion

// region undo
void change_our_minds (Leren.Store store) throws Error {
	try {
		var transaction = store.begin ();
		store.delete ("ring");
		store.delete ("omar");
		transaction.commit ();
	} catch (Leren.Error.REFERENCE error) {
		stdout.puts (@"$(error.message)\n");
	}
	stdout.puts (@"$(store.count (null)) records\n");
}
// endregion

// region change
void change (Leren.Store store) throws Error {
	var rent = (Leren.Case) store["rent"];
	rent.status = PAUSED;
	store.save (rent);
	try {
		stdout.puts (@"$(store["rant"].get_title ())\n");
	} catch (Leren.Error.NOT_FOUND error) {
		stdout.puts (@"$(error.message)\n");
	}
}
// endregion

// region query
void ask (Leren.Store store) throws Error {
	var query = store.query ("action");
	query.filter ("state", EQUAL, "owned");
	query.filter ("due", LESS, "2024-04-01");
	query.filter ("undertaken", ABSENT);
	query.order ("due", false);
	query.page (0, 10);
	foreach (var action in query.run ())
		stdout.puts (@"$(action.get_title ())\n");
}
// endregion

// region signal
void listen (Leren.Store store) throws Error {
	store.changed.connect ((change, type, id) => stdout.puts (@"$change $type $id\n"));
	store.delete ("ring");
}
// endregion

// region export
void export (Leren.Store store) throws Error {
	var stream = new MemoryOutputStream.resizable ();
	store.export (stream, JSON_LINES);
	stream.close ();

	var other = Leren.Store.open (":memory:");
	var importer = new Leren.Importer (other);
	importer.add_stream (new MemoryInputStream.from_bytes (stream.steal_as_bytes ()), "lines", JSON_LINES);
	importer.run ();
	stdout.puts (@"$(importer.get_n_records ()) records\n");
}
// endregion

int main () {
	Intl.setlocale ();
	try {
		var store = Leren.Store.open (":memory:");
		check ();
		leave_out ();
		give_values ();
		change_lists ();
		fill (store);
		change_our_minds (store);
		change (store);
		ask (store);
		listen (store);
		export (store);
		return 0;
	} catch (Error error) {
		printerr ("%s\n", error.message);
		return 1;
	}
}
