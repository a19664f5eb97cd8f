/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-audit-private.h"
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

/* The table in which it is written down who reads, and what is done to all of it at once. */

/* What a login may read is not counted each time that it says so, and by its "_xact" the server knows whether an
 * entry is there to stay. No one but the owner reads it, whatever is granted by mistake. */
static const char on_server[] =
  "ALTER TABLE leren.audit ALTER COLUMN \"records\" DROP NOT NULL,"
  " ADD COLUMN \"_xact\" xid8 NOT NULL DEFAULT pg_current_xact_id ();"
  "ALTER TABLE leren.audit ENABLE ROW LEVEL SECURITY;"
  "CREATE INDEX audit_login ON leren.audit (\"user\", \"at\") WHERE \"how\" = 'login'";

gboolean
_leren_audit_make_table (LerenStore *self, GError **error)
{
  const char *doing = _ ("make the list of who reads");

  if (
    !_leren_store_execute (
      self, doing,
      "CREATE TABLE audit (\"number\" INTEGER PRIMARY KEY AUTOINCREMENT, \"at\" TEXT NOT NULL,"
      " \"who\" TEXT, \"user\" TEXT NOT NULL, \"program\" TEXT, \"how\" TEXT NOT NULL, \"type\" TEXT,"
      " \"ids\" TEXT, \"records\" INTEGER NOT NULL) STRICT",
      error))
    return FALSE;
  return !self->on_server || _leren_store_execute (self, doing, on_server, error);
}

gboolean
_leren_audit_has_table (LerenStore *self)
{
  return _leren_store_query_integer (
           self, self->on_server
                   ? "SELECT 1 FROM pg_class WHERE oid = to_regclass ('leren.audit')"
                   : "SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = 'audit'") ==
         1;
}

/* The logins that were a participant's own on a server: their names may tell who that was. */
#define LOGINS "SELECT a.\"user\" FROM %saudit AS a WHERE a.\"how\" = 'login' AND a.\"who\""

gboolean
_leren_audit_remove_ids (LerenStore *self, const char *table, GError **error)
{
  g_autofree char *gone = g_strdup_printf ("(SELECT \"id\" FROM %s)", table);
  const char *base = self->db->driver->base;
  g_autofree char *sql = g_strdup_printf (
    "UPDATE %saudit SET \"ids\" = (SELECT json_group_array(e.value) FROM json_each(\"ids\") AS e"
    " WHERE e.value NOT IN %s) WHERE EXISTS (SELECT 1 FROM json_each(\"ids\") AS e"
    " WHERE e.value IN %s);"
    "UPDATE %saudit SET \"user\" = '' WHERE \"user\" IN (" LOGINS " IN %s);"
    "UPDATE %saudit SET \"who\" = NULL WHERE \"who\" IN %s",
    base, gone, gone, base, base, gone, base, gone);

  return !_leren_audit_has_table (self) ||
         _leren_store_execute (self, _ ("clear the list of who reads"), sql, error);
}

gboolean
_leren_audit_rename_id (LerenStore *self, const char *id, const char *new_id, GError **error)
{
  g_autofree char *old = _leren_quote_literal (id);
  g_autofree char *new = _leren_quote_literal (new_id);
  const char *base = self->db->driver->base;
  g_autofree char *sql = g_strdup_printf (
    "UPDATE %saudit SET \"ids\" = (SELECT json_group_array(CASE WHEN e.value = %s THEN %s ELSE"
    " e.value END) FROM json_each(\"ids\") AS e) WHERE EXISTS (SELECT 1 FROM json_each(\"ids\") AS e"
    " WHERE e.value = %s);"
    "UPDATE %saudit SET \"user\" = %s WHERE \"user\" IN (" LOGINS " = %s);"
    "UPDATE %saudit SET \"who\" = %s WHERE \"who\" = %s",
    base, old, new, old, base, new, base, old, base, new, old);

  return !_leren_audit_has_table (self) ||
         _leren_store_execute (self, _ ("clear the list of who reads"), sql, error);
}

gboolean
_leren_audit_expire (LerenStore *self, const char *day, gboolean count_alone, gint64 *n_entries,
                     GError **error)
{
  g_autofree char *literal = _leren_quote_literal (day);
  const char *base = self->db->driver->base;
  g_autofree char *count =
    g_strdup_printf ("SELECT count(*) FROM %saudit WHERE \"at\" < %s", base, literal);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %saudit WHERE \"at\" < %s", base, literal);

  *n_entries = 0;
  return !_leren_audit_has_table (self) ||
         (_leren_store_read_integer (self, _ ("clear the list of who reads"), count, n_entries,
                                     error) &&
          (count_alone ||
           _leren_store_execute (self, _ ("clear the list of who reads"), sql, error)));
}
