// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Analyses of a store, for docs/guides/vala.md

// region findings
void find (Leren.Store store) throws Error {
	var snapshot = Leren.Snapshot.take (store, new Leren.Scope () { @case = "rent" });
	foreach (var finding in new Leren.Diagnosis ().run (snapshot)) {
		stdout.puts (@"$(finding.rule), by $(finding.evidence.length) records\n");
		stdout.puts (@"  $(finding.get_questions ()[0])\n");
		stdout.puts (@"  $(finding.source)\n");
	}
}
// endregion

// region choose
void choose (Leren.Snapshot snapshot) throws Error {
	var diagnosis = new Leren.Diagnosis ();
	diagnosis.select ({ "advice-too-soon" });
	diagnosis.set_parameter ("advice-too-soon", "min-advice", 3);
	stdout.puts (@"$(diagnosis.run (snapshot).size) findings\n");
}
// endregion

// region table
void count_levels (Leren.Snapshot snapshot) throws Error {
	var table = snapshot.get_table ("reflection");
	var column = table.find_column ("level");
	unowned var words = table.get_column_words (column);
	// of a category: a byte a row, which is a place in the words
	unowned var codes = table.get_column_values (column).get_data ();
	var counts = new int[words.length];
	for (uint row = 0; row < table.get_n_rows (); row++)
		if (table.is_present (column, row))
			counts[codes[row]]++;
	for (int word = 0; word < words.length; word++)
		if (counts[word] > 0)
			stdout.puts (@"$(words[word]): $(counts[word]) of $(table.get_n_rows ())\n");
}
// endregion

// region figures
void reckon (Leren.Snapshot snapshot) throws Error {
	var cycles = Leren.cycles (snapshot);
	stdout.puts (@"$(cycles.get_n_closed ()) of $(cycles.get_total ()) promises came to a conclusion\n");
	var profile = Leren.profile (snapshot, "learning-loops", CASE);
	for (uint group = 0; group < profile.get_n_groups (); group++)
		stdout.puts (@"$(profile.get_group (group)): $(profile.get_count (group, "single")) single loops\n");
}
// endregion

// region similar
void look_for (Leren.Snapshot snapshot) throws Error {
	foreach (var like in Leren.Similar.find_text (snapshot, "She owes rent and has letters", 1))
		stdout.puts (@"$(like.get_title ())\n");
}
// endregion

// region report
void report (Leren.Store store) throws Error {
	var stream = File.new_for_path ("report.html").replace (null, false, PRIVATE);
	Leren.report_write (store, null, "en", true, stream);
	stream.close ();
}
// endregion

int main () {
	Intl.setlocale ();
	try {
		// region take
		var store = Leren.Store.open ("day.leren", READ_ONLY);
		var snapshot = Leren.Snapshot.take (store);
		// endregion
		find (store);
		choose (snapshot);
		count_levels (snapshot);
		reckon (snapshot);
		look_for (snapshot);
		report (store);
		return 0;
	} catch (Error error) {
		printerr ("%s\n", error.message);
		return 1;
	}
}
