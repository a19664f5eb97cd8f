// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// From Vala: opens a store, adds a case, moves an action cycle, reads a finding.

private Date day (int number) {
	var date = Date ();
	date.set_dmy ((DateDay) number, DateMonth.MARCH, 2015);
	return date;
}

private void fill (Leren.Store store) throws Error {
	var worker = new Leren.Participant ();
	worker.id = "p1";
	worker.name = "A social worker";
	store.save (worker);

	var item = new Leren.Case ();
	item.id = "c1";
	item.title = "The rent";
	item.contributor = "p1";
	store.save (item);

	for (int i = 0; i < 6; i++) {
		var reflection = new Leren.Reflection ();
		reflection.text = @"What I did, time $i";
		reflection.@case = "c1";
		reflection.author = "p1";
		reflection.level = Leren.ReflectionLevel.BEHAVIOUR;
		reflection.at = new DateTime.utc (2015, 3, i + 1, 14, 0, 0);
		store.save (reflection);
	}
}

private void test_case () {
	try {
		var store = Leren.Store.open (":memory:", Leren.StoreFlags.NONE);
		fill (store);
		var found = store.@get ("c1") as Leren.Case;
		assert (found != null);
		assert (found.title == "The rent");
		assert (!found.is_set ("urgency"));
		assert (store.count ("reflection") == 6);
		store.close ();
	} catch (Error error) {
		Test.fail_printf ("%s", error.message);
	}
}

private void test_errors () {
	try {
		var store = Leren.Store.open (":memory:", Leren.StoreFlags.NONE);
		store.save (new Leren.Case ());
		Test.fail_printf ("a case without a title was saved");
	} catch (Leren.Error error) {
		assert (error.code == Leren.Error.MISSING);
	} catch (Error error) {
		Test.fail_printf ("%s", error.message);
	}
}

private void test_action_cycle () {
	try {
		var store = Leren.Store.open (":memory:", Leren.StoreFlags.NONE);
		fill (store);
		var action = new Leren.Action ();
		Leren.Action? next;
		action.what = "Call the landlord";
		action.own ("p1");
		action.undertake (day (3));
		action.review ("He rang back", 4, null, day (10));
		action.conclude (Leren.Conclusion.ADAPT, out next);
		assert (action.state == Leren.ActionState.CONCLUDED);
		assert (next != null);
		assert (next.previous == action.id);
		store.save (action);
		store.save (next);
	} catch (Error error) {
		Test.fail_printf ("%s", error.message);
	}
}

private void test_finding () {
	try {
		var store = Leren.Store.open (":memory:", Leren.StoreFlags.NONE);
		fill (store);
		var snapshot = Leren.Snapshot.take (store, null);
		var findings = new Leren.Diagnosis ().run (snapshot);
		assert (findings.get_n_items () > 0);
		for (uint i = 0; i < findings.get_n_items (); i++) {
			var finding = (Leren.Finding) findings.get_item (i);
			assert (finding.get_explanation ("nl") != "");
			foreach (unowned var id in finding.get_evidence ())
				assert (store.@get (id).id == id);
		}
	} catch (Error error) {
		Test.fail_printf ("%s", error.message);
	}
}

int main (string[] arguments) {
	Test.init (ref arguments);
	Test.add_func ("/vala/case", test_case);
	Test.add_func ("/vala/errors", test_errors);
	Test.add_func ("/vala/action-cycle", test_action_cycle);
	Test.add_func ("/vala/finding", test_finding);
	return Test.run ();
}
