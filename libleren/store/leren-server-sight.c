/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-server-sight-private.h"

#include "store/leren-audit-private.h"
#include "store/leren-store-internal-private.h"
#include "store/leren-visibility-private.h"

/* What logins of participants find on a server: a schema of its own, "leren_sight", with a view for
 * each table. Behind each view is a function that runs with the rights of the owner and returns what the
 * participant may read whose login it is: session_user says so, which SET ROLE, a setting or a
 * function of the reader's own cannot change. Functions and not the tables themselves under a policy,
 * because the server tells of a table what it does there: by EXPLAIN ANALYZE a reader could ask of a
 * hidden record whether its text comes before "m", and so on to the last letter. Of a function it
 * tells how many rows came out.
 *
 * The tables have row-level security all the same: who is granted one by mistake reads what the
 * functions return, and nothing of those that are for nobody. */

/* No member of a record begins with "_". */
#define READER "_reader_"

static const char beginning[] =
  "DROP SCHEMA IF EXISTS leren_sight CASCADE; CREATE SCHEMA leren_sight;\n"
  "CREATE FUNCTION leren_sight.reader () RETURNS text LANGUAGE plpgsql STABLE" LEREN_AS_OWNER
  "BEGIN RETURN (SELECT a.\"participant\" FROM leren.admitted AS a"
  " JOIN leren.\"participant\" AS p ON p.\"id\" = a.\"participant\" WHERE a.\"role\" ="
  " (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = session_user)); END $leren$;\n"
  "CREATE VIEW leren_sight.form AS SELECT * FROM leren.form;\n"
  "CREATE VIEW leren_sight.framework AS SELECT * FROM leren.framework;\n"
  "CREATE VIEW leren_sight.own_type AS SELECT * FROM leren.own_type;\n"
  "CREATE VIEW leren_sight.store_info AS SELECT * FROM leren.store_info WHERE name IN ('origin', 'auditing');\n";

static const char finding[] =
  "CREATE FUNCTION leren_sight.find (text) RETURNS TABLE (\"type\" text, \"row\" bigint)"
  " LANGUAGE sql STABLE" LEREN_AS_OWNER "SELECT i.\"type\", i.\"row\" FROM leren.identity AS i"
  " WHERE i.\"id\" = $1 AND leren_sight.sees (i.\"type\", i.\"row\") $leren$;\n";

/* What else was made before goes to nobody. */
static const char ending[] =
  "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA leren_sight FROM PUBLIC;\n"
  "DO $leren$ DECLARE of record; BEGIN\n"
  " FOR of IN SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = 'leren'::regnamespace"
  " AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity LOOP"
  " EXECUTE format ('ALTER TABLE leren.%I ENABLE ROW LEVEL SECURITY', of.relname); END LOOP;\n"
  " FOR of IN SELECT a.\"role\" FROM leren.admitted AS a"
  " JOIN pg_roles AS r ON r.oid = a.\"role\" LOOP"
  " EXECUTE format ('GRANT USAGE ON SCHEMA leren, leren_sight TO %s', of.role);"
  " EXECUTE format ('GRANT SELECT ON ALL TABLES IN SCHEMA leren_sight TO %s', of.role);"
  " EXECUTE format ('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA leren_sight TO %s', of.role);"
  " END LOOP; END $leren$;\n";

/* "visit", all of what may be read or the row of a number; none for who is nobody here */
static void
append_function (GString *sql, const char *name, const char *literal, const char *argument,
                 const char *condition)
{
  g_string_append_printf (sql,
                          "CREATE FUNCTION leren_sight.%s (%s) RETURNS SETOF leren.%s LANGUAGE"
                          " plpgsql STABLE" LEREN_AS_OWNER "DECLARE " READER
                          " text COLLATE \"C\" := leren_sight.reader (); BEGIN"
                          " IF " READER " IS NULL THEN RETURN; END IF;"
                          " PERFORM leren_sight.looked (%s);"
                          " RETURN QUERY SELECT v.* FROM leren.%s AS v WHERE %s; END $leren$;\n",
                          name, argument, name, literal, name, condition);
}

static void
append_view (GString *sql, const char *name)
{
  g_string_append_printf (sql, "CREATE VIEW leren_sight.%s AS SELECT * FROM leren_sight.%s ();\n",
                          name, name);
}

static void
append_table (GString *sql, const char *record_type, const char *condition)
{
  g_autofree char *name = _leren_quote_identifier (record_type);
  g_autofree char *literal = _leren_quote_literal (record_type);
  g_autofree char *one = g_strdup_printf ("v.\"_rowid_\" = $1 AND %s", condition);

  append_function (sql, name, literal, "", condition);
  append_function (sql, name, literal, "bigint", one);
  append_view (sql, name);
  g_string_append_printf (sql,
                          "CREATE POLICY leren_sight ON leren.%s FOR SELECT USING"
                          " (EXISTS (SELECT 1 FROM leren_sight.%s (\"_rowid_\")));\n",
                          name, name);
}

/* Whether a record might be read if it said what @$2 says */
static void
append_could_see (GString *sql, const LerenSightRule *rule)
{
  g_autofree char *unknown = _leren_visibility_unknown_condition (rule, "v");

  g_string_append (sql, "CREATE FUNCTION leren_sight.could_see (text, json) RETURNS boolean"
                        " LANGUAGE plpgsql STABLE" LEREN_AS_OWNER "DECLARE " READER
                        " text COLLATE \"C\" := leren_sight.reader (); BEGIN CASE $1 ");
  for (guint i = 0; i < rule->declarations->len; i++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (rule->declarations, i);
      g_autofree char *condition = _leren_visibility_condition (rule, declaration, "v");
      g_autofree char *literal = _leren_quote_literal (declaration->name);
      const char *separator = "";

      g_string_append_printf (sql, "WHEN %s THEN RETURN EXISTS (SELECT 1 FROM (SELECT ", literal);
      for (guint j = 0; j < declaration->n_fields; j++)
        {
          const LerenField *field = declaration->fields[j];
          g_autofree char *member = _leren_quote_literal (field->name);

          if (!_leren_visibility_depends_on (field))
            continue;
          g_string_append_printf (sql, "%s($2 ->> %s) COLLATE \"C\" AS ", separator, member);
          _leren_append_identifier (sql, field->name);
          separator = ", ";
        }
      g_string_append_printf (sql, ") AS v WHERE %s); ", condition);
    }
  g_string_append_printf (sql,
                          "ELSE RETURN EXISTS (SELECT 1 FROM (SELECT $2 AS \"json\") AS v"
                          " WHERE %s); END CASE; END $leren$;\n",
                          unknown);
}

/* The journal of what may be read now, with what might be read of it then, as leren-journal.c has it:
 * "new" is empty in the last entry of a record, which is what is there. */
static const char journal[] =
  "CREATE TYPE leren_sight.entry AS (\"number\" bigint, \"at\" text, \"who\" text, \"change\" text,"
  " \"type\" text, \"id\" text, \"before\" bigint, \"old\" text, \"first_row\" bigint,"
  " \"last_row\" bigint, \"new\" text, \"_rowid_\" bigint);\n"

  "CREATE FUNCTION leren_sight.walk_back (text, text, bigint) RETURNS SETOF leren_sight.entry"
  " LANGUAGE plpgsql STABLE" LEREN_AS_OWNER
  "DECLARE _at_ bigint := $3; _later_ text; _could_ boolean; _could_later_ boolean := TRUE;"
  " _one_ leren_sight.entry; BEGIN PERFORM leren_sight.looked ($1); LOOP"
  " SELECT j.\"number\", j.\"at\", j.\"who\", j.\"change\", j.\"type\", j.\"id\", j.\"before\", j.\"old\","
  " NULL, NULL, NULL, j.\"number\" INTO _one_ FROM leren.journal AS j WHERE j.\"number\" = _at_"
  " AND j.\"id\" = $2 AND j.\"type\" = $1;"
  " EXIT WHEN NOT FOUND;"
  " _could_ := _one_.old IS NOT NULL AND leren_sight.could_see ($1, _one_.old::json);"
  " _at_ := CASE WHEN _one_.before < _one_.number THEN _one_.before END;"
  " _one_.new := CASE WHEN _could_later_ THEN _later_ END; _later_ := _one_.old;"
  " _one_.before := NULL; IF NOT _could_ THEN _one_.old := NULL; END IF;"
  " IF _could_ OR _could_later_ THEN RETURN NEXT _one_; END IF;"
  " _could_later_ := _could_; END LOOP; END $leren$;\n"

  "CREATE FUNCTION leren_sight.journal () RETURNS SETOF leren_sight.entry"
  " LANGUAGE plpgsql STABLE" LEREN_AS_OWNER "BEGIN\n";

static const char history[] =
  "CREATE FUNCTION leren_sight.history (text) RETURNS SETOF leren_sight.entry"
  " LANGUAGE plpgsql STABLE" LEREN_AS_OWNER "DECLARE _found_ record; BEGIN"
  " SELECT f.\"type\", f.\"row\" INTO _found_ FROM leren_sight.find ($1) AS f;"
  " CASE coalesce (_found_.type, '') ";

/* Where there is a reader, they are let in to the entries of each record by the record alone. */
static void
append_journal (GString *sql, GPtrArray *declarations)
{
  g_autoptr (GString) of_one = g_string_new (history);

  g_string_append (sql, journal);
  for (guint i = 0; i <= declarations->len; i++)
    {
      const char *record_type =
        i < declarations->len
          ? ((const LerenDeclaration *) g_ptr_array_index (declarations, i))->name
          : "unknown_record";
      g_autofree char *name = _leren_quote_identifier (record_type);
      g_autofree char *literal = _leren_quote_literal (record_type);
      const char *type = i < declarations->len ? literal : "t.\"type\"";

      g_string_append_printf (
        sql,
        "RETURN QUERY SELECT w.* FROM leren_sight.%s () AS t CROSS JOIN LATERAL"
        " leren_sight.walk_back (%s, t.\"id\", t.\"_revision\") AS w;\n",
        name, type);
      g_string_append_printf (
        of_one,
        "WHEN %s THEN RETURN QUERY SELECT w.* FROM leren_sight.%s (_found_.row) AS t"
        " CROSS JOIN LATERAL leren_sight.walk_back (%s, t.\"id\", t.\"_revision\") AS w;\n",
        literal, name, type);
    }
  g_string_append (sql, "END $leren$;\n");
  g_string_append (of_one, "ELSE RETURN; END CASE; END $leren$;\n");
  g_string_append (sql, of_one->str);
  append_view (sql, "journal");
}

/* Not by the function for its rows: that a record is there is told without giving it out. */
static void
append_sees (GString *sql, const char *record_type, const char *condition)
{
  g_autofree char *name = _leren_quote_identifier (record_type);
  g_autofree char *literal = _leren_quote_literal (record_type);

  g_string_append_printf (sql,
                          " WHEN %s THEN RETURN EXISTS (SELECT 1 FROM leren.%s AS v"
                          " WHERE v.\"_rowid_\" = $2 AND %s);",
                          literal, name, condition);
}

char *
_leren_server_write_sight (GPtrArray *declarations, gboolean auditing)
{
  const LerenSightRule rule = { declarations, "leren.", "::json", READER };
  g_autofree char *unknown = _leren_visibility_unknown_condition (&rule, "v");
  g_autoptr (GString) sees = g_string_new (
    "CREATE FUNCTION leren_sight.sees (text, bigint) RETURNS boolean LANGUAGE plpgsql"
    " STABLE" LEREN_AS_OWNER "DECLARE " READER " text COLLATE \"C\" := leren_sight.reader (); BEGIN"
    " IF " READER " IS NULL THEN RETURN FALSE; END IF; CASE $1");
  GString *sql = g_string_new (beginning);

  append_sees (sees, "unknown_record", unknown);
  _leren_audit_append_sight (sql, declarations, auditing);
  append_table (sql, "unknown_record", unknown);
  for (guint i = 0; i < declarations->len; i++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (declarations, i);
      g_autofree char *condition = _leren_visibility_condition (&rule, declaration, "v");

      append_table (sql, declaration->name, condition);
      append_sees (sees, declaration->name, condition);
    }
  g_string_append (sees, " ELSE RETURN FALSE; END CASE; END $leren$;\n");
  g_string_append (sql, sees->str);
  append_could_see (sql, &rule);
  g_string_append (sql, finding);
  append_journal (sql, declarations);
  g_string_append (sql, ending);
  return g_string_free (sql, FALSE);
}
