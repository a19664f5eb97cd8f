/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* Two people have one case on their screens, and both save: what the first one wrote is not lost. */

#include "store-fixture.h"

static LerenStore *
open_as (const char *path, const char *participant)
{
  g_autoptr (GError) error = NULL;
  LerenStore *store =
    leren_store_open_as (path, LEREN_STORE_FLAGS_EXISTING, participant, NULL, &error);

  g_assert_no_error (error);
  return store;
}

static LerenCase *
read_case (LerenStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  LerenRecord *record = leren_store_get (store, id, NULL, &error);

  g_assert_no_error (error);
  return LEREN_CASE (record);
}

static void
must_save_record (LerenStore *store, LerenCase *record)
{
  g_autoptr (GError) error = NULL;

  leren_store_save (store, LEREN_RECORD (record), NULL, &error);
  g_assert_no_error (error);
}

static void
must_conflict (LerenStore *store, LerenCase *record, const char *said)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (leren_store_save (store, LEREN_RECORD (record), NULL, &error));
  assert_said (error, LEREN_ERROR_CONFLICT, said);
}

static void
assert_title (LerenStore *store, const char *expected)
{
  g_autoptr (LerenCase) now = read_case (store, "huur");

  g_assert_cmpstr (leren_case_get_title (now), ==, expected);
}

typedef struct {
  char *path;
  LerenStore *ada, *bo;
  LerenCase *adas, *bos; /* the case as each of them read it */
} Desk;

static void
desk_up (Desk *desk, gconstpointer data)
{
  LerenStore *store;

  desk->path = store_path ("desk.leren");
  store = store_open (desk->path);
  must_save (store, "{'type':'participant','id':'ada','name':'Ada'}");
  must_save (store, "{'type':'participant','id':'bo','name':'Bo'}");
  must_save (store, "{'type':'team','id':'t','name':'Wijkteam','members':['ada','bo']}");
  must_save (store, "{'type':'case','id':'huur','title':'Huur','urgency':2,'team':'t'}");
  g_object_unref (store);
  desk->ada = open_as (desk->path, "ada");
  desk->bo = open_as (desk->path, "bo");
  desk->adas = read_case (desk->ada, "huur");
  desk->bos = read_case (desk->bo, "huur");
}

static void
desk_down (Desk *desk, gconstpointer data)
{
  g_object_unref (desk->adas);
  g_object_unref (desk->bos);
  g_object_unref (desk->ada);
  g_object_unref (desk->bo);
  store_remove (desk->path);
  g_free (desk->path);
}

static void
test_both_sides_named (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenCase) anew = NULL;

  leren_case_set_title (desk->adas, "Huurachterstand");
  must_save_record (desk->ada, desk->adas);
  leren_case_set_urgency (desk->adas, 5);
  must_save_record (desk->ada, desk->adas);

  leren_case_set_title (desk->bos, "Schuld");
  must_conflict (desk->bo, desk->bos,
                 "case “huur”: was changed since it was read: member “title” is "
                 "\"Huurachterstand\" there (by ada at 20");
  must_conflict (desk->bo, desk->bos,
                 "Z) and \"Schuld\" here; member “urgency” is 5 there (by ada");
  must_conflict (desk->bo, desk->bos, "and 2 here; read it anew and change that, or overwrite it");
  assert_title (desk->ada, "Huurachterstand");

  /* one way on: to read it anew */
  anew = read_case (desk->bo, "huur");
  leren_case_set_title (anew, "Huurachterstand en schuld");
  must_save_record (desk->bo, anew);
  assert_title (desk->ada, "Huurachterstand en schuld");

  /* the other: to know better */
  leren_store_overwrite (desk->bo, LEREN_RECORD (desk->bos), NULL, &error);
  g_assert_no_error (error);
  assert_title (desk->ada, "Schuld");
  leren_case_set_urgency (desk->bos, 1);
  must_save_record (desk->bo, desk->bos);
}

static void
test_deleted (Desk *desk, gconstpointer data)
{
  g_autoptr (LerenStore) all = store_open (desk->path);
  g_autoptr (LerenCase) theirs = read_case (all, "huur");
  g_autoptr (GError) error = NULL;

  leren_store_delete (desk->ada, "huur", NULL, &error);
  g_assert_no_error (error);
  /* what is gone belongs nowhere any more, so who took it away is for those without restriction */
  must_conflict (desk->bo, desk->bos, "was deleted since it was read (the journal does not say by");
  must_conflict (all, theirs, "case “huur”: was deleted since it was read (by ada at 20");
  assert_there (desk->ada, "huur", FALSE);
  leren_store_overwrite (desk->bo, LEREN_RECORD (desk->bos), NULL, &error);
  g_assert_no_error (error);
  assert_title (desk->ada, "Huur");
}

/* What an object goes on from comes along where it is copied, and ends with its id. */
static void
test_copies_and_ids (Desk *desk, gconstpointer data)
{
  g_autoptr (LerenRecord) copy = leren_record_copy (LEREN_RECORD (desk->bos));
  g_autoptr (LerenRecord) same =
    record_new ("{'type':'case','id':'huur','title':'Nieuw','team':'t'}");
  g_autoptr (GError) error = NULL;

  must_save_record (desk->ada, desk->adas);
  must_conflict (desk->bo, LEREN_CASE (copy), "was changed since it was read");
  leren_record_set_id (copy, "huur-2");
  must_save_record (desk->bo, LEREN_CASE (copy));
  /* an object that was made goes on from nothing */
  leren_store_save (desk->bo, same, NULL, &error);
  g_assert_no_error (error);
}

static void
test_rolled_back (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenTransaction) transaction = leren_store_begin (desk->ada, &error);
  g_autoptr (LerenTransaction) another = NULL;
  g_autoptr (LerenRecord) new =
    record_new ("{'type':'case','id':'jeugd','title':'Jeugd','team':'t'}");
  g_autoptr (LerenCase) read = NULL;

  leren_case_set_title (desk->adas, "Een");
  must_save_record (desk->ada, desk->adas);
  leren_case_set_title (desk->adas, "Twee");
  must_save_record (desk->ada, desk->adas);
  must_save_record (desk->ada, LEREN_CASE (new));
  read = read_case (desk->ada, "huur");
  leren_transaction_roll_back (transaction, &error);
  g_assert_no_error (error);

  /* they go on from what was there before: nothing is in the way, and nothing is passed over */
  must_save_record (desk->ada, desk->adas);
  assert_title (desk->ada, "Twee");
  must_save_record (desk->ada, LEREN_CASE (new));
  must_conflict (desk->bo, desk->bos, "\"Twee\" there");

  another = leren_store_begin (desk->ada, &error);
  must_save_record (desk->ada, desk->adas);
  leren_transaction_commit (another, &error);
  g_assert_no_error (error);
  must_save_record (desk->ada, desk->adas);
}

static void
test_in_a_transaction (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenTransaction) transaction = NULL;

  must_save_record (desk->ada, desk->adas);
  transaction = leren_store_begin (desk->bo, &error);
  must_save (desk->bo, "{'type':'case','id':'jeugd','title':'Jeugd','team':'t'}");
  must_conflict (desk->bo, desk->bos, "all members say the same as before");
  leren_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  assert_there (desk->ada, "jeugd", TRUE);
}

static void
count_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  leren_store_save_finish (LEREN_STORE (source), result, &error);
  g_assert_no_error (error);
  ++*(guint *) data;
}

/* Saves of one object that wait for each other are one person's. */
static void
test_queued (Desk *desk, gconstpointer data)
{
  guint n_saved = 0;

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *title = g_strdup_printf ("Schuld %d", i);

      leren_case_set_title (desk->adas, title);
      leren_store_save_async (desk->ada, LEREN_RECORD (desk->adas), NULL, count_saved, &n_saved);
    }
  while (n_saved < 5)
    g_main_context_iteration (NULL, TRUE);
  must_conflict (desk->bo, desk->bos, "“title”");
}

/* A store that was there before the journal came */
static void
test_before_the_journal (void)
{
  g_autofree char *path = store_path ("old.leren");
  LerenStore *store = store_open (path);
  LerenStore *other;
  g_autoptr (LerenCase) mine = NULL;
  g_autoptr (LerenCase) theirs = NULL;

  must_save (store, "{'type':'case','id':'huur','title':'Huur'}");
  run_sql (store, "UPDATE \"case\" SET _revision = NULL; DELETE FROM journal");
  other = store_open (path);
  mine = read_case (store, "huur");
  theirs = read_case (other, "huur");
  leren_case_set_title (theirs, "Anders");
  must_save_record (other, theirs);
  must_conflict (store, mine, "\"Anders\" there (at 20");
  g_object_unref (store);
  g_object_unref (other);
  store_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Desk, NULL, desk_up, test, desk_down)
  ADD ("/conflict/both-sides-named", test_both_sides_named);
  ADD ("/conflict/deleted", test_deleted);
  ADD ("/conflict/copies-and-ids", test_copies_and_ids);
  ADD ("/conflict/rolled-back", test_rolled_back);
  ADD ("/conflict/in-a-transaction", test_in_a_transaction);
  ADD ("/conflict/queued", test_queued);
  g_test_add_func ("/conflict/before-the-journal", test_before_the_journal);
  return g_test_run ();
}
