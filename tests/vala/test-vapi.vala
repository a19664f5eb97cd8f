// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What Vala has of its own: foreach over models, words of enums, members that are absent, what need not
// be given, own types and rules, and waiting with yield.

class Visit : Leren.Record {
	public string? street { get; set; }
	public DateTime? at { get; set; }
}

class Unseen : Leren.Rule {
	public Unseen () {
		Object (id: "org.example.unseen", source: "Our own practice");
	}

	public override bool run (Leren.Snapshot snapshot, Leren.Findings findings) throws Error {
		if (snapshot.count ("org.example.visit") > 0)
			throw new Leren.Error.FAILED ("somebody did go there");
		return findings.add (ADVICE, "rent", { "rent" }, 0, "visits", "Nobody went to see.");
	}
}

private Date day (DateDay number) {
	var date = Date ();
	date.set_dmy (number, DateMonth.MARCH, 2015);
	return date;
}

private Leren.Store open () throws Error {
	var store = Leren.Store.open (":memory:");
	store.save (new Leren.Participant () { id = "omar", name = "Omar", roles = { "professional" } });
	store.save (new Leren.Case () { id = "rent", title = "The rent", contributor = "omar" });
	return store;
}

private void test_models () throws Error {
	var store = open ();
	for (int i = 0; i < 6; i++)
		store.save (new Leren.Reflection () {
			text = @"What I did, time $i", @case = "rent", author = "omar", level = BEHAVIOUR,
			at = new DateTime.utc (2015, 3, i + 1, 14, 0, 0)
		});
	var findings = new Leren.Diagnosis ().run (Leren.Snapshot.take (store));
	var seen = 0;
	foreach (var finding in findings) {
		assert (finding.rule == findings[seen].rule);
		seen++;
	}
	assert (seen > 0 && seen == findings.size);
	assert (findings[seen] == null);

	var titles = "";
	foreach (var record in store.query ("reflection").run ())
		titles += record.get_title ().substring (-1);
	assert (titles == "012345");
	assert (store["rent"].get_title () == "The rent");

	// twice, as what is not the caller's must still be there
	for (int i = 0; i < 2; i++) {
		var rules = 0;
		foreach (var rule in Leren.Rule.list ())
			rules += rule.is_built_in () ? 1 : 0;
		assert (rules >= 20);
	}
	var levels = "";
	foreach (var level in Leren.Theory.get_default ().get_framework ("logical-levels"))
		levels += level.id + " ";
	assert (levels == "environment behaviour capability belief identity meaning ");
}

private void test_words () throws Error {
	assert (Leren.Severity.WARNING.to_string () == "warning");
	assert (@"$(Leren.ContributionKind.OPEN_QUESTION)" == "open-question");
	var action = new Leren.Action () { what = "Call the landlord" };
	assert (@"$(action.state), $(action.conclusion)" == "proposed, none");
}

private void test_absent () throws Error {
	var action = new Leren.Action () { what = "Call the landlord", due = day (9) };
	assert (action.due.get_day () == 9);
	assert (action.undertaken == null && action.drop_reason == null);
	action.due = null;
	assert (!action.is_set ("due"));
	assert (new Leren.Case ().domains == null);
}

private void test_not_given () throws Error {
	var action = new Leren.Action () { what = "Call the landlord" };
	action.own ("omar");
	action.undertake (day (3));
	action.review ("He rang back", 9, null, day (10));
	// the next cycle, which there is not
	action.conclude (ADOPT);
	assert (action.state == CONCLUDED);
	var store = open ();
	assert (Leren.Similar.find (Leren.Snapshot.take (store), "rent", 3).size == 0);
}

private void test_own () throws Error {
	var store = open ();
	var diagnosis = new Leren.Diagnosis ();
	diagnosis.add_rule (new Unseen ());
	var said = "";
	foreach (var finding in diagnosis.run (Leren.Snapshot.take (store)))
		if (finding.rule == "org.example.unseen")
			said += @"$(finding.severity): $(finding.get_explanation ())";
	assert (said == "advice: Nobody went to see.");

	store.save (new Visit () { id = "v", street = "Kade", at = new DateTime.utc (2015, 3, 3, 9, 0, 0) });
	var found = store["v"] as Visit;
	assert (found.street == "Kade" && found.at.get_hour () == 9);
	try {
		diagnosis.run (Leren.Snapshot.take (store));
		assert_not_reached ();
	} catch (Leren.Error.FAILED error) {
		assert (error.message.has_suffix ("somebody did go there"));
	}
}

private async void wait (MainLoop loop) {
	try {
		var store = yield Leren.Store.open_async (":memory:");
		yield store.save_async (new Leren.Case () { id = "rent", title = "The rent" });
		var titles = "";
		foreach (var record in yield store.query ("case").run_async ())
			titles += record.get_title ();
		assert (titles == "The rent");
		var record = yield store.get_async ("rent");
		assert (record.id == "rent");
		try {
			yield store.get_async ("gone");
			assert_not_reached ();
		} catch (Leren.Error.NOT_FOUND error) {
			assert (error.message.contains ("gone"));
		}
		yield store.close_async ();
	} catch (Error error) {
		Test.fail_printf ("%s", error.message);
	}
	loop.quit ();
}

private void test_async () throws Error {
	var loop = new MainLoop ();
	wait.begin (loop);
	loop.run ();
}

private delegate void Scene () throws Error;

private void add (string path, Scene scene) {
	Test.add_data_func (path, () => {
		try {
			scene ();
		} catch (Error error) {
			Test.fail_printf ("%s", error.message);
		}
	});
}

int main (string[] arguments) {
	Test.init (ref arguments);
	try {
		Leren.Declaration.register (typeof (Visit), "org.example.visit");
	} catch (Error error) {
		assert_not_reached ();
	}
	add ("/vapi/models", test_models);
	add ("/vapi/words", test_words);
	add ("/vapi/absent", test_absent);
	add ("/vapi/not-given", test_not_given);
	add ("/vapi/own", test_own);
	add ("/vapi/async", test_async);
	return Test.run ();
}
