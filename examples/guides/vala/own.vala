// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// An own record type and an own rule, for docs/guides/vala.md

// region type
// What somebody saw at a door
class Visit : Leren.Record {
	[Description (blurb = "The case whose door it was.")]
	public string? home { get; set; }
	[Description (blurb = "Whether the door was opened.")]
	public bool let_in {
		get { return _let_in; }
		set { _let_in = value; notify_property ("let-in"); }
	}
	private bool _let_in;
}
// endregion

// region rule
// Says where nobody was let in
class ClosedDoor : Leren.Rule {
	public ClosedDoor () throws Error {
		Object (id: "org.example.closed-door", source: "Our own practice");
		add_parameter ("visits", 2, 1, 100, "visits", "how many visits in vain there must be");
	}

	public override bool run (Leren.Snapshot snapshot, Leren.Findings findings) throws Error {
		var visits = snapshot.get_table ("org.example.visit");
		string[] evidence = {};
		for (uint row = 0; row < visits.get_n_rows (); row++)
			if (visits.get_number (visits.find_column ("let_in"), row) == 0)
				evidence += visits.dup_text (visits.find_column ("id"), row);
		if (evidence.length < findings.get_parameter ("visits"))
			return true;
		return findings.add (
			ADVICE, "rent", evidence, evidence.length, "visits", "The door stayed shut.", "De deur bleef dicht.",
			{ "Who else could ring there?" });
	}
}
// endregion

// region fail
class Unfinished : Leren.Rule {
	public Unfinished () {
		Object (id: "org.example.unfinished", source: "Our own practice");
	}

	public override bool run (Leren.Snapshot snapshot, Leren.Findings findings) throws Error {
		throw new Leren.Error.UNSUPPORTED ("this rule is still to be thought out");
	}
}
// endregion

// region store
void keep_visits (Leren.Store store) throws Error {
	store.save (new Leren.Case () { id = "rent", title = "Rent arrears" });
	var first = new Visit () { id = "first", home = "rent", let_in = false };
	stdout.puts (@"$(first.to_json ())\n");
	store.save (first);
	store.save (new Visit () { id = "second", home = "rent", let_in = false });
	stdout.puts (@"$(store.count ("org.example.visit")) visits\n");
	var found = (Visit) store["first"];
	stdout.puts (@"$(found.home)\n");
}
// endregion

// region diagnose
void diagnose (Leren.Store store) throws Error {
	var diagnosis = new Leren.Diagnosis ();
	diagnosis.add_rule (new ClosedDoor ());
	foreach (var finding in diagnosis.run (Leren.Snapshot.take (store)))
		stdout.puts (@"$(finding.rule): $(finding.get_explanation ("en"))\n");
}
// endregion

// region caught
void diagnose_in_vain (Leren.Store store) {
	try {
		var diagnosis = new Leren.Diagnosis ();
		diagnosis.add_rule (new Unfinished ());
		diagnosis.run (Leren.Snapshot.take (store));
	} catch (Error error) {
		stdout.puts (@"$(error.message)\n");
	}
}
// endregion

int main () {
	Intl.setlocale ();
	try {
		// region register
		Leren.Declaration.register (typeof (Visit), "org.example.visit");
		// endregion
		var store = Leren.Store.open (":memory:");
		keep_visits (store);
		diagnose (store);
		diagnose_in_vain (store);
		return 0;
	} catch (Error error) {
		printerr ("%s\n", error.message);
		return 1;
	}
}
