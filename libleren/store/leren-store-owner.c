/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which practice a record belongs to, for an engine whose keys begin with that: the one that it names;
 * where it names none, that of the first of these that has one. The record's own practice is found
 * without looking, the others are there already, or are looked up at the end. */

static const char *const ways[] = { "case", "session", "team", "subject", "target" };

/* The place of a reference among the fields, or -1; in a type of the user's own such a name is
 * something else. */
static int
find_way (const LerenDeclaration *declaration, const char *member)
{
  const LerenField *field = _leren_declaration_find (declaration, member, strlen (member));

  return field != NULL && field->kind == LEREN_FIELD_KIND_REFERENCE ? (int) field->index : -1;
}

void
_leren_store_append_owner (LerenStore *self, const LerenDeclaration *declaration, guint first_place,
                           GString *sql)
{
  if (g_str_equal (declaration->name, "practice"))
    {
      g_string_append_printf (sql, "?%u", first_place + LEREN_RECORD_ID);
      return;
    }
  g_string_append_printf (sql, "coalesce (?%u", first_place + find_way (declaration, "practice"));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      const int at = find_way (declaration, ways[i]);

      if (at >= 0)
        g_string_append_printf (sql, ", %s?%u)", self->db->driver->owner_of, first_place + at);
    }
  g_string_append (sql, ", '')");
}

const LerenCell *
_leren_row_next_way_to_owner (const LerenRow *row, guint *at)
{
  while (*at < G_N_ELEMENTS (ways))
    {
      const int field = find_way (row->declaration, ways[(*at)++]);

      if (field >= 0 && row->cells[field].kind == LEREN_CELL_TEXT)
        return &row->cells[field];
    }
  return NULL;
}

const LerenCell *
_leren_row_get_owner (const LerenRow *row)
{
  if (g_str_equal (row->declaration->name, "practice"))
    return &row->cells[LEREN_RECORD_ID];
  return &row->cells[find_way (row->declaration, "practice")];
}

void
_leren_store_note_owner (LerenStore *self, gint64 rowid, LerenStatement *statement, int column)
{
  if (_leren_statement_get_n_columns (statement) <= column)
    return;
  g_free (self->row_owner);
  self->row_owner = g_strdup (_leren_statement_get_text (statement, column));
  self->owned_row = rowid;
}

const char *
_leren_store_get_row_owner (LerenStore *self, gint64 rowid)
{
  return self->owned_row == rowid ? self->row_owner : NULL;
}

void
_leren_store_forget_owner (LerenStore *self)
{
  g_clear_pointer (&self->row_owner, g_free);
}

static gboolean
settle (LerenStore *self, const char *sql, gint64 first, GError **error)
{
  LerenStatement *statement;
  LerenStep result;

  statement = _leren_store_prepare (self, _ ("find the owners of records"), sql, error);
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_integer (statement, 1, first);
  result = _leren_statement_step (statement);
  if (result != LEREN_STEP_ROW)
    _leren_store_set_error (self, self->db, _ ("find the owners of records"), error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_ROW;
}

gboolean
_leren_store_settle_owners (LerenStore *self, gint64 first, GError **error)
{
  const char *sql = self->db->driver->settle_owners;

  return sql == NULL || settle (self, sql, first, error);
}

gboolean
_leren_store_settle_pending_owners (LerenStore *self, GError **error)
{
  const char *sql = self->db->driver->settle_pending_owners;

  return sql == NULL || self->n_pending_references == 0 || settle (self, sql, 0, error);
}
