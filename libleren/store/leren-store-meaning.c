/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

/* What can only be judged with other records or the theory at hand. Each check looks at a range
 * of rows, so that one save and a whole import are judged alike. */

static gboolean
find_at_fault (LerenStore *self, const char *record_type, sqlite3_stmt *statement,
               const LerenDeclaration **declaration, gint64 *rowid)
{
  *declaration = _leren_store_find_table (self, record_type)->declaration;
  *rowid = sqlite3_column_int64 (statement, 0);
  return FALSE;
}

/* The mode follows from the forms where all sources are of one form and all results of one. */
static gboolean
check_modes (LerenStore *self, gint64 first_rowid, gint64 last_rowid, gint64 *rowid,
             const LerenDeclaration **declaration, GError **error)
{
  static const char *const sql =
    "SELECT c.rowid, c.\"mode\", f.source, f.result FROM conversion AS c JOIN ("
    " SELECT c.rowid AS row,"
    "  (SELECT CASE WHEN min(k.\"form\") = max(k.\"form\") THEN min(k.\"form\") END"
    "   FROM json_each(c.\"sources\") AS e JOIN knowledge AS k ON k.\"id\" = e.value) AS source,"
    "  (SELECT CASE WHEN min(k.\"form\") = max(k.\"form\") THEN min(k.\"form\") END"
    "   FROM json_each(c.\"results\") AS e JOIN knowledge AS k ON k.\"id\" = e.value) AS result"
    " FROM conversion AS c WHERE c.rowid BETWEEN ?1 AND ?2 AND c.\"mode\" IS NOT NULL"
    "  AND c.\"sources\" IS NOT NULL) AS f ON f.row = c.rowid"
    " WHERE f.source IS NOT NULL AND f.result IS NOT NULL";
  LerenFramework *framework =
    leren_theory_get_framework (self->theory, "knowledge-conversion");
  sqlite3_stmt *statement = _leren_store_prepare (self, "check conversions", sql, error);
  gboolean fits = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first_rowid);
  sqlite3_bind_int64 (statement, 2, last_rowid);
  while (fits && sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *mode = (const char *) sqlite3_column_text (statement, 1);
      const char *source = (const char *) sqlite3_column_text (statement, 2);
      const char *result = (const char *) sqlite3_column_text (statement, 3);
      LerenConcept *concept = leren_framework_get_concept (framework, mode);
      JsonObject *attributes = leren_concept_get_attributes (concept);

      if (g_str_equal (json_object_get_string_member (attributes, "from"), source) &&
          g_str_equal (json_object_get_string_member (attributes, "to"), result))
        continue;
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _("member “mode” is “%s”, which does not lead from %s to %s knowledge; leave it "
                     "out, and it follows from the forms"),
                   mode, source, result);
      fits = find_at_fault (self, "conversion", statement, declaration, rowid);
    }
  sqlite3_finalize (statement);
  return fits;
}

static gboolean
check_stage (LerenStore *self, sqlite3_stmt *statement, GError **error)
{
  const char *protocol = (const char *) sqlite3_column_text (statement, 1);
  const char *stage = (const char *) sqlite3_column_text (statement, 2);

  if (leren_theory_find_concept (self->theory, protocol, stage) != NULL)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
               _("member “stage” is “%s”, which is no stage of the session's protocol “%s”"), stage,
               protocol);
  return FALSE;
}

static gboolean
check_protocol (LerenStore *self, sqlite3_stmt *statement, GError **error)
{
  const char *protocol = (const char *) sqlite3_column_text (statement, 1);
  LerenFramework *framework = leren_theory_get_framework (self->theory, protocol);

  if (framework == NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _("member “protocol” is “%s”, which is no framework that is known; add the "
                     "framework first"),
                   protocol);
      return FALSE;
    }
  if (leren_framework_get_kind (framework) == LEREN_FRAMEWORK_KIND_CYCLE ||
      leren_framework_get_kind (framework) == LEREN_FRAMEWORK_KIND_PHASES)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
               _("member “protocol” is “%s”, which is neither a cycle nor phases"), protocol);
  return FALSE;
}

static gboolean
check_concept (LerenStore *self, sqlite3_stmt *statement, GError **error)
{
  const char *framework = (const char *) sqlite3_column_text (statement, 1);
  const char *concept = (const char *) sqlite3_column_text (statement, 2);

  if (leren_theory_get_framework (self->theory, framework) == NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _("member “framework” is “%s”, which is no framework that is known; add the "
                     "framework first"),
                   framework);
      return FALSE;
    }
  if (concept == NULL || leren_theory_find_concept (self->theory, framework, concept) != NULL)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
               _("member “concept” is “%s”, which is no concept of the framework “%s”"), concept,
               framework);
  return FALSE;
}

/* Each select gives one row for each pair that occurs, with the first record that has it. */
static const struct {
  const char *record_type;
  gboolean (*check) (LerenStore *self, sqlite3_stmt *statement, GError **error);
  const char *sql;
} checks[] = {
  { "session", check_protocol,
    "SELECT min(rowid), \"protocol\" FROM session"
    " WHERE rowid BETWEEN ?1 AND ?2 AND \"protocol\" IS NOT NULL GROUP BY 2" },
  { "contribution", check_stage,
    "SELECT min(c.rowid), coalesce(s.\"protocol\", 'action-learning'), c.\"stage\""
    " FROM contribution AS c JOIN session AS s ON s.\"id\" = c.\"session\""
    " WHERE c.rowid BETWEEN ?1 AND ?2 AND c.\"stage\" IS NOT NULL GROUP BY 2, 3" },
  { "rating", check_concept,
    "SELECT min(rowid), \"framework\", \"concept\" FROM rating"
    " WHERE rowid BETWEEN ?1 AND ?2 AND \"framework\" IS NOT NULL GROUP BY 2, 3" },
  { "coding", check_concept,
    "SELECT min(rowid), \"framework\", \"concept\" FROM coding"
    " WHERE rowid BETWEEN ?1 AND ?2 GROUP BY 2, 3" },
};

gboolean
_leren_store_check_meaning (LerenStore *self, gint64 first_rowid, gint64 last_rowid, gint64 *rowid,
                            const LerenDeclaration **declaration, GError **error)
{
  const LerenDeclaration *only = *declaration;

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      sqlite3_stmt *statement;
      gboolean fits = TRUE;

      if (only != NULL && !g_str_equal (only->name, checks[i].record_type))
        continue;
      statement = _leren_store_prepare (self, "check records", checks[i].sql, error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, first_rowid);
      sqlite3_bind_int64 (statement, 2, last_rowid);
      while (fits && sqlite3_step (statement) == SQLITE_ROW)
        if (!checks[i].check (self, statement, error))
          fits = find_at_fault (self, checks[i].record_type, statement, declaration, rowid);
      sqlite3_finalize (statement);
      if (!fits)
        return FALSE;
    }
  return (only != NULL && !g_str_equal (only->name, "conversion")) ||
         check_modes (self, first_rowid, last_rowid, rowid, declaration, error);
}
