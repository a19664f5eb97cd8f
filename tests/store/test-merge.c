/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "merge-fixture.h"

static void
what_either_wrote_is_there (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) merged = NULL;

  must_save (copies->team, "{'type':'case','id':'zorg','title':'Zorg'}");
  must_save (copies->coach,
             "{'type':'action','id':'bel','what':'Bel de verhuurder','case':'huur'}");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpint (leren_merge_get_n_added (merged), ==, 1);
  g_assert_cmpint (leren_merge_get_n_changed (merged), ==, 0);
  g_assert_cmpuint (n_conflicts (merged), ==, 0);
  assert_there (copies->team, "bel", TRUE);
  assert_there (copies->team, "zorg", TRUE);
  assert_there (copies->coach, "zorg", FALSE);
  come_together (copies);
}

static void
members_of_one_record_are_taken_from_both (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) merged = NULL;

  must_save (copies->team,
             "{'type':'case','id':'huur','title':'Huurschuld','question':'Wie belt?','urgency':2}");
  must_save (copies->coach,
             "{'type':'case','id':'huur','title':'Huur','question':'Wat wil zij?','urgency':2}");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpuint (n_conflicts (merged), ==, 0);
  g_assert_cmpint (leren_merge_get_n_changed (merged), ==, 1);
  assert_says (copies->team, "huur", "'title':'Huurschuld'");
  assert_says (copies->team, "huur", "'question':'Wat wil zij?'");
  come_together (copies);
}

static void
the_later_of_two_holds (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) merged = NULL;
  LerenMergeConflict *conflict;
  g_autofree char *json = NULL;

  must_save (copies->coach, "{'type':'case','id':'huur','title':'Schuld','urgency':2}");
  must_save (copies->team, "{'type':'case','id':'huur','title':'Huurschuld','urgency':2}");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpuint (n_conflicts (merged), ==, 1);
  g_assert_cmpint (leren_merge_get_n_changed (merged), ==, 0);
  conflict = conflict_at (merged, 0);
  g_assert_cmpstr (leren_merge_conflict_get_record (conflict), ==, "huur");
  g_assert_cmpstr (leren_merge_conflict_get_member (conflict), ==, "title");
  g_assert_cmpstr (leren_merge_conflict_get_value (conflict, LEREN_MERGE_SIDE_OURS), ==,
                   "\"Huurschuld\"");
  g_assert_cmpstr (leren_merge_conflict_get_value (conflict, LEREN_MERGE_SIDE_THEIRS), ==,
                   "\"Schuld\"");
  g_assert_cmpint (leren_merge_conflict_get_taken (conflict), ==, LEREN_MERGE_SIDE_OURS);
  g_assert_true (g_date_time_compare (leren_merge_conflict_get_at (conflict, 0),
                                      leren_merge_conflict_get_at (conflict, 1)) > 0);
  json = leren_merge_to_json (merged);
  g_assert_nonnull (strstr (json, "\"record\":\"huur\",\"member\":\"title\""));
  assert_says (copies->team, "huur", "'title':'Huurschuld'");
  come_together (copies);
  assert_says (copies->coach, "huur", "'title':'Huurschuld'");
}

/* What was overruled is not lost: the journal of either copy has it. */
static void
the_journal_tells_of_both (Copies *copies, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) entries = NULL;
  g_autoptr (GString) titles = g_string_new (NULL);

  must_save (copies->coach, "{'type':'case','id':'huur','title':'Schuld'}");
  must_save (copies->team, "{'type':'case','id':'huur','title':'Huurschuld'}");
  come_together (copies);
  entries = leren_store_get_journal (copies->team, "huur", 0, 0, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (LerenJournalEntry) entry = g_list_model_get_item (entries, i);
      g_autoptr (LerenRecord) now =
        leren_record_from_json (leren_journal_entry_get_new (entry), -1, NULL);

      g_string_append_printf (titles, "%s.", leren_case_get_title (LEREN_CASE (now)));
    }
  g_assert_cmpstr (titles->str, ==, "Huur.Huurschuld.Schuld.Huurschuld.");
}

static void
a_side_can_be_preferred (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) merged = NULL;

  must_save (copies->coach, "{'type':'case','id':'huur','title':'Schuld'}");
  must_save (copies->team, "{'type':'case','id':'huur','title':'Huurschuld'}");
  merged = merge_by (copies->team, copies->coach, LEREN_MERGE_RULE_THEIRS);
  assert_says (copies->team, "huur", "'title':'Schuld'");
  g_clear_object (&merged);
  /* what was decided here is known there, and not asked again */
  merged = merge (copies->coach, copies->team);
  g_assert_cmpuint (n_conflicts (merged), ==, 0);
  assert_says (copies->coach, "huur", "'title':'Schuld'");
}

static void
somebody_can_choose (Copies *copies, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenMerge) tried = NULL;
  g_autoptr (LerenMerge) merged = NULL;

  must_save (copies->coach, "{'type':'case','id':'huur','title':'Schuld'}");
  must_save (copies->team, "{'type':'case','id':'huur','title':'Huurschuld'}");
  tried = leren_store_merge (copies->team, copies->coach, LEREN_MERGE_RULE_LATER, NULL, TRUE, NULL,
                             NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_conflicts (tried), ==, 1);
  leren_merge_conflict_choose (conflict_at (tried, 0), LEREN_MERGE_SIDE_THEIRS);
  merged = leren_store_merge (copies->team, copies->coach, LEREN_MERGE_RULE_LATER, tried, FALSE,
                              NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_says (copies->team, "huur", "'title':'Schuld'");
}

static void
trying_changes_nothing (Copies *copies, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenMerge) tried = NULL;
  g_autofree char *before = tell (copies->team);
  g_autofree char *after = NULL;

  must_save (copies->coach, "{'type':'case','id':'zorg','title':'Zorg'}");
  tried = leren_store_merge (copies->team, copies->coach, LEREN_MERGE_RULE_LATER, NULL, TRUE, NULL,
                             NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_merge_get_n_added (tried), ==, 1);
  after = tell (copies->team);
  g_assert_cmpstr (before, ==, after);
}

static void
lists_have_what_either_added (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) merged = NULL;

  must_save (copies->team, "{'type':'participant','id':'d','name':'Dok'}");
  must_save (copies->team,
             "{'type':'team','id':'t','name':'Team','members':['a','b','d'],'practice':'p'}");
  must_save (copies->coach, "{'type':'participant','id':'e','name':'Eef'}");
  must_save (copies->coach,
             "{'type':'team','id':'t','name':'Team','members':['b','e'],'practice':'p'}");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpuint (n_conflicts (merged), ==, 0);
  assert_says (copies->team, "t", "'members':['b','d','e']");
  come_together (copies);
}

static void
what_was_deleted_is_gone (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) merged = NULL;

  must_delete (copies->coach, "huur");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpint (leren_merge_get_n_deleted (merged), ==, 1);
  assert_there (copies->team, "huur", FALSE);
  come_together (copies);
}

static void
what_was_deleted_and_changed_stays (Copies *copies, gconstpointer data)
{
  LerenStore *const stores[] = { copies->team, copies->coach };
  g_autoptr (LerenMerge) merged = NULL;
  const gboolean deleted_here = GPOINTER_TO_INT (data);
  LerenMergeConflict *conflict;

  must_save (stores[deleted_here ? 1 : 0], "{'type':'case','id':'huur','title':'Huurschuld'}");
  must_delete (stores[deleted_here ? 0 : 1], "huur");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpuint (n_conflicts (merged), ==, 1);
  conflict = conflict_at (merged, 0);
  g_assert_cmpint (leren_merge_conflict_get_reason (conflict), ==, LEREN_MERGE_REASON_DELETED);
  g_assert_null (leren_merge_conflict_get_member (conflict));
  g_assert_cmpint (leren_merge_conflict_get_taken (conflict), ==,
                   deleted_here ? LEREN_MERGE_SIDE_THEIRS : LEREN_MERGE_SIDE_OURS);
  assert_says (copies->team, "huur", "'title':'Huurschuld'");
  come_together (copies);
  assert_says (copies->coach, "huur", "'title':'Huurschuld'");
}

/* The team deletes a case and whoever brought it in; the coach agrees on an action for it. */
static void
what_is_named_stays (Copies *copies, gconstpointer data)
{
  LerenStore *const stores[] = { copies->team, copies->coach };
  LerenStore *deletes = stores[GPOINTER_TO_INT (data)], *names = stores[1 - GPOINTER_TO_INT (data)];
  g_autoptr (LerenMerge) first = NULL;
  g_autoptr (LerenMerge) second = NULL;
  g_autoptr (LerenMerge) merged = NULL;

  must_save (copies->team, "{'type':'participant','id':'d','name':'Dok'}");
  must_save (copies->team, "{'type':'case','id':'zorg','title':'Zorg','contributor':'d'}");
  first = merge (copies->coach, copies->team);
  must_delete (deletes, "zorg");
  must_delete (deletes, "d");
  must_delete (deletes, "huur");
  must_save (names, "{'type':'action','id':'bel','what':'Bel de verhuurder','case':'zorg'}");
  merged = merge (copies->team, copies->coach);
  assert_there (copies->team, "zorg", TRUE);
  assert_there (copies->team, "d", TRUE);
  assert_there (copies->team, "huur", FALSE);
  g_assert_cmpuint (n_conflicts (merged), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (leren_merge_conflict_get_reason (conflict_at (merged, i)), ==,
                     LEREN_MERGE_REASON_NAMED);
  come_together (copies);
}

/* Each wrote down the same case under the same name. */
static void
the_same_new_id_is_one_record (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) merged = NULL;

  must_save (copies->team, "{'type':'case','id':'zorg','title':'Zorg','urgency':3}");
  must_save (copies->coach, "{'type':'case','id':'zorg','title':'Zorg','question':'Hoe nu?'}");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpuint (n_conflicts (merged), ==, 0);
  assert_says (copies->team, "zorg", "'urgency':3");
  assert_says (copies->team, "zorg", "'question':'Hoe nu?'");
  come_together (copies);
}

static void
one_id_of_two_types_is_refused (Copies *copies, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  must_save (copies->team, "{'type':'case','id':'zorg','title':'Zorg'}");
  must_save (copies->coach, "{'type':'case','id':'eerst','title':'Wat eerst komt'}");
  must_save (copies->coach, "{'type':'participant','id':'zorg','name':'Zorg'}");
  before = tell (copies->team);
  must_not_merge (copies->team, copies->coach, LEREN_ERROR_CONFLICT, "“zorg” is a case in");
  after = tell (copies->team);
  g_assert_cmpstr (before, ==, after);
}

/* An action that one of them drops while the other one looks back on it: neither half makes a whole. */
static void
what_is_not_sound_together_is_taken_whole (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) first = NULL;
  g_autoptr (LerenMerge) merged = NULL;
  LerenMergeConflict *conflict;

  must_save (copies->team, "{'type':'action','id':'bel','what':'Bel','case':'huur','owner':'a',"
                           "'state':'owned'}");
  first = merge (copies->coach, copies->team);
  must_save (copies->team, "{'type':'action','id':'bel','what':'Bel','case':'huur',"
                           "'state':'proposed'}");
  must_save (copies->coach, "{'type':'action','id':'bel','what':'Bel','case':'huur','owner':'a',"
                            "'state':'undertaken','undertaken':'2015-03-01'}");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpuint (n_conflicts (merged), ==, 1);
  conflict = conflict_at (merged, 0);
  g_assert_cmpint (leren_merge_conflict_get_reason (conflict), ==, LEREN_MERGE_REASON_UNSOUND);
  assert_says (copies->team, "bel", "'state':'undertaken'");
  assert_says (copies->team, "bel", "'owner':'a'");
  come_together (copies);
}

/* Two follow-ups that each have the other one as the earlier: a circle that neither of them closed. */
static void
what_breaks_a_rule_changes_nothing (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) first = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  must_save (copies->team, "{'type':'action','id':'een','what':'Bel'}");
  must_save (copies->team, "{'type':'action','id':'twee','what':'Bel weer'}");
  first = merge (copies->coach, copies->team);
  must_save (copies->team, "{'type':'action','id':'een','what':'Bel','previous':'twee'}");
  must_save (copies->coach, "{'type':'action','id':'twee','what':'Bel weer','previous':'een'}");
  must_save (copies->coach, "{'type':'case','id':'zorg','title':'Zorg'}");
  before = tell (copies->team);
  must_not_merge (copies->team, copies->coach, LEREN_ERROR_REFERENCE, "action “twee”");
  after = tell (copies->team);
  g_assert_cmpstr (before, ==, after);
}

/* A third copy, taken before the first two came together, still finds its way. */
static void
a_third_copy_comes_back_later (Copies *copies, gconstpointer data)
{
  g_autofree char *path = store_path ("third.leren");
  g_autoptr (LerenStore) third = NULL;
  g_autoptr (LerenMerge) first = NULL;
  g_autoptr (LerenMerge) second = NULL;
  g_autoptr (LerenMerge) last = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  must_save (copies->coach,
             "{'type':'case','id':'huur','title':'Huur','question':'Wat wil zij?','urgency':2}");
  third = copy_of (copies->coach, path);
  must_save (copies->team,
             "{'type':'case','id':'huur','title':'Huurschuld','question':'Wie belt?','urgency':2}");
  must_save (third,
             "{'type':'case','id':'huur','title':'Huur','question':'Wat wil hij?','urgency':2}");
  must_save (third, "{'type':'case','id':'zorg','title':'Zorg'}");
  first = merge (copies->team, copies->coach);
  second = merge (copies->team, third);
  /* it goes on from what the coach wrote: no conflict */
  g_assert_cmpuint (n_conflicts (second), ==, 0);
  assert_says (copies->team, "huur", "'title':'Huurschuld'");
  assert_says (copies->team, "huur", "'question':'Wat wil hij?'");
  last = merge (third, copies->team);
  one = tell (copies->team);
  other = tell (third);
  g_assert_cmpstr (one, ==, other);
  g_object_unref (g_steal_pointer (&third));
  store_remove (path);
}

/* What came at once stays one entry, and what became of it since is told of each record. */
static void
imports_are_one_entry_here_too (Copies *copies, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenMerge) merged = NULL;
  g_autoptr (GListModel) entries = NULL;
  guint n_imports = 0;

  import (copies->coach, "{'type':'case','id':'een','title':'Een'}\n"
                         "{'type':'case','id':'twee','title':'Twee','contributor':'drie'}\n"
                         "{'type':'participant','id':'drie','name':'Drie'}\n"
                         "{'type':'org.example.unheard','id':'vier','org.example.x':[1,2]}\n"
                         "{'type':'case','id':'weg','title':'Weg'}\n");
  must_save (copies->coach, "{'type':'case','id':'een','title':'Eerst'}");
  must_delete (copies->coach, "weg");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpint (leren_merge_get_n_added (merged), ==, 4);
  assert_says (copies->team, "een", "'title':'Eerst'");
  assert_says (copies->team, "vier", "'org.example.x':[1,2]");
  assert_there (copies->team, "weg", FALSE);
  entries = leren_store_get_journal (copies->team, NULL, 0, 0, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (LerenJournalEntry) entry = g_list_model_get_item (entries, i);

      if (leren_journal_entry_get_change (entry) != LEREN_CHANGE_IMPORTED)
        continue;
      n_imports++;
      g_assert_cmpint (leren_journal_entry_get_n_records (entry), ==, 4);
    }
  g_assert_cmpuint (n_imports, ==, 1);
  come_together (copies);
}

static void
frameworks_come_along (Copies *copies, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenFramework) own = framework_new ();
  g_autoptr (LerenMerge) merged = NULL;

  leren_store_add_framework (copies->coach, own, &error);
  g_assert_no_error (error);
  must_save (copies->coach, "{'type':'session','id':'nu','team':'t','protocol':'own'}");
  merged = merge (copies->team, copies->coach);
  assert_says (copies->team, "nu", "'protocol':'own'");
  g_assert_nonnull (leren_theory_get_framework (leren_store_get_theory (copies->team), "own"));
  come_together (copies);
}

static void
strangers_are_sent_to_import (Copies *copies, gconstpointer data)
{
  g_autofree char *path = store_path ("stranger.leren");
  g_autoptr (LerenStore) stranger = store_open (path);

  must_not_merge (copies->team, stranger, LEREN_ERROR_CONFLICT, "import that instead");
  must_not_merge (copies->team, copies->team, LEREN_ERROR_INVALID, "into itself");
  g_object_unref (g_steal_pointer (&stranger));
  store_remove (path);
}

static void
who_does_not_see_all_does_not_merge (Copies *copies, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) reader =
    leren_store_open_as (copies->paths[1], LEREN_STORE_FLAGS_EXISTING, "a", NULL, &error);

  g_assert_no_error (error);
  must_not_merge (copies->team, reader, LEREN_ERROR_FORBIDDEN, "cannot merge stores");
  must_not_merge (reader, copies->team, LEREN_ERROR_FORBIDDEN, "cannot merge stores");
}

static void
who_was_erased_stays_erased (Copies *copies, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenMerge) merged = NULL;
  g_autofree char *receipt = NULL;
  g_autofree char *other = NULL;
  g_autofree char *all = NULL;

  must_save (copies->coach, "{'type':'case','id':'zorg','title':'Zorg','narrative':'Bo belde.'}");
  receipt = leren_store_erase (copies->team, "b", NULL, NULL, &error);
  g_assert_no_error (error);
  must_not_merge (copies->team, copies->coach, LEREN_ERROR_STATE, "erase them from");
  must_not_merge (copies->coach, copies->team, LEREN_ERROR_STATE, "erase them from");
  other = leren_store_erase (copies->coach, "b", NULL, NULL, &error);
  g_assert_no_error (error);
  merged = merge (copies->team, copies->coach);
  all = tell (copies->team);
  g_assert_null (strstr (all, "Bo"));
  assert_there (copies->team, "zorg", TRUE);
  come_together (copies);
}

/* An id that says who it is goes too, and the new one is the same in both copies. */
static void
who_was_erased_is_one_person (Copies *copies, gconstpointer data)
{
  LerenStore *const stores[] = { copies->team, copies->coach };
  g_autoptr (LerenMerge) first = NULL;
  g_autoptr (LerenMerge) merged = NULL;
  g_autofree char *all = NULL;

  must_save (copies->team, "{'type':'participant','id':'anna-jansma','name':'Anna Jansma'}");
  import (copies->team, "{'type':'participant','id':'piet-postma','name':'Piet Postma'}\n");
  must_save (copies->team, "{'type':'team','id':'t','name':'Team','members':['a','anna-jansma']}");
  first = merge (copies->coach, copies->team);
  must_save (copies->coach, "{'type':'case','id':'zorg','title':'Zorg','author':'anna-jansma'}");
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *anna = leren_store_erase (stores[i], "anna-jansma", NULL, NULL, &error);
      g_autofree char *piet =
        anna != NULL ? leren_store_erase (stores[i], "piet-postma", NULL, NULL, &error) : NULL;

      g_assert_no_error (error);
    }
  merged = merge (copies->team, copies->coach);
  g_assert_cmpint (leren_store_count (copies->team, "participant", NULL), ==, 4);
  all = tell (copies->team);
  g_assert_null (strstr (all, "anna"));
  assert_there (copies->team, "zorg", TRUE);
  come_together (copies);
}

static void
keep_for_a_year (LerenStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenRetention) retention =
    leren_retention_from_json ("{\"format\":\"leren-retention\",\"version\":1,\"rules\":"
                               "[{\"type\":\"session\",\"after\":\"started\",\"months\":12}]}",
                               -1, &error);
  g_autoptr (LerenRetentionPlan) plan = NULL;

  g_assert_no_error (error);
  plan = leren_retention_delete (retention, store, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_retention_plan_get_n_expired (plan), >, 0);
}

/* What was deleted because it had been kept for long enough does not come back from a copy. */
static void
what_was_kept_long_enough_stays_away (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) first = NULL;
  g_autoptr (LerenMerge) merged = NULL;

  must_save (copies->team, "{'type':'session','id':'oud','started':'2001-03-01T09:00:00Z'}");
  import (copies->team, "{'type':'session','id':'ouder','started':'2000-03-01T09:00:00Z'}\n");
  first = merge (copies->coach, copies->team);
  keep_for_a_year (copies->team);
  must_save (copies->team, "{'type':'case','id':'zorg','title':'Zorg'}");
  must_save (copies->coach, "{'type':'case','id':'huur','title':'Huurschuld'}");
  must_not_merge (copies->team, copies->coach, LEREN_ERROR_STATE, "still holds “oud”");
  must_not_merge (copies->coach, copies->team, LEREN_ERROR_STATE, "(leren retain)");
  keep_for_a_year (copies->coach);
  merged = merge (copies->team, copies->coach);
  assert_there (copies->team, "oud", FALSE);
  assert_there (copies->team, "ouder", FALSE);
  assert_says (copies->team, "huur", "'title':'Huurschuld'");
  come_together (copies);
  assert_there (copies->coach, "oud", FALSE);
}

static void
others_are_told (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) merged = NULL;
  gint64 last = 0, *told = &last;

  must_save (copies->coach, "{'type':'case','id':'zorg','title':'Zorg'}");
  g_signal_connect_swapped (copies->team, "changed", G_CALLBACK (g_atomic_int_inc), told);
  merged = merge (copies->team, copies->coach);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (*told, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-either-wrote-is-there", what_either_wrote_is_there);
  ADD ("members-of-one-record-are-taken-from-both", members_of_one_record_are_taken_from_both);
  ADD ("the-later-of-two-holds", the_later_of_two_holds);
  ADD ("the-journal-tells-of-both", the_journal_tells_of_both);
  ADD ("a-side-can-be-preferred", a_side_can_be_preferred);
  ADD ("somebody-can-choose", somebody_can_choose);
  ADD ("trying-changes-nothing", trying_changes_nothing);
  ADD ("lists-have-what-either-added", lists_have_what_either_added);
  ADD ("what-was-deleted-is-gone", what_was_deleted_is_gone);
  ADD_WITH ("what-was-deleted-and-changed-stays/here", TRUE, what_was_deleted_and_changed_stays);
  ADD_WITH ("what-was-deleted-and-changed-stays/there", FALSE, what_was_deleted_and_changed_stays);
  ADD_WITH ("what-is-named-stays/here", 0, what_is_named_stays);
  ADD_WITH ("what-is-named-stays/there", 1, what_is_named_stays);
  ADD ("the-same-new-id-is-one-record", the_same_new_id_is_one_record);
  ADD ("one-id-of-two-types-is-refused", one_id_of_two_types_is_refused);
  ADD ("what-is-not-sound-together-is-taken-whole", what_is_not_sound_together_is_taken_whole);
  ADD ("what-breaks-a-rule-changes-nothing", what_breaks_a_rule_changes_nothing);
  ADD ("a-third-copy-comes-back-later", a_third_copy_comes_back_later);
  ADD ("imports-are-one-entry-here-too", imports_are_one_entry_here_too);
  ADD ("frameworks-come-along", frameworks_come_along);
  ADD ("strangers-are-sent-to-import", strangers_are_sent_to_import);
  ADD ("who-does-not-see-all-does-not-merge", who_does_not_see_all_does_not_merge);
  ADD ("who-was-erased-stays-erased", who_was_erased_stays_erased);
  ADD ("who-was-erased-is-one-person", who_was_erased_is_one_person);
  ADD ("what-was-kept-long-enough-stays-away", what_was_kept_long_enough_stays_away);
  ADD ("others-are-told", others_are_told);
  return g_test_run ();
}
