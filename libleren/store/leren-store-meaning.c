/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

/* What can only be judged with other records or the theory at hand. Each check looks at a range
 * of rows, so that one save and a whole import are judged alike. A statement gives the number of
 * a record, and what is to be judged of it. */

/* In a file that is damaged there can be something else where a text belongs: that is a fault of its
 * own, and here as if nothing were said. */
static const char *
text_at (LerenStatement *statement, int at)
{
  const char *text = _leren_statement_get_text (statement, at);

  return text != NULL ? text : "";
}

static gboolean
check_stage (LerenStore *self, LerenStatement *statement, GError **error)
{
  const char *protocol = text_at (statement, 1);
  const char *stage = text_at (statement, 2);

  if (leren_theory_find_concept (self->theory, protocol, stage) != NULL)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
               _ ("member “stage” is “%s”, which is no stage of the session's protocol “%s”"),
               stage, protocol);
  return FALSE;
}

static gboolean
check_protocol (LerenStore *self, LerenStatement *statement, GError **error)
{
  const char *protocol = text_at (statement, 1);
  LerenFramework *framework = leren_theory_get_framework (self->theory, protocol);

  if (framework == NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("member “protocol” is “%s”, which is no framework that is known; add the "
                      "framework first"),
                   protocol);
      return FALSE;
    }
  if (leren_framework_get_kind (framework) == LEREN_FRAMEWORK_KIND_CYCLE ||
      leren_framework_get_kind (framework) == LEREN_FRAMEWORK_KIND_PHASES)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
               _ ("member “protocol” is “%s”, which is neither a cycle nor phases"), protocol);
  return FALSE;
}

static gboolean
check_concept (LerenStore *self, LerenStatement *statement, GError **error)
{
  const char *framework = text_at (statement, 1);
  const char *concept = _leren_statement_get_text (statement, 2);

  if (leren_theory_get_framework (self->theory, framework) == NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("member “framework” is “%s”, which is no framework that is known; add the "
                      "framework first"),
                   framework);
      return FALSE;
    }
  if (concept == NULL || leren_theory_find_concept (self->theory, framework, concept) != NULL)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
               _ ("member “concept” is “%s”, which is no concept of the framework “%s”"), concept,
               framework);
  return FALSE;
}

/* The mode follows from the forms where all sources are of one form and all results of one. */
static gboolean
check_mode (LerenStore *self, LerenStatement *statement, GError **error)
{
  const char *mode = text_at (statement, 1);
  const char *source = _leren_statement_get_text (statement, 2);
  const char *result = _leren_statement_get_text (statement, 3);
  LerenConcept *concept = leren_theory_find_concept (self->theory, "knowledge-conversion", mode);
  JsonObject *attributes = concept != NULL ? leren_concept_get_attributes (concept) : NULL;

  if (source == NULL || result == NULL)
    return TRUE;
  if (attributes != NULL &&
      g_str_equal (json_object_get_string_member (attributes, "from"), source) &&
      g_str_equal (json_object_get_string_member (attributes, "to"), result))
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
               _ ("member “mode” is “%s”, which does not lead from %s to %s knowledge; leave it "
                  "out, and it follows from the forms"),
               mode, source, result);
  return FALSE;
}

/* the one form that all of a list have; NULL where they differ, or one is not there (yet) */
#define ONE_FORM(column)                                                                           \
  "(SELECT CASE WHEN count(k.\"id\") = count(*) AND min(k.\"form\") = max(k.\"form\")"             \
  " THEN min(k.\"form\") END FROM json_each(c.\"" column "\") AS e"                                \
  " LEFT JOIN @knowledge AS k ON k.\"id\" = e.value)"

/* Where many records can say the same, one row for each thing that is said is enough, with the
 * first record that says it: @same are the columns to group by. */
static const struct {
  const char *record_type;
  gboolean (*check) (LerenStore *self, LerenStatement *statement, GError **error);
  const char *columns;
  const char *from;
  const char *same;
  const char *dependants; /* the records of this type that refer to the one with id ?1 */
  const char *of;         /* which is of this type */
} checks[] = {
  { "session", check_protocol, "c.\"protocol\"", "@session AS c WHERE c.\"protocol\" IS NOT NULL",
    "2", NULL, NULL },
  { "contribution", check_stage, "coalesce(s.\"protocol\", 'action-learning'), c.\"stage\"",
    "@contribution AS c JOIN @session AS s ON s.\"id\" = c.\"session\""
    " WHERE c.\"stage\" IS NOT NULL",
    "2, 3", "c.\"session\" = ?1", "session" },
  { "rating", check_concept, "c.\"framework\", c.\"concept\"",
    "@rating AS c WHERE c.\"framework\" IS NOT NULL", "2, 3", NULL, NULL },
  { "coding", check_concept, "c.\"framework\", c.\"concept\"",
    "@coding AS c WHERE c.\"framework\" IS NOT NULL", "2, 3", NULL, NULL },
  { "conversion", check_mode, "c.\"mode\", " ONE_FORM ("sources") ", " ONE_FORM ("results"),
    "@conversion AS c WHERE c.\"mode\" IS NOT NULL AND c.\"sources\" IS NOT NULL", NULL,
    "EXISTS (SELECT 1 FROM json_each(c.\"sources\") AS e WHERE e.value = ?1)"
    " OR EXISTS (SELECT 1 FROM json_each(c.\"results\") AS e WHERE e.value = ?1)",
    "knowledge" },
};

/* FALSE where the store cannot be read, or who is told of a fault wants no more */
static gboolean
run_check (LerenStore *self, gsize which, LerenStatement *statement, LerenMeaningFault fault,
           gpointer data, gboolean *stopped, GError **error)
{
  const LerenDeclaration *declaration =
    _leren_store_find_table (self, checks[which].record_type)->declaration;
  LerenStep result;

  *stopped = FALSE;
  while (!*stopped && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      GError *why = NULL;

      if (!checks[which].check (self, statement, &why))
        *stopped =
          !fault (self, declaration, _leren_statement_get_integer (statement, 0), why, data);
    }
  if (!*stopped && result != LEREN_STEP_DONE)
    {
      _leren_store_set_error (self, self->db, _ ("check records"), error);
      return FALSE;
    }
  return TRUE;
}

/* @ stands before the name of every table. */
static char *
put_base (char *sql, const char *base)
{
  GString *text = g_string_new (sql);

  g_string_replace (text, "@", base != NULL ? base : "", 0);
  g_free (sql);
  return g_string_free (text, FALSE);
}

gboolean
_leren_store_check_meaning (LerenStore *self, const LerenMeaningCheck *check, GError **error)
{
  gboolean read = TRUE, stopped = FALSE;

  for (gsize i = 0; read && !stopped && i < G_N_ELEMENTS (checks); i++)
    {
      gboolean grouped = !check->each && checks[i].same != NULL, large;
      g_autofree char *sql = NULL;
      LerenStatement *statement;

      if (check->record_type != NULL && !g_str_equal (check->record_type, checks[i].record_type))
        continue;
      sql = g_strdup_printf ("SELECT %s, %s FROM %s AND c._rowid_ BETWEEN ?1 AND ?2%s%s%s",
                             grouped ? "min(c._rowid_)" : "c._rowid_", checks[i].columns,
                             checks[i].from,
                             check->owner != NULL ? " AND c.\"" LEREN_COLUMN_OWNER "\" = ?3" : "",
                             grouped ? " GROUP BY " : "", grouped ? checks[i].same : "");
      sql = put_base (sql, check->base);
      /* of every record there are more than memory should hold */
      large = check->each && check->first < check->last;
      statement = large ? _leren_store_prepare_for (self, _ ("check records"), sql,
                                                    LEREN_PREPARE_LARGE, error)
                        : _leren_store_borrow (self, _ ("check records"), sql, error);
      if (statement == NULL)
        return FALSE;
      _leren_statement_bind_integer (statement, 1, check->first);
      _leren_statement_bind_integer (statement, 2, check->last);
      if (check->owner != NULL)
        _leren_statement_bind_text (statement, 3, check->owner, -1);
      read = run_check (self, i, statement, check->fault, check->data, &stopped, error);
      if (large)
        _leren_statement_free (statement);
      else
        _leren_store_give_back (self, statement);
    }
  return read;
}

/* Of the records that refer to the one that was saved, which may have changed what they mean */
static gboolean
check_dependants (LerenStore *self, const LerenRow *row, const LerenMeaningCheck *check,
                  GError **error)
{
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];
  gboolean read = TRUE, stopped = FALSE;

  for (gsize i = 0; read && !stopped && i < G_N_ELEMENTS (checks); i++)
    {
      g_autofree char *sql = NULL;
      LerenStatement *statement;

      if (checks[i].of == NULL || !g_str_equal (checks[i].of, row->declaration->name))
        continue;
      sql = g_strdup_printf ("SELECT c._rowid_, %s FROM %s AND (%s)", checks[i].columns,
                             checks[i].from, checks[i].dependants);
      sql = put_base (sql, check->base);
      statement = _leren_store_borrow (self, _ ("check records"), sql, error);
      if (statement == NULL)
        return FALSE;
      _leren_statement_bind_text (statement, 1, id->text, id->length);
      read = run_check (self, i, statement, check->fault, check->data, &stopped, error);
      _leren_store_give_back (self, statement);
    }
  return read;
}

static gboolean
keep_first (LerenStore *self, const LerenDeclaration *declaration, gint64 rowid, GError *why,
            gpointer data)
{
  g_autofree char *id = _leren_store_id_at (self, declaration->name, rowid);

  g_prefix_error (&why, "%s “%s”: ", declaration->name, id);
  g_propagate_error (data, why);
  return FALSE;
}

/* What a reader may not see is at fault, or is why: that is all that can be said. */
static gboolean
keep_that (LerenStore *self, const LerenDeclaration *declaration, gint64 rowid, GError *why,
           gpointer data)
{
  g_error_free (why);
  g_set_error (
    data, LEREN_ERROR, LEREN_ERROR_INVALID,
    _ ("it does not fit a record that you may not read; leave what they share as it was"));
  return FALSE;
}

static gboolean
check_one (LerenStore *self, const LerenRow *row, const LerenMeaningCheck *check,
           gboolean dependants, GError **error)
{
  GError **why = check->data;

  return _leren_store_check_meaning (self, check, error) &&
         (*why != NULL || !dependants || check_dependants (self, row, check, error));
}

gboolean
_leren_store_check_meaning_of (LerenStore *self, const LerenRow *row, gint64 rowid,
                               const char *owner, gboolean dependants, GError **error)
{
  GError *why = NULL;
  LerenMeaningCheck check = { rowid,      rowid, row->declaration->name, TRUE,
                              keep_first, &why,  .owner = owner };

  if (!row->declaration->built_in)
    return TRUE;
  if (!check_one (self, row, &check, dependants, error))
    return FALSE;
  if (why == NULL && self->reader != NULL)
    {
      check.fault = keep_that;
      check.base = self->db->driver->base;
      if (!check_one (self, row, &check, dependants, error))
        return FALSE;
      if (why != NULL)
        _leren_row_prefix_error (row, &why);
    }
  if (why == NULL)
    return TRUE;
  g_propagate_error (error, why);
  return FALSE;
}
