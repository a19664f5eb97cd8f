/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-members-private.h"
#include "store/leren-audit-private.h"
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

/* What is told of a conflict: whoever meets one must be able to decide. */

#define MOST_MEMBERS 3
#define MOST_CHARACTERS 60

/* Who changed each member last since it was read: member to "by ada at 2026-..." */
typedef struct {
  GHashTable *changers;
  GPtrArray *base; /* what it said when it was read; NULL where the journal does not tell */
} Since;

static char *
describe_change (const char *who, const char *at)
{
  return who != NULL ? g_strdup_printf (_ ("by %s at %s"), who, at)
                     : g_strdup_printf (_ ("at %s"), at);
}

/* One entry back: what the record said before it. */
static gboolean
step_back (LerenStatement *statement, gint64 *revision, GPtrArray **after, Since *since)
{
  const char *at = _leren_statement_get_text (statement, 0);
  const char *who = _leren_statement_get_text (statement, 1);
  GPtrArray *before = _leren_members_read (_leren_statement_get_text (statement, 3),
                                           _leren_statement_get_length (statement, 3), NULL);
  g_autoptr (GPtrArray) names = NULL;

  if (before == NULL)
    return FALSE;
  *revision = _leren_statement_get_integer (statement, 2);
  names = _leren_members_compare (before, *after);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (!g_hash_table_contains (since->changers, name))
        g_hash_table_insert (since->changers, g_strdup (name), describe_change (who, at));
    }
  g_ptr_array_unref (*after);
  *after = before;
  return TRUE;
}

static void
look_back (LerenStore *self, gint64 base, gint64 revision, const char *there, Since *since)
{
  LerenStatement *statement = _leren_store_prepare (
    self, _ ("read the journal"),
    "SELECT \"at\", \"who\", \"before\", \"old\" FROM journal WHERE \"number\" = ?1", NULL);
  GPtrArray *after = _leren_members_read (there, -1, NULL);
  gboolean going_on = statement != NULL && after != NULL;

  while (going_on && revision > base)
    {
      _leren_statement_bind_integer (statement, 1, revision);
      going_on = _leren_statement_step (statement) == LEREN_STEP_ROW &&
                 step_back (statement, &revision, &after, since);
      _leren_statement_reset (statement);
    }
  _leren_statement_free (statement);
  if (going_on && revision == base)
    since->base = g_steal_pointer (&after);
  g_clear_pointer (&after, g_ptr_array_unref);
}

static char *
shown (const char *value)
{
  return value != NULL ? _leren_field_shown (value, strlen (value), MOST_CHARACTERS)
                       : g_strdup (_ ("absent"));
}

/* “title” is "Schuld" there (by ada at 2026-...) and "Huur" here */
static void
append_member (GString *said, const char *name, const GPtrArray *there, const GPtrArray *here,
               const Since *since)
{
  g_autofree char *theirs = shown (_leren_members_get (there, name));
  g_autofree char *ours = shown (_leren_members_get (here, name));
  const char *changer = g_hash_table_lookup (since->changers, name);

  if (said->len > 0)
    g_string_append (said, "; ");
  if (changer != NULL)
    g_string_append_printf (said, _ ("member “%s” is %s there (%s) and %s here"), name, theirs,
                            changer, ours);
  else
    g_string_append_printf (said, _ ("member “%s” is %s there and %s here"), name, theirs, ours);
}

static gboolean
was_changed (const char *name, const GPtrArray *there, const Since *since)
{
  if (g_str_equal (name, "modified"))
    return FALSE;
  return since->base == NULL ||
         g_strcmp0 (_leren_members_get (since->base, name), _leren_members_get (there, name)) != 0;
}

static char *
describe (LerenStore *self, const LerenRow *row, gint64 base, gint64 revision, const char *there)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GPtrArray) theirs = _leren_members_read (there, -1, NULL);
  g_autoptr (GPtrArray) ours = NULL;
  g_autoptr (GPtrArray) names = NULL;
  GString *said = g_string_new (NULL);
  Since since = { 0 };
  guint n = 0;

  _leren_row_write (row, json);
  ours = _leren_members_read (json->str, json->len, NULL);
  since.changers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  look_back (self, base, revision, there, &since);
  names = _leren_members_compare (since.base != NULL ? since.base : ours, theirs);
  for (guint i = 0; i < names->len; i++)
    if (was_changed (g_ptr_array_index (names, i), theirs, &since) && n++ < MOST_MEMBERS)
      append_member (said, g_ptr_array_index (names, i), theirs, ours, &since);
  if (n > MOST_MEMBERS)
    g_string_append_printf (said, _ ("; and %u more"), n - MOST_MEMBERS);
  if (n == 0)
    g_string_append (said, _ ("all members say the same as before"));
  g_hash_table_unref (since.changers);
  g_clear_pointer (&since.base, g_ptr_array_unref);
  return g_string_free (said, FALSE);
}

static char *
describe_deleted (LerenStore *self, const LerenRow *row)
{
  LerenStatement *statement =
    _leren_store_prepare (self, _ ("read the journal"),
                          "SELECT \"at\", \"who\" FROM journal WHERE \"id\" = ?1"
                          " AND \"change\" = 'deleted' ORDER BY \"number\" DESC LIMIT 1",
                          NULL);
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];
  char *said = NULL;

  if (statement == NULL)
    return NULL;
  _leren_statement_bind_text (statement, 1, id->text, id->length);
  if (_leren_statement_step (statement) == LEREN_STEP_ROW)
    said = describe_change (_leren_statement_get_text (statement, 1),
                            _leren_statement_get_text (statement, 0));
  _leren_statement_free (statement);
  return said;
}

/* Who had not read what it says now reads some of it in the error. */
static void
owe (LerenStore *self, const LerenRow *row)
{
  g_autofree char *id = _leren_cell_dup_text (&row->cells[LEREN_RECORD_ID]);
  GError *otherwise = NULL;

  g_set_error (&otherwise, LEREN_ERROR, LEREN_ERROR_CONFLICT,
               _ ("was changed since it was read; read it anew and change that, or overwrite it"));
  _leren_row_prefix_error (row, &otherwise);
  _leren_audit_owe (self, "conflict", row->declaration->name, id, otherwise);
}

gboolean
_leren_store_set_conflict (LerenStore *self, const LerenRow *row, gint64 base, gint64 revision,
                           const char *there, GError **error)
{
  g_autofree char *said =
    there != NULL ? describe (self, row, base, revision, there) : describe_deleted (self, row);

  if (there != NULL)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_CONFLICT,
                 _ ("was changed since it was read: %s; read it anew and change that, or overwrite "
                    "it"),
                 said);
  else
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_CONFLICT,
                 _ ("was deleted since it was read (%s); leave it at that, or overwrite it to have "
                    "it back"),
                 said != NULL ? said : _ ("the journal does not say by whom"));
  _leren_row_prefix_error (row, error);
  if (there != NULL)
    owe (self, row);
  return FALSE;
}
