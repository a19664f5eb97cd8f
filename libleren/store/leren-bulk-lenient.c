/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-bulk-internal-private.h"

#include <glib/gi18n-lib.h>

/* Taking one record out can leave others without what they name; those go too, and so on. All
 * references of the import are in temp.bulk_reference, by which they are found. */

typedef struct {
  const char *type;
  char *id;
} Gone;

typedef struct {
  LerenBulk *bulk;
  LerenBulkLeftOut left_out;
  gpointer data;
  GArray *gone;   /* of Gone: those that refer to them are still to be taken out */
  GArray *faults; /* of Fault */
} Taking;

typedef struct {
  const char *type;
  gint64 number;
  GError *why;
} Fault;

static void
clear_gone (Gone *gone)
{
  g_free (gone->id);
}

static void
clear_fault (Fault *fault)
{
  g_clear_error (&fault->why);
}

/* A record that is gone already is let be. */
static gboolean
take_out (Taking *taking, const char *type, gint64 number, const GError *why, GError **error)
{
  LerenStore *store = taking->bulk->store;
  Gone gone = { g_intern_string (type), _leren_store_id_at (store, type, number) };
  g_autofree char *name = _leren_quote_identifier (type);
  g_autofree char *sql =
    g_strdup_printf ("DELETE FROM %s WHERE _rowid_ = %" G_GINT64_FORMAT
                     "; DELETE FROM temp.bulk_reference WHERE number = %" G_GINT64_FORMAT,
                     name, number, number);

  if (gone.id == NULL)
    return TRUE;
  g_array_append_val (taking->gone, gone);
  taking->left_out (number, why, taking->data);
  return _leren_store_execute (store, _ ("import records"), sql, error);
}

static void
note_fault (Taking *taking, const char *type, gint64 number, GError *why)
{
  Fault fault = { g_intern_string (type), number, why };

  g_array_append_val (taking->faults, fault);
}

/* What was found while a statement was read is taken out when it is done. */
static gboolean
take_out_faults (Taking *taking, GError **error)
{
  gboolean done = TRUE;

  for (guint i = 0; done && i < taking->faults->len; i++)
    {
      const Fault *fault = &g_array_index (taking->faults, Fault, i);
      done = take_out (taking, fault->type, fault->number, fault->why, error);
    }
  g_array_set_size (taking->faults, 0);
  return done;
}

/* Rows of temp.bulk_reference whose reference names nothing that it could */
static gboolean
note_references (Taking *taking, LerenStatement *statement, GError **error)
{
  LerenStore *store = taking->bulk->store;
  LerenStep result;

  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      gint64 number = _leren_statement_get_integer (statement, 0);
      const char *type = _leren_statement_get_text (statement, 1);
      const char *named = _leren_statement_get_text (statement, 3);
      g_autofree char *id = _leren_store_id_at (store, type, number);
      g_autofree char *shown = _leren_field_shown (named, strlen (named), 4 * 128);

      note_fault (taking, type, number,
                  g_error_new (LEREN_ERROR, LEREN_ERROR_REFERENCE,
                               _ ("%s “%s”: member “%s” names “%s”, which is nowhere or of another "
                                  "type"),
                               type, id, _leren_statement_get_text (statement, 2), shown));
    }
  if (result == LEREN_STEP_DONE)
    return TRUE;
  _leren_store_set_error (store, store->db, _ ("check references"), error);
  return FALSE;
}

static gboolean
take_out_dangling (Taking *taking, const char *target, GError **error)
{
  g_autoptr (GString) sql = g_string_new (
    "SELECT r.number, r.type, r.member, r.id FROM temp.bulk_reference AS r WHERE r.target IS NOT DISTINCT FROM ?1");
  LerenStatement *statement;
  gboolean noted;

  _leren_bulk_append_absent (sql, taking->bulk->store, target);
  g_string_append (sql, " ORDER BY r.number");
  statement = _leren_store_prepare (taking->bulk->store, _ ("check references"), sql->str, error);
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, target, -1);
  noted = note_references (taking, statement, error);
  _leren_statement_free (statement);
  return noted && take_out_faults (taking, error);
}

static gboolean
take_out_all_dangling (Taking *taking, GError **error)
{
  LerenStore *store = taking->bulk->store;
  g_autoptr (GHashTable) targets = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer target;

  /* what a field can name is interned */
  for (guint i = 0; i < store->tables->len; i++)
    {
      const LerenDeclaration *declaration =
        ((LerenStoreTable *) g_ptr_array_index (store->tables, i))->declaration;

      for (guint j = 0; j < declaration->n_fields; j++)
        if (declaration->fields[j]->kind == LEREN_FIELD_KIND_REFERENCE ||
            declaration->fields[j]->kind == LEREN_FIELD_KIND_REFERENCES)
          g_hash_table_add (targets, (gpointer) declaration->fields[j]->target);
    }
  g_hash_table_iter_init (&iter, targets);
  while (g_hash_table_iter_next (&iter, &target, NULL))
    if (!take_out_dangling (taking, target, error))
      return FALSE;
  return TRUE;
}

/* An id is of one record, so whatever names one that is gone names nothing now. */
static gboolean
take_out_referring (Taking *taking, GError **error)
{
  LerenStatement *statement = _leren_store_prepare (
    taking->bulk->store, _ ("check references"),
    "SELECT number, type, member, id FROM temp.bulk_reference WHERE id = ?1", error);
  gboolean done = statement != NULL;

  while (done && taking->gone->len > 0)
    {
      g_autofree char *id = NULL;

      id = g_steal_pointer (&g_array_index (taking->gone, Gone, taking->gone->len - 1).id);
      g_array_set_size (taking->gone, taking->gone->len - 1);
      _leren_statement_bind_text (statement, 1, id, -1);
      done = note_references (taking, statement, error);
      _leren_statement_reset (statement);
      done = done && take_out_faults (taking, error);
    }
  _leren_statement_free (statement);
  return done;
}

/* One record of each circle goes. */
static gboolean
note_circle (LerenBulk *self, const LerenStoreTable *table, const LerenField *field, gint64 number,
             gpointer data, GError **error)
{
  GError *why = NULL;

  _leren_store_set_circle (self->store, table, field, number, &why);
  note_fault (data, table->declaration->name, number, why);
  return TRUE;
}

static gboolean
note_meaningless (LerenStore *store, const LerenDeclaration *declaration, gint64 rowid, GError *why,
                  gpointer data)
{
  g_autofree char *id = _leren_store_id_at (store, declaration->name, rowid);

  g_prefix_error (&why, "%s “%s”: ", declaration->name, id);
  note_fault (data, declaration->name, rowid, why);
  return TRUE;
}

static gboolean
take_out_all (Taking *taking, GError **error)
{
  LerenBulk *self = taking->bulk;
  LerenMeaningCheck check = { self->first, self->next, NULL, TRUE, note_meaningless, taking };

  if (!_leren_store_execute (self->store, _ ("check references"),
                             "CREATE INDEX temp.bulk_reference_id ON bulk_reference (id);"
                             "CREATE INDEX temp.bulk_reference_number ON bulk_reference (number)",
                             error))
    return FALSE;
  return take_out_all_dangling (taking, error) && take_out_referring (taking, error) &&
         _leren_bulk_follow_chains (self, note_circle, taking, error) &&
         take_out_faults (taking, error) && take_out_referring (taking, error) &&
         _leren_store_check_meaning (self->store, &check, error) &&
         take_out_faults (taking, error) && take_out_referring (taking, error);
}

gboolean
_leren_bulk_take_out (LerenBulk *self, LerenBulkLeftOut left_out, gpointer data, GError **error)
{
  Taking taking = { self, left_out, data };
  gboolean done;

  taking.gone = g_array_new (FALSE, FALSE, sizeof (Gone));
  taking.faults = g_array_new (FALSE, FALSE, sizeof (Fault));
  g_array_set_clear_func (taking.gone, (GDestroyNotify) clear_gone);
  g_array_set_clear_func (taking.faults, (GDestroyNotify) clear_fault);
  done = take_out_all (&taking, error);
  g_array_unref (taking.gone);
  g_array_unref (taking.faults);
  return done;
}
