/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"
#include "store/leren-store-rewrite-private.h"

#include <glib/gi18n-lib.h>

/* What is erased from a store goes with its backups. Somebody may have taken one of these along to a session,
 * and written in it: what they wrote is nowhere else. */

/* A journal that is read on, entry by entry. What an entry was about can be erased, when it was cannot. */
typedef struct {
  LerenStore *store;
  LerenStatement *statement;
  gint64 number;
  char *event; /* NULL where there is no more */
} Reader;

static gboolean
read_on (Reader *self, GError **error)
{
  LerenStep result = _leren_statement_step (self->statement);

  g_clear_pointer (&self->event, g_free);
  if (result == LEREN_STEP_ROW)
    {
      self->number = _leren_statement_get_integer (self->statement, 0);
      self->event = g_strdup (_leren_statement_get_text (self->statement, 1));
    }
  else if (result == LEREN_STEP_FAILED)
    _leren_store_set_error (self->store, self->store->db, _ ("read the journal"), error);
  return result != LEREN_STEP_FAILED;
}

static gboolean
begin (Reader *self, LerenStore *store, GError **error)
{
  self->store = store;
  self->statement = _leren_store_prepare_for (
    store, _ ("read the journal"),
    "SELECT \"number\", \"at\" || ' ' || \"change\" FROM journal ORDER BY \"number\"",
    LEREN_PREPARE_LARGE, error);
  return self->statement != NULL && read_on (self, error);
}

/* A copy begins as the store did, and of that nothing is kept: only where they differ. */
static gboolean
read_both (Reader *ours, Reader *theirs, GHashTable *here, GHashTable *there, GError **error)
{
  while (theirs->event != NULL || (ours->event != NULL && g_hash_table_size (there) > 0))
    {
      Reader *behind =
        theirs->event == NULL || (ours->event != NULL && ours->number < theirs->number) ? ours
                                                                                        : theirs;

      if (theirs->event != NULL && ours->event != NULL && ours->number == theirs->number &&
          g_str_equal (ours->event, theirs->event))
        {
          if (!read_on (ours, error))
            return FALSE;
        }
      else
        g_hash_table_add (behind == ours ? here : there, g_steal_pointer (&behind->event));
      if (!read_on (behind, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether the journal of @copy tells of something that that of the store does not */
static gboolean
look (LerenStore *self, LerenStore *copy, gboolean *worked_in, GError **error)
{
  g_autoptr (GHashTable) here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader ours = { 0 }, theirs = { 0 };
  gboolean done = begin (&ours, self, error) && begin (&theirs, copy, error) &&
                  read_both (&ours, &theirs, here, there, error);
  GHashTableIter iter;
  gpointer event;

  g_hash_table_iter_init (&iter, there);
  while (done && g_hash_table_iter_next (&iter, &event, NULL))
    *worked_in = *worked_in || !g_hash_table_contains (here, event);
  _leren_statement_free (ours.statement);
  _leren_statement_free (theirs.statement);
  g_free (ours.event);
  g_free (theirs.event);
  return done;
}

gboolean
_leren_store_check_copies (LerenStore *self, GPtrArray *copies, GError **error)
{
  g_autofree char *unfinished = _leren_store_read_info (self, LEREN_STORE_UNFINISHED);

  /* these still have what was deleted here already, and are to go */
  if (unfinished != NULL)
    return TRUE;
  for (guint i = 0; i < copies->len; i++)
    {
      const char *path = g_ptr_array_index (copies, i);
      g_autoptr (LerenStore) copy =
        leren_store_open (path, LEREN_STORE_FLAGS_READ_ONLY, NULL, NULL);
      gboolean worked_in = FALSE;

      if (copy == NULL)
        continue;
      if (_leren_store_lock (copy, error) == NULL)
        return FALSE;
      if (!look (self, copy, &worked_in, error))
        {
          _leren_store_unlock (copy);
          return FALSE;
        }
      _leren_store_unlock (copy);
      if (!worked_in)
        continue;
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
                   _ ("%s is a backup of this store, which goes with what is erased, and somebody "
                      "has worked in it since; merge it into this store (leren merge), or "
                      "remove it, then try again"),
                   path);
      return FALSE;
    }
  return TRUE;
}
