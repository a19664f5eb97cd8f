/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-postgres-internal-private.h"

/* Keys begin with the practice that owns a record, in "_owner", so that a table can be cut into pieces
 * in which what belongs together is together. It is the one that was found when the record was saved
 * first: a key stays what it is, under those who use it, also where the record or what it is reached
 * through comes to name another practice. Nothing that a reader may see depends on it.
 * leren.settle_owners() brings all to what the records say now, with nobody writing meanwhile. */

/* also over what an earlier version made */
const char _leren_postgres_owners[] =
  /* the members that lead to the owner where a record names none, in their order; what a type of the
   * user's own has by such a name is something else */
  "CREATE OR REPLACE FUNCTION leren.ways_to_owner (of_type text) RETURNS SETOF name LANGUAGE sql STABLE AS $$"
  " SELECT a.attname FROM unnest (ARRAY['case', 'session', 'team', 'subject', 'target'])"
  " WITH ORDINALITY AS w (member, place) JOIN pg_attribute AS a ON a.attname = w.member"
  " WHERE a.attrelid = format ('leren.%I', of_type)::regclass AND NOT a.attisdropped"
  " AND strpos (of_type, '.') = 0 ORDER BY w.place $$;"

  /* the owner of a row of that type, as SQL over its columns */
  "CREATE OR REPLACE FUNCTION leren.write_owner (of_type text) RETURNS text LANGUAGE sql STABLE AS $$"
  " SELECT CASE of_type WHEN 'unknown_record' THEN '''''' WHEN 'practice' THEN 't.\"id\"'"
  " ELSE 'coalesce (t.\"practice\"' || coalesce ((SELECT string_agg (format ("
  "', (SELECT nullif (i.owner, '''') FROM leren.identity AS i WHERE i.id = t.%I)', way), '')"
  " FROM leren.ways_to_owner (of_type) AS way), '') || ', '''')' END $$;"

  "CREATE OR REPLACE FUNCTION leren.record_tables () RETURNS SETOF name LANGUAGE sql STABLE AS $$"
  " SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid"
  " WHERE c.relnamespace = 'leren'::regnamespace AND c.relkind IN ('r', 'p')"
  " AND NOT c.relispartition AND a.attname = '_revision' ORDER BY c.relname $$;"

  /* Where the owner of those from row number @first on is another than it is said to be: of those that
   * have none, or of @every one. What is reached through others may take some rounds. */
  "CREATE OR REPLACE FUNCTION leren.settle_owners (first bigint DEFAULT 0, every boolean DEFAULT true)"
  " RETURNS bigint LANGUAGE plpgsql AS $$"
  " DECLARE each name; owner text; n bigint; in_round bigint; settled bigint := 0; BEGIN"
  " IF every THEN " LEREN_WRITE_ALONE "; END IF;"
  /* a row that moves to another piece goes and comes: its identity with it, whoever imports */
  " PERFORM set_config ('leren.importing', '', true);"
  " FOR round IN 1 .. 100 LOOP in_round := 0;"
  " FOR each IN SELECT leren.record_tables () LOOP owner := leren.write_owner (each);"
  " EXECUTE format ('UPDATE leren.%I AS t SET \"_owner\" = %s WHERE t.\"_rowid_\" >= $1"
  " AND (t.\"_owner\" = '''' OR $2) AND t.\"_owner\" <> %s', each, owner, owner)"
  " USING first, every; GET DIAGNOSTICS n = ROW_COUNT; in_round := in_round + n; END LOOP;"
  " settled := settled + in_round; EXIT WHEN in_round = 0; END LOOP; RETURN settled; END $$;"

  "CREATE OR REPLACE FUNCTION leren.note_identity () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
  " INSERT INTO leren.identity VALUES (NEW.\"id\", TG_ARGV[0], NEW.\"_rowid_\", NEW.\"_owner\");"
  " RETURN NULL; END $$;"
  "CREATE OR REPLACE FUNCTION leren.change_identity () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
  " UPDATE leren.identity SET id = NEW.\"id\", owner = NEW.\"_owner\" WHERE id = OLD.\"id\";"
  " RETURN NULL; END $$;"
  "CREATE OR REPLACE FUNCTION leren.forget_identity () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
  " DELETE FROM leren.identity WHERE id = OLD.\"id\"; RETURN NULL; END $$;"

  /* The triggers come last: what a table is made of is known already. */
  "CREATE OR REPLACE FUNCTION leren.watch_table (of_type text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN"
  " EXECUTE format ('CREATE TRIGGER note_identity AFTER INSERT ON leren.%I FOR EACH ROW"
  " WHEN (current_setting (''leren.importing'', true) IS DISTINCT FROM ''yes'')"
  " EXECUTE FUNCTION leren.note_identity (%L)', of_type, of_type);"
  " EXECUTE format ('CREATE TRIGGER change_identity AFTER UPDATE ON leren.%I FOR EACH ROW"
  " WHEN (OLD.\"id\" IS DISTINCT FROM NEW.\"id\" OR OLD.\"_owner\" IS DISTINCT FROM NEW.\"_owner\")"
  " EXECUTE FUNCTION leren.change_identity ()', of_type);"
  " EXECUTE format ('CREATE TRIGGER forget_identity AFTER DELETE ON leren.%I FOR EACH ROW"
  " EXECUTE FUNCTION leren.forget_identity ()', of_type); END $$;"

  /* A table in so many pieces, by a hash of the owner; with 0 it is whole. Its rows are copied. */
  "CREATE OR REPLACE FUNCTION leren.cut (of_type text, n_pieces integer) RETURNS void LANGUAGE plpgsql AS $$"
  " BEGIN"
  " EXECUTE format ('ALTER TABLE leren.%I RENAME TO %I', of_type, of_type || ' before');"
  " EXECUTE format ('CREATE TABLE leren.%I (LIKE leren.%I INCLUDING DEFAULTS)%s', of_type,"
  " of_type || ' before', CASE WHEN n_pieces > 0 THEN ' PARTITION BY HASH (\"_owner\")' END);"
  " FOR i IN 0 .. n_pieces - 1 LOOP"
  " EXECUTE format ('CREATE TABLE leren.%I PARTITION OF leren.%I"
  " FOR VALUES WITH (MODULUS %s, REMAINDER %s)', of_type || ' ' || i, of_type, n_pieces, i);"
  " END LOOP;"
  " EXECUTE format ('INSERT INTO leren.%I SELECT * FROM leren.%I', of_type, of_type || ' before');"
  " EXECUTE format ('DROP TABLE leren.%I', of_type || ' before');"
  " EXECUTE format ('ALTER TABLE leren.%I ADD PRIMARY KEY (\"_owner\", \"id\")', of_type);"
  /* no piece can tell whether an id is in another one: leren.identity does */
  " EXECUTE format ('CREATE INDEX %I ON leren.%I (\"id\")', of_type || '_id', of_type);"
  " EXECUTE format ('CREATE INDEX ON leren.%I (\"_rowid_\")', of_type); END $$;"

  /* after a table of records was made as in a file */
  "CREATE OR REPLACE FUNCTION leren.lay_out (of_type text) RETURNS void LANGUAGE plpgsql AS $$"
  " DECLARE wanted integer := (SELECT pieces FROM leren.form); BEGIN"
  " EXECUTE format ('ALTER TABLE leren.%I ADD COLUMN \"_owner\" text COLLATE \"C\""
  " NOT NULL DEFAULT ''''', of_type);"
  " IF wanted > 0 THEN PERFORM leren.cut (of_type, wanted); ELSE"
  " EXECUTE format ('ALTER TABLE leren.%I ADD PRIMARY KEY (\"_owner\", \"id\")', of_type);"
  " END IF; PERFORM leren.watch_table (of_type); END $$;"

  /* for who looks after the database: all tables, also those to come */
  "CREATE OR REPLACE FUNCTION leren.partition (n_pieces integer) RETURNS void LANGUAGE plpgsql AS $$"
  " DECLARE each name; BEGIN"
  " IF n_pieces NOT BETWEEN 0 AND 1000 THEN"
  " RAISE 'a table can be cut into 1 to 1000 pieces, or be whole with 0; not into %', n_pieces;"
  " END IF;"
  " " LEREN_WRITE_ALONE ";"
  /* what readers see hangs on the tables, and is made anew on those that come */
  " DROP SCHEMA IF EXISTS leren_sight CASCADE;"
  " FOR each IN SELECT leren.record_tables () LOOP"
  " PERFORM leren.cut (each, n_pieces); PERFORM leren.watch_table (each); END LOOP;"
  " IF to_regclass ('leren.sight') IS NOT NULL THEN PERFORM leren.renew_sight (); END IF;"
  " UPDATE leren.form SET pieces = n_pieces, changes = changes + 1; END $$;";
