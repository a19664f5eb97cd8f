/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* Calls that do not make others wait, for docs/guides/c.md */
#include <leren.h>
#include <locale.h>
#include <stdio.h>

/* region save */
typedef struct {
  GMainLoop *loop;
  LerenStore *store;
  LerenCase *rent;
  GError *error;
} Saving;

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;

  if (leren_store_save_finish (LEREN_STORE (source), result, &saving->error))
    printf ("saved\n");
  g_main_loop_quit (saving->loop);
}

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;

  saving->store = leren_store_open_finish (result, &saving->error);
  if (saving->store == NULL)
    g_main_loop_quit (saving->loop);
  else
    leren_store_save_async (saving->store, LEREN_RECORD (saving->rent), NULL, saved, saving);
}

static void
save_in_turn (Saving *saving)
{
  saving->loop = g_main_loop_new (NULL, FALSE);
  leren_store_open_async (":memory:", LEREN_STORE_FLAGS_NONE, NULL, opened, saving);
  printf ("asked\n");
  g_main_loop_run (saving->loop);
  g_main_loop_unref (saving->loop);
}
/* endregion */

/* region cancel */
static void
found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    printf ("cancelled\n");
  g_main_loop_quit (data);
}

static void
cancel (LerenStore *store)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  leren_snapshot_take_async (store, NULL, cancellable, found, loop);
  g_cancellable_cancel (cancellable);
  g_main_loop_run (loop);
}
/* endregion */

/* region thread */
static gpointer
count_cases (gpointer data)
{
  return GINT_TO_POINTER ((int) leren_snapshot_count (data, "case"));
}

static gboolean
share_a_snapshot (LerenStore *store, GError **error)
{
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, error);

  if (snapshot == NULL)
    return FALSE;
  GThread *thread = g_thread_new ("count", count_cases, snapshot);
  printf ("%d case\n", GPOINTER_TO_INT (g_thread_join (thread)));
  return TRUE;
}
/* endregion */

int
main (void)
{
  g_autoptr (LerenCase) rent =
    g_object_new (LEREN_TYPE_CASE, "id", "rent", "title", "Rent arrears", NULL);
  Saving saving = { .rent = rent };
  gboolean fine;

  setlocale (LC_ALL, "");
  save_in_turn (&saving);
  if (saving.store != NULL)
    cancel (saving.store);
  fine = saving.store != NULL && share_a_snapshot (saving.store, &saving.error);
  if (!fine)
    fprintf (stderr, "%s\n", saving.error->message);
  g_clear_error (&saving.error);
  g_clear_object (&saving.store);
  return fine ? 0 : 1;
}
