// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The working day of a learning coach: working-day-vala [FILE]

Date day (DateDay day, DateMonth month, DateYear year) {
	var date = Date ();
	date.set_dmy (day, month, year);
	return date;
}

void save (Leren.Store store, Leren.Record[] records) throws Error {
	foreach (var record in records)
		store.save (record);
}

// Somebody says something in the session, some minutes after two o'clock
void say (Leren.Store store, int minute, string who, Leren.ContributionKind kind, string text) throws Error {
	var at = new DateTime.utc (2024, 3, 5, 14, minute, 0);
	store.save (new Leren.Contribution () {
		id = @"turn-$minute", session = "session", @case = "rent", speaker = who, kind = kind, text = text, at = at
	});
}

// And somebody looks back on what they do
void look_back (Leren.Store store, int minute, string who, string text) throws Error {
	var at = new DateTime.utc (2024, 3, 5, 14, minute, 0);
	store.save (new Leren.Reflection () {
		id = @"look-$minute", session = "session", @case = "rent", author = who, text = text, at = at,
		level = BEHAVIOUR, loop = SINGLE
	});
}

void write_down (Leren.Store store) throws Error {
	// The people of a team, and their coach
	var els = new Leren.Participant () { id = "els", name = "Els", roles = { "coach" } };
	var omar = new Leren.Participant () { id = "omar", name = "Omar", roles = { "professional" } };
	var sara = new Leren.Participant () { id = "sara", name = "Sara", roles = { "professional" } };
	var fatma = new Leren.Participant () { id = "fatma", name = "Fatma", roles = { "client" } };
	var linde = new Leren.Team () { id = "linde", name = "De Linde", members = { omar.id, sara.id } };

	// Last year they worked through a case, and what they tried was worth keeping
	var letters = new Leren.Case () {
		id = "letters", title = "Letters that stay shut", team = linde.id, domains = { "money", "housing" },
		narrative = "A man owes rent, and opens no letters", status = CLOSED,
		created = new DateTime.utc (2023, 5, 9, 9, 0, 0)
	};
	var sort = new Leren.Action () {
		id = "sort", what = "Sort them together, at his own table", @case = letters.id, owner = sara.id,
		state = CONCLUDED, undertaken = day (10, MAY, 2023), reviewed = day (24, MAY, 2023),
		effect = "He sorts them himself now", effect_rating = 8, conclusion = ADOPT
	};

	// Now somebody brings in a case, with a question about his own part in it
	var rent = new Leren.Case () {
		id = "rent", title = "Rent arrears", team = linde.id, domains = { "money", "family" },
		narrative = "A mother owes three months of rent, and leaves her letters to me", contributor = omar.id,
		question = "What do I do that makes her wait for me?"
	};
	var session = new Leren.Session () {
		id = "session", team = linde.id, started = new DateTime.utc (2024, 3, 5, 14, 0, 0), facilitator = els.id,
		cases = { rent.id }, present = { els.id, omar.id, sara.id, fatma.id }
	};

	// All of it is kept, or nothing
	var transaction = store.begin ();
	save (store, { els, omar, sara, fatma, linde, letters, sort, rent, session });

	// They talk about it: open questions should come first, advice later
	say (store, 0, "omar", STORY, "She rings me with every letter, and I come");
	say (store, 1, "sara", ADVICE, "Let her keep them all for Monday");
	say (store, 2, "sara", ADVICE, "Or ring her landlord, then it is done with");
	say (store, 3, "els", OPEN_QUESTION, "What would she do without you?");
	say (store, 4, "fatma", FEELING, "I would be scared, and proud if I managed");

	// They look back: how deep do they go?
	look_back (store, 30, "omar", "I ring her landlord before she has asked");
	look_back (store, 31, "sara", "I fill in their forms, as that goes faster");
	look_back (store, 32, "omar", "I am at her door within the hour");
	look_back (store, 33, "sara", "We step in before the question is clear");
	transaction.commit ();
}

void keep_promise (Leren.Store store) throws Error {
	// One of the group takes it on, and tries it
	var wait = new Leren.Action () {
		id = "wait", what = "Let her open the letter, and wait", @case = "rent", session = "session",
		intended_effect = "She says herself what is to be done", level = BEHAVIOUR, due = day (12, MARCH, 2024)
	};
	wait.own ("omar");
	wait.undertake (day (11, MARCH, 2024));

	// What nobody has looked back on cannot be concluded
	try {
		wait.conclude (ADOPT);
	} catch (Leren.Error.STATE error) {
		stdout.puts (@"Not yet: $(error.message)\n");
	}

	// The next time they do look back, and change what they try: the cycle turns
	Leren.Action? next;
	look_back (store, 40, "omar", "I kept my hands still, and she rang");
	wait.review ("She rang her landlord, with me beside her", 6, "look-40", day (26, MARCH, 2024));
	wait.conclude (ADAPT, out next);
	if (next != null) {
		next.id = "alone";
		next.what = "Let her ring with nobody beside her";
		next.own ("sara");
		save (store, { wait, next });
	}
	stdout.puts (@"$(wait.what): $(wait.conclusion)\n");
}

void share (Leren.Store store) throws Error {
	// What one of them feels is put into words, for all
	var felt = new Leren.Knowledge () {
		id = "felt", statement = "When she is about to do it herself", form = TACIT, holder = INDIVIDUAL, author = "omar"
	};
	var words = new Leren.Knowledge () {
		id = "words", statement = "Ask what she would do without you", form = EXPLICIT, holder = TEAM, team = "linde"
	};
	var told = new Leren.Conversion () {
		id = "told", sources = { felt.id }, results = { words.id }, participants = { "omar", "sara" }
	};

	// A tension is fuel, once it is on the table
	var pace = new Leren.Tension () {
		id = "pace", description = "The landlord wants his money, she needs her time", @case = "rent",
		pole_from = "pay now", pole_to = "learn first", status = SURFACED, surfaced = day (26, MARCH, 2024)
	};
	save (store, { felt, words, told, pace });
}

void look_ahead (Leren.Store store) throws Error {
	// What stands out in this case, what does that rest on, and what is there to ask?
	var of_case = Leren.Snapshot.take (store, new Leren.Scope () { @case = "rent" });
	foreach (var finding in new Leren.Diagnosis ().run (of_case)) {
		stdout.puts (@"$(finding.severity) $(finding.rule): $(finding.get_explanation ())\n");
		foreach (unowned var id in finding.get_evidence ())
			stdout.puts (@"  - $(store[id].get_title ())\n");
		foreach (unowned var question in finding.get_questions ())
			stdout.puts (@"  ? $question\n");
	}

	// On which level do they look back, and which one is next?
	var profile = Leren.profile (of_case, "logical-levels", NONE);
	unowned var highest = profile.get_highest (0), next = profile.get_next (0);
	if (highest != null && next != null)
		stdout.puts (@"$(highest.get_label ()); next: $(next.get_label ())\n");

	// How much of what they know was put into words?
	var snapshot = Leren.Snapshot.take (store);
	stdout.puts (@"Put into words: $(Leren.spiral (snapshot).get_n_of_mode (EXTERNALISATION))\n");

	// Which case looks like it, and what helped there?
	foreach (var like in Leren.Similar.find (snapshot, "rent", 1)) {
		stdout.puts (@"Like it: $(like.get_title ())\n");
		foreach (var action in like.get_actions ())
			stdout.puts (@"  $(action.what): $(action.effect)\n");
	}

	// What was promised, and still has to be done?
	var query = store.query ("action");
	query.filter ("state", EQUAL, "owned");
	foreach (var action in query.run ())
		stdout.puts (@"To do: $(action.get_title ())\n");
}

int main (string[] arguments) {
	Intl.setlocale ();
	try {
		var store = Leren.Store.open (arguments.length > 1 ? arguments[1] : ":memory:");
		write_down (store);
		keep_promise (store);
		share (store);
		look_ahead (store);
		store.close ();
		return 0;
	} catch (Error error) {
		printerr ("%s\n", error.message);
		return 1;
	}
}
