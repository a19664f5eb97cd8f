/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-bulk-internal-private.h"

#include "core/leren-json-writer-private.h"

#include <glib/gi18n-lib.h>

/* Where the engine keeps the ids of all tables together, with the owner of each, those that a batch has
 * to do with are looked up all at once, and those that are new are added with their rows. */

/* enough for a few batches, and for what many of them name */
#define MOST_KNOWN 8192

typedef struct {
  const char *type; /* the table it is in */
  const char *owner;
  char id[];
} Known;

struct _LerenBulkIds {
  LerenStore *store;
  LerenStatement *add;
  GHashTable *known;    /* of ids to Known */
  GStringChunk *owners; /* each once: there are few of them */
};

LerenBulkIds *
_leren_bulk_ids_new (LerenStore *store, GError **error)
{
  g_autoptr (LerenBulkIds) self = g_new0 (LerenBulkIds, 1);
  const LerenDriver *driver = store->db->driver;

  self->store = store;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->owners = g_string_chunk_new (1024);
  if (!_leren_store_execute (store, _ ("import records"), driver->leave_ids, error))
    return NULL;
  self->add = _leren_store_prepare_for (store, _ ("import records"), driver->add_id,
                                        LEREN_PREPARE_LOAD, error);
  return self->add != NULL ? g_steal_pointer (&self) : NULL;
}

void
_leren_bulk_ids_free (LerenBulkIds *self)
{
  _leren_statement_free (self->add);
  g_hash_table_unref (self->known);
  g_string_chunk_free (self->owners);
  g_free (self);
}

static void
know (LerenBulkIds *self, const char *id, gsize length, const char *type, const char *owner)
{
  Known *known = g_malloc (sizeof *known + length + 1);

  known->type = g_intern_string (type);
  known->owner = g_string_chunk_insert_const (self->owners, owner);
  memcpy (known->id, id, length);
  known->id[length] = '\0';
  g_hash_table_replace (self->known, known->id, known);
}

static const Known *
find (LerenBulkIds *self, const LerenCell *id)
{
  g_autofree char *key = g_strndup (id->text, id->length);

  return g_hash_table_lookup (self->known, key);
}

gboolean
_leren_bulk_ids_flush (LerenBulkIds *self, GError **error)
{
  if (_leren_statement_flush (self->add))
    return TRUE;
  _leren_store_set_error (self->store, self->store->db, _ ("import records"), error);
  return FALSE;
}

static gboolean
look_up (LerenBulkIds *self, const char *list, GError **error)
{
  LerenStatement *statement = _leren_store_borrow (self->store, _ ("look up an id"),
                                                   self->store->db->driver->find_ids, error);
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, list, -1);
  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    know (self, _leren_statement_get_text (statement, 0),
          _leren_statement_get_length (statement, 0), _leren_statement_get_text (statement, 1),
          _leren_statement_get_text (statement, 2));
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self->store, self->store->db, _ ("look up an id"), error);
  _leren_store_give_back (self->store, statement);
  return result == LEREN_STEP_DONE;
}

static void
append_id (GString *list, const LerenCell *id)
{
  if (list->len > 1)
    g_string_append_c (list, ',');
  _leren_json_append_string (list, id->text, id->length);
}

gboolean
_leren_bulk_ids_expect (LerenBulkIds *self, const LerenRow *const *rows, guint n_rows,
                        GError **error)
{
  g_autoptr (GString) list = g_string_new ("[");

  if (g_hash_table_size (self->known) > MOST_KNOWN)
    {
      if (!_leren_bulk_ids_flush (self, error))
        return FALSE;
      g_hash_table_remove_all (self->known);
    }
  for (guint i = 0; i < n_rows; i++)
    {
      const LerenCell *way;
      guint at = 0;

      append_id (list, &rows[i]->cells[LEREN_RECORD_ID]);
      while (rows[i]->declaration != NULL &&
             (way = _leren_row_next_way_to_owner (rows[i], &at)) != NULL)
        if (find (self, way) == NULL)
          append_id (list, way);
    }
  g_string_append_c (list, ']');
  return n_rows == 0 || look_up (self, list->str, error);
}

char *
_leren_bulk_ids_dup_owner (LerenBulkIds *self, const LerenRow *row)
{
  const LerenCell *owner = _leren_row_get_owner (row);
  const LerenCell *way;
  guint at = 0;

  if (owner->kind == LEREN_CELL_TEXT)
    return g_strndup (owner->text, owner->length);
  while ((way = _leren_row_next_way_to_owner (row, &at)) != NULL)
    {
      const Known *known = find (self, way);

      if (known != NULL && *known->owner != '\0')
        return g_strdup (known->owner);
    }
  return g_strdup ("");
}

gboolean
_leren_bulk_ids_take (LerenBulkIds *self, const LerenCell *id, const char *type, const char *owner,
                      gint64 number, const char **other, GError **error)
{
  const Known *known = find (self, id);

  *other = known != NULL ? known->type : NULL;
  if (known != NULL)
    return TRUE;
  know (self, id->text, id->length, type, owner);
  _leren_statement_bind (self->add, 1, id);
  _leren_statement_bind_text (self->add, 2, type, -1);
  _leren_statement_bind_integer (self->add, 3, number);
  _leren_statement_bind_text (self->add, 4, owner, -1);
  if (_leren_statement_step (self->add) == LEREN_STEP_DONE)
    return TRUE;
  _leren_store_set_error (self->store, self->store->db, _ ("import records"), error);
  return FALSE;
}
