/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-postgres-internal-private.h"

/* An id is of one record, whatever its type: "identity" has them all, kept by triggers, so that it
 * holds for other programs too. A bulk import, which no other writes beside, adds its own at the
 * end, all at once. Row numbers come from one sequence over all tables. */
static const char foundation[] =
  "CREATE SCHEMA leren;"
  "CREATE SEQUENCE leren.row_number;"

  /* "version" is that of the tables of records, as in a file; "layout" of what is around them here */
  "CREATE TABLE leren.form (version bigint NOT NULL, changes bigint NOT NULL,"
  " origin uuid NOT NULL, layout bigint NOT NULL, pieces integer NOT NULL);"
  "INSERT INTO leren.form VALUES (0, 0, gen_random_uuid (), 0, 0);"

  "CREATE TABLE leren.identity (id text COLLATE \"C\" PRIMARY KEY, type text COLLATE \"C\" NOT NULL,"
  " \"row\" bigint NOT NULL, owner text COLLATE \"C\" NOT NULL DEFAULT '');"

  /* who has the store open looks whether there are other record types or frameworks */
  "CREATE FUNCTION leren.note_change_of_form () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
  " UPDATE leren.form SET changes = changes + 1; RETURN NULL; END $$;"

  "CREATE FUNCTION leren.join_words (so_far text, word text, separator text) RETURNS text"
  " LANGUAGE sql IMMUTABLE PARALLEL SAFE AS"
  " 'SELECT CASE WHEN so_far IS NULL THEN word WHEN word IS NULL THEN so_far"
  " ELSE so_far || separator || word END';"
  "CREATE AGGREGATE leren.group_concat (text, text) (SFUNC = leren.join_words, STYPE = text);"

  /* microseconds since 1970, as leren reads a time: RFC 3339, where a second can be 60 */
  "CREATE FUNCTION leren.leren_moment (given text) RETURNS bigint LANGUAGE plpgsql"
  " IMMUTABLE STRICT PARALLEL SAFE AS $$"
  " DECLARE p text[]; days integer; minutes bigint; BEGIN"
  " p := regexp_match (given, '^([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]"
  "([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(?:\\.([0-9]+))?"
  "(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))$');"
  " IF p IS NULL OR p[1] = '0000' OR p[3]::integer > extract (day FROM"
  " make_date (p[1]::integer, p[2]::integer, 1) + interval '1 month' - interval '1 day')"
  " THEN RETURN NULL; END IF;"
  " days := make_date (p[1]::integer, p[2]::integer, p[3]::integer) - date '1970-01-01';"
  " minutes := (days::bigint * 24 + p[4]::integer) * 60 + p[5]::integer"
  " - coalesce ((p[8] || '1')::integer * (p[9]::integer * 60 + p[10]::integer), 0);"
  " RETURN (minutes * 60 + p[6]::integer) * 1000000"
  " + coalesce (rpad (left (p[7], 6), 6, '0')::bigint, 0); END $$;";

/* What a later version writes otherwise, for stores that there are too */
static const char functions[] =
  /* Of what is no list of texts there is nothing, so that a question about others is answered. */
  "CREATE OR REPLACE FUNCTION leren.json_each (list text) RETURNS TABLE (value text) LANGUAGE sql"
  " IMMUTABLE PARALLEL SAFE ROWS 5 AS $$ SELECT json_array_elements_text (CASE WHEN list ~"
  " '^\\s*\\[\\s*(?:\"(?:[^\"\\\\\\u0001-\\u001f]|\\\\(?:[\"\\\\/bfnrt]|u(?:[1-9a-cefA-CEF][0-9a-fA-F]{3}"
  "|[dD][0-7][0-9a-fA-F]{2}|0(?:[1-9a-fA-F][0-9a-fA-F]{2}|0(?:[1-9a-fA-F][0-9a-fA-F]|0[1-9a-fA-F]))"
  "|[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2})))*\"\\s*(?:,\\s*(?=\")|(?=\\])))*\\]\\s*$'"
  " THEN list::json ELSE '[]' END) $$;"

  /* the same the other way round, as SQLite writes it */
  "CREATE OR REPLACE FUNCTION leren.add_to_json (so_far text, value text) RETURNS text LANGUAGE sql"
  " IMMUTABLE PARALLEL SAFE AS $$ SELECT left (so_far, -1)"
  " || CASE so_far WHEN '[]' THEN '' ELSE ',' END || to_json (value) || ']' $$;"
  "CREATE OR REPLACE AGGREGATE leren.json_group_array (text)"
  " (SFUNC = leren.add_to_json, STYPE = text, INITCOND = '[]');"

  /* letters without their marks, and a space for what is between words, whatever the database's
   * locale is */
  "CREATE OR REPLACE FUNCTION leren.plain_words (given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS"
  " $$ SELECT regexp_replace (regexp_replace (normalize (given, NFKD), '[\\u0300-\\u036f]', '', 'g'),"
  " '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u2000-\\u206f\\u3000-\\u303f]+',"
  " ' ', 'g') $$;"

  /* Each word as it stands (A), and as its stem in Dutch (B) and in English (C). The server keeps no more than a
   * megabyte of them and of where they stand: of a long text it is told where they stand at the beginning
   * alone, and of the rest which they are, as many as there is room for. */
  "CREATE OR REPLACE FUNCTION leren.words_of (given text) RETURNS tsvector LANGUAGE sql IMMUTABLE"
  " PARALLEL SAFE AS $$ SELECT setweight (to_tsvector ('simple', given), 'A')"
  " || setweight (to_tsvector ('dutch', given), 'B')"
  " || setweight (to_tsvector ('english', given), 'C') $$;"
  "CREATE OR REPLACE FUNCTION leren.words (given text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE"
  " AS $$ DECLARE plain text := leren.plain_words (given); part text; place integer := 1;"
  " whole integer; found tsvector; BEGIN"
  " IF length (plain) <= 60000 THEN RETURN leren.words_of (plain); END IF;"
  " BEGIN RETURN leren.words_of (plain); EXCEPTION WHEN program_limit_exceeded THEN NULL; END;"
  " LOOP part := substr (plain, place, 60000); EXIT WHEN part = '';"
  /* not in the middle of a word */
  " whole := length (part) - strpos (reverse (part), ' ') + 1;"
  " IF length (part) = 60000 AND whole <= 60000 THEN part := left (part, whole); END IF;"
  " BEGIN found := CASE WHEN place = 1 THEN leren.words_of (part)"
  " ELSE found || strip (leren.words_of (part)) END;"
  " EXCEPTION WHEN program_limit_exceeded THEN RETURN found; END;"
  " place := place + length (part); END LOOP; RETURN found; END $$;"

  /* each word in quotes must occur; one with a hyphen in it is words that follow each other */
  "CREATE OR REPLACE FUNCTION leren.sought (quoted text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE AS $$"
  " DECLARE word text; one tsquery; every tsquery; BEGIN"
  " FOREACH word IN ARRAY regexp_split_to_array (btrim (quoted, '\"'), '\" \"') LOOP"
  " word := btrim (leren.plain_words (word)); CONTINUE WHEN word = '';"
  " one := to_tsquery ('simple', replace (word, ' ', ':A <-> ') || ':A');"
  " IF word NOT LIKE '% %' THEN one := one || to_tsquery ('dutch', word || ':B')"
  " || to_tsquery ('english', word || ':C'); END IF;"
  " every := CASE WHEN every IS NULL THEN one ELSE every && one END;"
  " END LOOP; RETURN every; END $$;";

static const char stamp[] = "UPDATE leren.form SET layout = " G_STRINGIFY (LEREN_LAYOUT);

static const char watch_form[] =
  "CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON leren.own_type"
  " FOR EACH STATEMENT EXECUTE FUNCTION leren.note_change_of_form ();"
  "CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON leren.framework"
  " FOR EACH STATEMENT EXECUTE FUNCTION leren.note_change_of_form ()";

/* and whether reads are written down */
static const char watch_info[] =
  "CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON leren.store_info"
  " FOR EACH STATEMENT EXECUTE FUNCTION leren.note_change_of_form ()";

/* Before there were owners */
static const char from_1[] =
  "ALTER TABLE leren.form ADD COLUMN layout bigint NOT NULL DEFAULT 1,"
  " ADD COLUMN pieces integer NOT NULL DEFAULT 0;"
  "ALTER TABLE leren.identity ADD COLUMN owner text COLLATE \"C\" NOT NULL DEFAULT '';"
  "DROP FUNCTION leren.note_identity, leren.change_identity, leren.forget_identity CASCADE;"
  /* what they have of long texts is less: they are made anew for the next search */
  "DO $$ DECLARE each regclass; BEGIN FOR each IN SELECT i.oid FROM pg_class AS i"
  " JOIN pg_am AS a ON a.oid = i.relam WHERE i.relnamespace = 'leren'::regnamespace"
  " AND a.amname = 'gin' LOOP EXECUTE format ('DROP INDEX %s', each); END LOOP; END $$";

static const char settle_from_1[] =
  "SELECT leren.lay_out (each) FROM leren.record_tables () AS each;"
  "SELECT leren.settle_owners ()";

gboolean
_leren_postgres_lay_foundation (LerenConnection *self)
{
  return _leren_postgres_run ((LerenPostgres *) self, foundation) &&
         _leren_postgres_run ((LerenPostgres *) self, functions) &&
         _leren_postgres_run ((LerenPostgres *) self, _leren_postgres_owners);
}

gboolean
_leren_postgres_finish_foundation (LerenConnection *self)
{
  return _leren_postgres_run ((LerenPostgres *) self, watch_form) &&
         _leren_postgres_run ((LerenPostgres *) self, watch_info) &&
         _leren_postgres_run ((LerenPostgres *) self, _leren_postgres_telling) &&
         _leren_postgres_run ((LerenPostgres *) self, stamp);
}

/* Who wrote to earlier layouts had an advisory lock: they are waited for. */
static const char wait_for_writers[] = "SELECT pg_advisory_xact_lock (1281717857)";

gboolean
_leren_postgres_renew_foundation (LerenConnection *self, gint64 layout)
{
  const struct {
    gint64 before; /* for layouts before this one */
    const char *sql;
  } steps[] = {
    { 4, wait_for_writers },
    { 2, from_1 },
    { LEREN_LAYOUT, functions },
    { LEREN_LAYOUT, _leren_postgres_owners },
    { 2, _leren_postgres_telling },
    { 2, settle_from_1 },
    { 3, watch_info },
    { LEREN_LAYOUT, stamp },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (layout < steps[i].before && !_leren_postgres_run ((LerenPostgres *) self, steps[i].sql))
      return FALSE;
  return TRUE;
}
