SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA leren;
CREATE FUNCTION leren.add_to_json(so_far text, value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT left (so_far, -1) || CASE so_far WHEN '[]' THEN '' ELSE ',' END || to_json (value) || ']' $$;
CREATE FUNCTION leren.change_identity() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN UPDATE leren.identity SET id = NEW."id", owner = NEW."_owner" WHERE id = OLD."id"; RETURN NULL; END $$;
CREATE FUNCTION leren.cut(of_type text, n_pieces integer) RETURNS void
    LANGUAGE plpgsql
    AS $$ BEGIN EXECUTE format ('ALTER TABLE leren.%I RENAME TO %I', of_type, of_type || ' before'); EXECUTE format ('CREATE TABLE leren.%I (LIKE leren.%I INCLUDING DEFAULTS)%s', of_type, of_type || ' before', CASE WHEN n_pieces > 0 THEN ' PARTITION BY HASH ("_owner")' END); FOR i IN 0 .. n_pieces - 1 LOOP EXECUTE format ('CREATE TABLE leren.%I PARTITION OF leren.%I FOR VALUES WITH (MODULUS %s, REMAINDER %s)', of_type || ' ' || i, of_type, n_pieces, i); END LOOP; EXECUTE format ('INSERT INTO leren.%I SELECT * FROM leren.%I', of_type, of_type || ' before'); EXECUTE format ('DROP TABLE leren.%I', of_type || ' before'); EXECUTE format ('ALTER TABLE leren.%I ADD PRIMARY KEY ("_owner", "id")', of_type); EXECUTE format ('CREATE INDEX %I ON leren.%I ("id")', of_type || '_id', of_type); EXECUTE format ('CREATE INDEX ON leren.%I ("_rowid_")', of_type); END $$;
CREATE FUNCTION leren.forget_identity() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN DELETE FROM leren.identity WHERE id = OLD."id"; RETURN NULL; END $$;
CREATE FUNCTION leren.join_words(so_far text, word text, separator text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$SELECT CASE WHEN so_far IS NULL THEN word WHEN word IS NULL THEN so_far ELSE so_far || separator || word END$$;
CREATE FUNCTION leren.json_each(list text) RETURNS TABLE(value text)
    LANGUAGE sql IMMUTABLE ROWS 5 PARALLEL SAFE
    AS $_$ SELECT json_array_elements_text (CASE WHEN list ~ '^\s*\[\s*(?:"(?:[^"\\\u0001-\u001f]|\\(?:["\\/bfnrt]|u(?:[1-9a-cefA-CEF][0-9a-fA-F]{3}|[dD][0-7][0-9a-fA-F]{2}|0(?:[1-9a-fA-F][0-9a-fA-F]{2}|0(?:[1-9a-fA-F][0-9a-fA-F]|0[1-9a-fA-F]))|[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})))*"\s*(?:,\s*(?=")|(?=\])))*\]\s*$' THEN list::json ELSE '[]' END) $_$;
CREATE FUNCTION leren.lay_out(of_type text) RETURNS void
    LANGUAGE plpgsql
    AS $$ DECLARE wanted integer := (SELECT pieces FROM leren.form); BEGIN EXECUTE format ('ALTER TABLE leren.%I ADD COLUMN "_owner" text COLLATE "C" NOT NULL DEFAULT ''''', of_type); IF wanted > 0 THEN PERFORM leren.cut (of_type, wanted); ELSE EXECUTE format ('ALTER TABLE leren.%I ADD PRIMARY KEY ("_owner", "id")', of_type); END IF; PERFORM leren.watch_table (of_type); END $$;
CREATE FUNCTION leren.leren_moment(given text) RETURNS bigint
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$ DECLARE p text[]; days integer; minutes bigint; BEGIN p := regexp_match (given, '^([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(?:\.([0-9]+))?(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))$'); IF p IS NULL OR p[1] = '0000' OR p[3]::integer > extract (day FROM make_date (p[1]::integer, p[2]::integer, 1) + interval '1 month' - interval '1 day') THEN RETURN NULL; END IF; days := make_date (p[1]::integer, p[2]::integer, p[3]::integer) - date '1970-01-01'; minutes := (days::bigint * 24 + p[4]::integer) * 60 + p[5]::integer - coalesce ((p[8] || '1')::integer * (p[9]::integer * 60 + p[10]::integer), 0); RETURN (minutes * 60 + p[6]::integer) * 1000000 + coalesce (rpad (left (p[7], 6), 6, '0')::bigint, 0); END $_$;
CREATE FUNCTION leren.note_change_of_form() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN UPDATE leren.form SET changes = changes + 1; RETURN NULL; END $$;
CREATE FUNCTION leren.note_identity() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO leren.identity VALUES (NEW."id", TG_ARGV[0], NEW."_rowid_", NEW."_owner"); RETURN NULL; END $$;
CREATE FUNCTION leren.partition(n_pieces integer) RETURNS void
    LANGUAGE plpgsql
    AS $$ DECLARE each name; BEGIN IF n_pieces NOT BETWEEN 0 AND 1000 THEN RAISE 'a table can be cut into 1 to 1000 pieces, or be whole with 0; not into %', n_pieces; END IF; PERFORM pg_advisory_xact_lock (1281717857); DROP SCHEMA IF EXISTS leren_sight CASCADE; FOR each IN SELECT leren.record_tables () LOOP PERFORM leren.cut (each, n_pieces); PERFORM leren.watch_table (each); END LOOP; IF to_regclass ('leren.sight') IS NOT NULL THEN PERFORM leren.renew_sight (); END IF; UPDATE leren.form SET pieces = n_pieces, changes = changes + 1; END $$;
CREATE FUNCTION leren.plain_words(given text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT regexp_replace (regexp_replace (normalize (given, NFKD), '[\u0300-\u036f]', '', 'g'), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g') $$;
CREATE FUNCTION leren.record_tables() RETURNS SETOF name
    LANGUAGE sql STABLE
    AS $$ SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid WHERE c.relnamespace = 'leren'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attname = '_revision' ORDER BY c.relname $$;
CREATE FUNCTION leren.settle_owners(first bigint DEFAULT 0, every boolean DEFAULT true) RETURNS bigint
    LANGUAGE plpgsql
    AS $_$ DECLARE each name; owner text; n bigint; in_round bigint; settled bigint := 0; BEGIN IF every THEN PERFORM pg_advisory_xact_lock (1281717857); END IF; PERFORM set_config ('leren.importing', '', true); FOR round IN 1 .. 100 LOOP in_round := 0; FOR each IN SELECT leren.record_tables () LOOP owner := leren.write_owner (each); EXECUTE format ('UPDATE leren.%I AS t SET "_owner" = %s WHERE t."_rowid_" >= $1 AND (t."_owner" = '''' OR $2) AND t."_owner" <> %s', each, owner, owner) USING first, every; GET DIAGNOSTICS n = ROW_COUNT; in_round := in_round + n; END LOOP; settled := settled + in_round; EXIT WHEN in_round = 0; END LOOP; RETURN settled; END $_$;
CREATE FUNCTION leren.sought(quoted text) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE
    AS $$ DECLARE word text; one tsquery; every tsquery; BEGIN FOREACH word IN ARRAY regexp_split_to_array (btrim (quoted, '"'), '" "') LOOP word := btrim (leren.plain_words (word)); CONTINUE WHEN word = ''; one := to_tsquery ('simple', replace (word, ' ', ':A <-> ') || ':A'); IF word NOT LIKE '% %' THEN one := one || to_tsquery ('dutch', word || ':B') || to_tsquery ('english', word || ':C'); END IF; every := CASE WHEN every IS NULL THEN one ELSE every && one END; END LOOP; RETURN every; END $$;
CREATE FUNCTION leren.tell_of_changes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN PERFORM pg_notify ('leren', coalesce (current_setting ('leren.writer', true), '')); RETURN NULL; END $$;
CREATE FUNCTION leren.watch_table(of_type text) RETURNS void
    LANGUAGE plpgsql
    AS $$ BEGIN EXECUTE format ('CREATE TRIGGER note_identity AFTER INSERT ON leren.%I FOR EACH ROW WHEN (current_setting (''leren.importing'', true) IS DISTINCT FROM ''yes'') EXECUTE FUNCTION leren.note_identity (%L)', of_type, of_type); EXECUTE format ('CREATE TRIGGER change_identity AFTER UPDATE ON leren.%I FOR EACH ROW WHEN (OLD."id" IS DISTINCT FROM NEW."id" OR OLD."_owner" IS DISTINCT FROM NEW."_owner") EXECUTE FUNCTION leren.change_identity ()', of_type); EXECUTE format ('CREATE TRIGGER forget_identity AFTER DELETE ON leren.%I FOR EACH ROW EXECUTE FUNCTION leren.forget_identity ()', of_type); END $$;
CREATE FUNCTION leren.ways_to_owner(of_type text) RETURNS SETOF name
    LANGUAGE sql STABLE
    AS $$ SELECT a.attname FROM unnest (ARRAY['case', 'session', 'team', 'subject', 'target']) WITH ORDINALITY AS w (member, place) JOIN pg_attribute AS a ON a.attname = w.member WHERE a.attrelid = format ('leren.%I', of_type)::regclass AND NOT a.attisdropped AND strpos (of_type, '.') = 0 ORDER BY w.place $$;
CREATE FUNCTION leren.words(given text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE
    AS $$ DECLARE plain text := leren.plain_words (given); part text; place integer := 1; whole integer; found tsvector; BEGIN IF length (plain) <= 60000 THEN RETURN leren.words_of (plain); END IF; BEGIN RETURN leren.words_of (plain); EXCEPTION WHEN program_limit_exceeded THEN NULL; END; LOOP part := substr (plain, place, 60000); EXIT WHEN part = ''; whole := length (part) - strpos (reverse (part), ' ') + 1; IF length (part) = 60000 AND whole <= 60000 THEN part := left (part, whole); END IF; BEGIN found := CASE WHEN place = 1 THEN leren.words_of (part) ELSE found || strip (leren.words_of (part)) END; EXCEPTION WHEN program_limit_exceeded THEN RETURN found; END; place := place + length (part); END LOOP; RETURN found; END $$;
CREATE FUNCTION leren.words_of(given text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT setweight (to_tsvector ('simple', given), 'A') || setweight (to_tsvector ('dutch', given), 'B') || setweight (to_tsvector ('english', given), 'C') $$;
CREATE FUNCTION leren.write_owner(of_type text) RETURNS text
    LANGUAGE sql STABLE
    AS $$ SELECT CASE of_type WHEN 'unknown_record' THEN '''''' WHEN 'practice' THEN 't."id"' ELSE 'coalesce (t."practice"' || coalesce ((SELECT string_agg (format (', (SELECT nullif (i.owner, '''') FROM leren.identity AS i WHERE i.id = t.%I)', way), '') FROM leren.ways_to_owner (of_type) AS way), '') || ', '''')' END $$;
CREATE AGGREGATE leren.group_concat(text, text) (
    SFUNC = leren.join_words,
    STYPE = text
);
CREATE AGGREGATE leren.json_group_array(text) (
    SFUNC = leren.add_to_json,
    STYPE = text,
    INITCOND = '[]'
);
CREATE SEQUENCE leren.row_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE leren.action (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    what text NOT NULL COLLATE pg_catalog."C",
    "case" text COLLATE pg_catalog."C",
    session text COLLATE pg_catalog."C",
    intended_effect text COLLATE pg_catalog."C",
    owner text COLLATE pg_catalog."C",
    level text COLLATE pg_catalog."C",
    due text COLLATE pg_catalog."C",
    state text COLLATE pg_catalog."C",
    undertaken text COLLATE pg_catalog."C",
    effect text COLLATE pg_catalog."C",
    effect_rating bigint,
    reviewed text COLLATE pg_catalog."C",
    review_session text COLLATE pg_catalog."C",
    reflection text COLLATE pg_catalog."C",
    conclusion text COLLATE pg_catalog."C",
    previous text COLLATE pg_catalog."C",
    drop_reason text COLLATE pg_catalog."C",
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren."case" (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    title text NOT NULL COLLATE pg_catalog."C",
    narrative text COLLATE pg_catalog."C",
    contributor text COLLATE pg_catalog."C",
    question text COLLATE pg_catalog."C",
    domains text COLLATE pg_catalog."C",
    urgency bigint,
    status text COLLATE pg_catalog."C",
    team text COLLATE pg_catalog."C",
    needs text COLLATE pg_catalog."C",
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.coding (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    framework text NOT NULL COLLATE pg_catalog."C",
    concept text NOT NULL COLLATE pg_catalog."C",
    coder text NOT NULL COLLATE pg_catalog."C",
    start bigint,
    "end" bigint,
    weight double precision,
    memo text COLLATE pg_catalog."C",
    at text COLLATE pg_catalog."C",
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.contribution (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    session text NOT NULL COLLATE pg_catalog."C",
    "case" text COLLATE pg_catalog."C",
    speaker text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    text text COLLATE pg_catalog."C",
    in_reply_to text COLLATE pg_catalog."C",
    stage text COLLATE pg_catalog."C",
    at text COLLATE pg_catalog."C",
    seconds double precision,
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.conversion (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    sources text COLLATE pg_catalog."C",
    results text NOT NULL COLLATE pg_catalog."C",
    mode text COLLATE pg_catalog."C",
    session text COLLATE pg_catalog."C",
    participants text COLLATE pg_catalog."C",
    trigger text COLLATE pg_catalog."C",
    at text COLLATE pg_catalog."C",
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.form (
    version bigint NOT NULL,
    changes bigint NOT NULL,
    origin uuid NOT NULL,
    layout bigint NOT NULL,
    pieces integer NOT NULL
);
CREATE TABLE leren.framework (
    id text NOT NULL COLLATE pg_catalog."C",
    json text NOT NULL COLLATE pg_catalog."C",
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL
);
CREATE TABLE leren.identity (
    id text NOT NULL COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    "row" bigint NOT NULL,
    owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.journal (
    number bigint NOT NULL,
    at text NOT NULL COLLATE pg_catalog."C",
    who text COLLATE pg_catalog."C",
    change text NOT NULL COLLATE pg_catalog."C",
    type text COLLATE pg_catalog."C",
    id text COLLATE pg_catalog."C",
    before bigint,
    old text COLLATE pg_catalog."C",
    first_row bigint,
    last_row bigint,
    _xact bigint DEFAULT ((pg_current_xact_id())::text)::bigint,
    _writer text DEFAULT current_setting('leren.writer'::text, true)
);
ALTER TABLE leren.journal ALTER COLUMN number ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME leren.journal_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE leren.knowledge (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    statement text NOT NULL COLLATE pg_catalog."C",
    form text NOT NULL COLLATE pg_catalog."C",
    holder text COLLATE pg_catalog."C",
    kind text COLLATE pg_catalog."C",
    origin text COLLATE pg_catalog."C",
    product text COLLATE pg_catalog."C",
    area text COLLATE pg_catalog."C",
    "case" text COLLATE pg_catalog."C",
    team text COLLATE pg_catalog."C",
    valid_until text COLLATE pg_catalog."C",
    superseded_by text COLLATE pg_catalog."C",
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren."org.example.huisbezoek" (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    gelukt bigint,
    minuten bigint,
    straat text COLLATE pg_catalog."C",
    wie text COLLATE pg_catalog."C",
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.own_type (
    name text NOT NULL COLLATE pg_catalog."C",
    fields text NOT NULL COLLATE pg_catalog."C",
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL
);
CREATE TABLE leren.participant (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    name text COLLATE pg_catalog."C",
    roles text COLLATE pg_catalog."C",
    force text COLLATE pg_catalog."C",
    profile text COLLATE pg_catalog."C",
    expertise text COLLATE pg_catalog."C",
    organisation text COLLATE pg_catalog."C",
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.practice (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    learners text COLLATE pg_catalog."C",
    setting text COLLATE pg_catalog."C",
    goal text COLLATE pg_catalog."C",
    facilitation text COLLATE pg_catalog."C",
    conclusion text COLLATE pg_catalog."C",
    phase text COLLATE pg_catalog."C",
    started text COLLATE pg_catalog."C",
    ended text COLLATE pg_catalog."C",
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.rating (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    value double precision NOT NULL,
    subject text COLLATE pg_catalog."C",
    framework text COLLATE pg_catalog."C",
    concept text COLLATE pg_catalog."C",
    participant text COLLATE pg_catalog."C",
    minimum double precision,
    maximum double precision,
    at text COLLATE pg_catalog."C",
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.reflection (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    text text NOT NULL COLLATE pg_catalog."C",
    subject text COLLATE pg_catalog."C",
    "case" text COLLATE pg_catalog."C",
    session text COLLATE pg_catalog."C",
    level text COLLATE pg_catalog."C",
    loop text COLLATE pg_catalog."C",
    timing text COLLATE pg_catalog."C",
    stance text COLLATE pg_catalog."C",
    certainty text COLLATE pg_catalog."C",
    collective bigint,
    at text COLLATE pg_catalog."C",
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.session (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    title text COLLATE pg_catalog."C",
    team text COLLATE pg_catalog."C",
    protocol text COLLATE pg_catalog."C",
    place text COLLATE pg_catalog."C",
    started text COLLATE pg_catalog."C",
    minutes double precision,
    facilitator text COLLATE pg_catalog."C",
    present text COLLATE pg_catalog."C",
    cases text COLLATE pg_catalog."C",
    cancelled bigint,
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.store_info (
    name text NOT NULL COLLATE pg_catalog."C",
    value text COLLATE pg_catalog."C",
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL
);
CREATE TABLE leren.team (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    organisation text COLLATE pg_catalog."C",
    members text COLLATE pg_catalog."C",
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.tension (
    id text NOT NULL COLLATE pg_catalog."C",
    created text COLLATE pg_catalog."C",
    modified text COLLATE pg_catalog."C",
    author text COLLATE pg_catalog."C",
    practice text COLLATE pg_catalog."C",
    visibility text COLLATE pg_catalog."C",
    attributes text COLLATE pg_catalog."C",
    description text NOT NULL COLLATE pg_catalog."C",
    pole_from text COLLATE pg_catalog."C",
    pole_to text COLLATE pg_catalog."C",
    pair text COLLATE pg_catalog."C",
    contradiction text COLLATE pg_catalog."C",
    elements text COLLATE pg_catalog."C",
    status text COLLATE pg_catalog."C",
    parties text COLLATE pg_catalog."C",
    "case" text COLLATE pg_catalog."C",
    surfaced text COLLATE pg_catalog."C",
    settled text COLLATE pg_catalog."C",
    unknown_members text COLLATE pg_catalog."C",
    numbers_as_given text COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE leren.unknown_record (
    id text NOT NULL COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    json text NOT NULL COLLATE pg_catalog."C",
    _revision bigint,
    _rowid_ bigint DEFAULT nextval('leren.row_number'::regclass) NOT NULL,
    _owner text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
INSERT INTO leren.action VALUES ('a1', NULL, NULL, NULL, NULL, NULL, NULL, 'Samen met haar de verhuurder bellen', 'huur', 's1', 'Zij voert het gesprek', 'ada', 'behaviour', '2026-02-17', 'concluded', '2026-02-10', 'Zij belde, ik zat erbij', 8, '2026-03-03', 's2', 'r1', 'adapt', NULL, NULL, NULL, NULL, 1, 13, 'zuid');
INSERT INTO leren.action VALUES ('a2', NULL, NULL, NULL, NULL, NULL, NULL, 'Zij belt alleen', 'huur', 's2', NULL, 'ada', NULL, NULL, 'dropped', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'a1', 'De schuld is kwijtgescholden', NULL, NULL, 1, 14, 'zuid');
INSERT INTO leren."case" VALUES ('huur', '2026-02-01T10:00:00.250+01:00', NULL, 'ada', 'zuid', NULL, '{"dossier":"2026/017","groot getal":12345678901234567890,"leeg":{}}', 'Huurachterstand bij mevrouw X', 'Zij belt niet meer terug; de deurwaarder was er al. “Het komt wel goed”, zegt zij — en: ‘ik kan het zélf’. 🏠', 'ada', 'Hoe blijf ik naast haar staan?', '["wonen","schulden"]', 4, 'open', 'team-zuid', '["schulden"]', NULL, NULL, 1, 7, 'zuid');
INSERT INTO leren.coding VALUES ('d1', NULL, NULL, NULL, NULL, NULL, NULL, 'r1', 'wijkteam-gesprek', 'verkennen', 'bo', 3, 17, 0.75, 'Overnemen', '2026-03-04T09:00:00+01:00', NULL, NULL, 1, 20, 'zuid');
INSERT INTO leren.contribution VALUES ('c1', NULL, NULL, NULL, NULL, NULL, NULL, 's1', 'huur', 'bo', 'open-question', 'Wat zou er gebeuren als je een week niets deed?', NULL, 'open-questions', '2026-02-03T13:41:07+01:00', 12.5, NULL, NULL, 1, 10, 'zuid');
INSERT INTO leren.contribution VALUES ('c2', NULL, NULL, NULL, NULL, NULL, NULL, 's1', 'huur', 'mevrouw-x', 'story', 'Dan belde ik zelf.', 'c1', NULL, NULL, NULL, NULL, NULL, 1, 11, 'zuid');
INSERT INTO leren.conversion VALUES ('v1', NULL, NULL, NULL, NULL, NULL, NULL, '["k1"]', '["k2"]', 'externalisation', 's2', '["ada","bo"]', 'De vraag van een collega', '2026-03-03T14:10:00+01:00', NULL, NULL, 1, 17, 'zuid');
INSERT INTO leren.form VALUES (2, 2, 'fbc72b63-fadc-423f-be3c-5cd1a07810be', 3, 0);
INSERT INTO leren.framework VALUES ('wijkteam-gesprek', '{"format":"leren-framework","version":1,"id":"wijkteam-gesprek","kind":"phases","label":{"en":"Kitchen-table talk","nl":"Keukentafelgesprek"},"description":{"en":"The talk at home, step by step.","nl":"Het gesprek thuis, stap voor stap."},"sources":[{"author":"Wijkteam Zuid","year":2026,"title":"Werkwijze"}],"concepts":[{"id":"kennismaken","label":{"en":"Getting to know each other","nl":"Kennismaken"}},{"id":"verkennen","label":{"en":"Exploring","nl":"Verkennen"},"questions":{"en":["What would you miss?"],"nl":["Wat zou u missen?"]}},{"id":"afspreken","label":{"en":"Agreeing","nl":"Afspreken"}}]}', 4);
INSERT INTO leren.identity VALUES ('zuid', 'practice', 2, 'zuid');
INSERT INTO leren.identity VALUES ('ada', 'participant', 3, '');
INSERT INTO leren.identity VALUES ('bo', 'participant', 4, '');
INSERT INTO leren.identity VALUES ('mevrouw-x', 'participant', 5, '');
INSERT INTO leren.identity VALUES ('team-zuid', 'team', 6, 'zuid');
INSERT INTO leren.identity VALUES ('huur', 'case', 7, 'zuid');
INSERT INTO leren.identity VALUES ('s1', 'session', 8, 'zuid');
INSERT INTO leren.identity VALUES ('s2', 'session', 9, 'zuid');
INSERT INTO leren.identity VALUES ('c1', 'contribution', 10, 'zuid');
INSERT INTO leren.identity VALUES ('c2', 'contribution', 11, 'zuid');
INSERT INTO leren.identity VALUES ('r1', 'reflection', 12, 'zuid');
INSERT INTO leren.identity VALUES ('a1', 'action', 13, 'zuid');
INSERT INTO leren.identity VALUES ('a2', 'action', 14, 'zuid');
INSERT INTO leren.identity VALUES ('k1', 'knowledge', 15, 'zuid');
INSERT INTO leren.identity VALUES ('k2', 'knowledge', 16, '');
INSERT INTO leren.identity VALUES ('v1', 'conversion', 17, 'zuid');
INSERT INTO leren.identity VALUES ('t1', 'tension', 18, 'zuid');
INSERT INTO leren.identity VALUES ('w1', 'rating', 19, 'zuid');
INSERT INTO leren.identity VALUES ('d1', 'coding', 20, 'zuid');
INSERT INTO leren.identity VALUES ('b1', 'org.example.huisbezoek', 21, '');
INSERT INTO leren.identity VALUES ('b2', 'org.example.huisbezoek', 22, '');
INSERT INTO leren.identity VALUES ('x1', 'unknown_record', 23, '');
INSERT INTO leren.journal VALUES (2, '2026-11-22T15:10:40.008515Z', NULL, 'framework', 'framework', 'wijkteam-gesprek', NULL, NULL, NULL, NULL, 4461, 'e60574c3-0fcd-4c2d-9653-654a511b730b');
INSERT INTO leren.journal VALUES (1, '2026-11-22T15:10:39.997038Z', NULL, 'imported', NULL, NULL, NULL, NULL, 2, 23, 4461, 'e60574c3-0fcd-4c2d-9653-654a511b730b');
INSERT INTO leren.journal VALUES (3, '2026-11-22T15:10:40.021205Z', NULL, 'added', 'session', 'weg', NULL, NULL, NULL, NULL, 4463, 'e60574c3-0fcd-4c2d-9653-654a511b730b');
INSERT INTO leren.journal VALUES (4, '2026-11-22T15:10:40.025586Z', NULL, 'deleted', 'session', 'weg', 3, '{"type":"session","id":"weg","created":"2026-11-22T15:10:40.021205Z","title":"Vervallen overleg","team":"team-zuid"}', NULL, NULL, 4464, 'e60574c3-0fcd-4c2d-9653-654a511b730b');
INSERT INTO leren.knowledge VALUES ('k1', NULL, NULL, NULL, NULL, NULL, NULL, 'Wie erbij zit, hoeft niet te praten.', 'tacit', 'individual', 'sympathised', 'experience', NULL, 'gespreksvoering', 'huur', 'team-zuid', NULL, 'k2', NULL, NULL, 1, 15, 'zuid');
INSERT INTO leren.knowledge VALUES ('k2', NULL, NULL, NULL, NULL, NULL, NULL, 'Bel samen, maar laat de bewoner het woord voeren.', 'explicit', 'team', 'conceptual', 'experience', 'Werkkaart', NULL, NULL, NULL, '2027-01-01', NULL, NULL, NULL, 1, 16, '');
INSERT INTO leren."org.example.huisbezoek" VALUES ('b1', '2026-02-10T11:00:00+01:00', NULL, 'ada', NULL, NULL, NULL, 1, 45, 'Brugstraat 12', '["ada","mevrouw-x"]', '{"org.example.weer":"regen"}', NULL, 1, 21, '');
INSERT INTO leren."org.example.huisbezoek" VALUES ('b2', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Brugstraat 12', NULL, NULL, NULL, 1, 22, '');
INSERT INTO leren.own_type VALUES ('org.example.huisbezoek', 'gelukt:3 minuten:1 straat:0 wie:10', 3);
INSERT INTO leren.participant VALUES ('ada', NULL, NULL, NULL, NULL, NULL, NULL, 'Ada de Wit', '["professional"]', 'professional', 't-shaped', '[{"area":"schulden","depth":4},{"area":"jeugd","depth":2}]', 'Gemeente', NULL, NULL, 1, 3, '');
INSERT INTO leren.participant VALUES ('bo', NULL, NULL, NULL, NULL, NULL, NULL, 'Bo Jansen', '["coach"]', NULL, NULL, NULL, NULL, '{"org.example.telefoon":{"intern":4711,"uren":[9.0,17.50]}}', NULL, 1, 4, '');
INSERT INTO leren.participant VALUES ('mevrouw-x', NULL, NULL, 'ada', NULL, 'private', NULL, NULL, '["client"]', NULL, NULL, NULL, NULL, NULL, NULL, 1, 5, '');
INSERT INTO leren.practice VALUES ('zuid', '2026-01-05T09:00:00+01:00', NULL, NULL, NULL, NULL, NULL, 'Kantelen in Zuid', 'Het wijkteam, bewoners en een leercoach', 'Een buurthuis', 'Van zorgen voor naar zorgen dat', 'Een leercoach die vooral vraagt', 'Nog niet: we zijn er middenin', 'materialise', '2026-01-05', '2026-12-18', NULL, NULL, 1, 2, 'zuid');
INSERT INTO leren.rating VALUES ('w1', NULL, NULL, NULL, NULL, NULL, NULL, 6.5, 'team-zuid', 'shifts', 'supply-to-demand', 'ada', 1, 10, '2026-03-03T15:00:00+01:00', NULL, '{"value":6.50}', 1, 19, 'zuid');
INSERT INTO leren.reflection VALUES ('r1', NULL, NULL, NULL, NULL, NULL, NULL, 'Ik nam het over omdat ik bang was dat het misging.', 'huur', 'huur', 's1', 'belief', 'double', 'on-action', 'in-use', 'ambiguous', 0, '2026-02-04T08:00:00Z', NULL, NULL, 1, 12, 'zuid');
INSERT INTO leren.session VALUES ('s1', NULL, NULL, NULL, 'zuid', NULL, NULL, 'Casusbespreking', 'team-zuid', 'action-learning', 'Buurthuis De Brug', '2026-02-03T13:30:00+01:00', 90, 'bo', '["ada","bo","mevrouw-x"]', '["huur"]', 0, NULL, NULL, 1, 8, 'zuid');
INSERT INTO leren.session VALUES ('s2', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'team-zuid', NULL, NULL, '2026-03-03T13:30:00+01:00', NULL, NULL, NULL, '["huur"]', NULL, NULL, NULL, 1, 9, 'zuid');
INSERT INTO leren.store_info VALUES ('origin', '2acd38d7-4136-488f-9870-bab4cdbe7dcc', 1);
INSERT INTO leren.team VALUES ('team-zuid', NULL, NULL, NULL, 'zuid', NULL, NULL, 'Wijkteam Zuid', 'Gemeente', '["ada","bo"]', NULL, NULL, 1, 6, 'zuid');
INSERT INTO leren.tension VALUES ('t1', NULL, NULL, NULL, 'zuid', NULL, NULL, 'Snel helpen tegenover laten oefenen', 'snel helpen', 'laten oefenen', 'caring-for-to-making-sure', 'secondary', '["subject","rules"]', 'explored', '["ada","mevrouw-x"]', 'huur', '2026-02-03', '2026-03-03', NULL, NULL, 1, 18, 'zuid');
INSERT INTO leren.unknown_record VALUES ('x1', 'org.example.agenda', '{"type":"org.example.agenda","id":"x1","wat":"iets wat deze bibliotheek niet kent","getallen":[1.0,2e3,-0.0],"in":{"diepte":[[[]]]}}', 1, 23, '');
SELECT pg_catalog.setval('leren.journal_number_seq', 4, true);
SELECT pg_catalog.setval('leren.row_number', 24, true);
ALTER TABLE ONLY leren.action
    ADD CONSTRAINT action__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.action
    ADD CONSTRAINT action_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren."case"
    ADD CONSTRAINT case__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren."case"
    ADD CONSTRAINT case_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren.coding
    ADD CONSTRAINT coding__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.coding
    ADD CONSTRAINT coding_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren.contribution
    ADD CONSTRAINT contribution__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.contribution
    ADD CONSTRAINT contribution_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren.conversion
    ADD CONSTRAINT conversion__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.conversion
    ADD CONSTRAINT conversion_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren.framework
    ADD CONSTRAINT framework__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.framework
    ADD CONSTRAINT framework_pkey PRIMARY KEY (id);
ALTER TABLE ONLY leren.identity
    ADD CONSTRAINT identity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY leren.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (number);
ALTER TABLE ONLY leren.knowledge
    ADD CONSTRAINT knowledge__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.knowledge
    ADD CONSTRAINT knowledge_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren."org.example.huisbezoek"
    ADD CONSTRAINT "org.example.huisbezoek__rowid__key" UNIQUE (_rowid_);
ALTER TABLE ONLY leren."org.example.huisbezoek"
    ADD CONSTRAINT "org.example.huisbezoek_pkey" PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren.own_type
    ADD CONSTRAINT own_type__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.own_type
    ADD CONSTRAINT own_type_pkey PRIMARY KEY (name);
ALTER TABLE ONLY leren.participant
    ADD CONSTRAINT participant__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.participant
    ADD CONSTRAINT participant_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren.practice
    ADD CONSTRAINT practice__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.practice
    ADD CONSTRAINT practice_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren.rating
    ADD CONSTRAINT rating__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.rating
    ADD CONSTRAINT rating_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren.reflection
    ADD CONSTRAINT reflection__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.reflection
    ADD CONSTRAINT reflection_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren.session
    ADD CONSTRAINT session__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren.store_info
    ADD CONSTRAINT store_info__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.store_info
    ADD CONSTRAINT store_info_pkey PRIMARY KEY (name);
ALTER TABLE ONLY leren.team
    ADD CONSTRAINT team__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.team
    ADD CONSTRAINT team_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren.tension
    ADD CONSTRAINT tension__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.tension
    ADD CONSTRAINT tension_pkey PRIMARY KEY (_owner, id);
ALTER TABLE ONLY leren.unknown_record
    ADD CONSTRAINT unknown_record__rowid__key UNIQUE (_rowid_);
ALTER TABLE ONLY leren.unknown_record
    ADD CONSTRAINT unknown_record_pkey PRIMARY KEY (_owner, id);
CREATE UNIQUE INDEX action_id ON leren.action USING btree (id);
CREATE UNIQUE INDEX case_id ON leren."case" USING btree (id);
CREATE UNIQUE INDEX coding_id ON leren.coding USING btree (id);
CREATE UNIQUE INDEX contribution_id ON leren.contribution USING btree (id);
CREATE UNIQUE INDEX conversion_id ON leren.conversion USING btree (id);
CREATE INDEX journal_deleted ON leren.journal USING btree (id) WHERE (change = 'deleted'::text);
CREATE INDEX journal_xact ON leren.journal USING brin (_xact);
CREATE UNIQUE INDEX knowledge_id ON leren.knowledge USING btree (id);
CREATE UNIQUE INDEX "org.example.huisbezoek_id" ON leren."org.example.huisbezoek" USING btree (id);
CREATE UNIQUE INDEX participant_id ON leren.participant USING btree (id);
CREATE UNIQUE INDEX practice_id ON leren.practice USING btree (id);
CREATE UNIQUE INDEX rating_id ON leren.rating USING btree (id);
CREATE UNIQUE INDEX reflection_id ON leren.reflection USING btree (id);
CREATE UNIQUE INDEX session_id ON leren.session USING btree (id);
CREATE UNIQUE INDEX team_id ON leren.team USING btree (id);
CREATE UNIQUE INDEX tension_id ON leren.tension USING btree (id);
CREATE UNIQUE INDEX unknown_record_id ON leren.unknown_record USING btree (id);
CREATE TRIGGER change_identity AFTER UPDATE ON leren.action FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren."case" FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren.coding FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren.contribution FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren.conversion FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren.knowledge FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren."org.example.huisbezoek" FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren.participant FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren.practice FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren.rating FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren.reflection FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren.session FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren.team FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren.tension FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER change_identity AFTER UPDATE ON leren.unknown_record FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old._owner IS DISTINCT FROM new._owner))) EXECUTE FUNCTION leren.change_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.action FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren."case" FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.coding FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.contribution FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.conversion FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.knowledge FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren."org.example.huisbezoek" FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.participant FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.practice FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.rating FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.reflection FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.session FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.team FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.tension FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER forget_identity AFTER DELETE ON leren.unknown_record FOR EACH ROW EXECUTE FUNCTION leren.forget_identity();
CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE ON leren.framework FOR EACH STATEMENT EXECUTE FUNCTION leren.note_change_of_form();
CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE ON leren.own_type FOR EACH STATEMENT EXECUTE FUNCTION leren.note_change_of_form();
CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE ON leren.store_info FOR EACH STATEMENT EXECUTE FUNCTION leren.note_change_of_form();
CREATE TRIGGER note_identity AFTER INSERT ON leren.action FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('action');
CREATE TRIGGER note_identity AFTER INSERT ON leren."case" FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('case');
CREATE TRIGGER note_identity AFTER INSERT ON leren.coding FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('coding');
CREATE TRIGGER note_identity AFTER INSERT ON leren.contribution FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('contribution');
CREATE TRIGGER note_identity AFTER INSERT ON leren.conversion FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('conversion');
CREATE TRIGGER note_identity AFTER INSERT ON leren.knowledge FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('knowledge');
CREATE TRIGGER note_identity AFTER INSERT ON leren."org.example.huisbezoek" FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('org.example.huisbezoek');
CREATE TRIGGER note_identity AFTER INSERT ON leren.participant FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('participant');
CREATE TRIGGER note_identity AFTER INSERT ON leren.practice FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('practice');
CREATE TRIGGER note_identity AFTER INSERT ON leren.rating FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('rating');
CREATE TRIGGER note_identity AFTER INSERT ON leren.reflection FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('reflection');
CREATE TRIGGER note_identity AFTER INSERT ON leren.session FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('session');
CREATE TRIGGER note_identity AFTER INSERT ON leren.team FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('team');
CREATE TRIGGER note_identity AFTER INSERT ON leren.tension FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('tension');
CREATE TRIGGER note_identity AFTER INSERT ON leren.unknown_record FOR EACH ROW WHEN ((current_setting('leren.importing'::text, true) IS DISTINCT FROM 'yes'::text)) EXECUTE FUNCTION leren.note_identity('unknown_record');
CREATE TRIGGER tell_of_changes AFTER INSERT ON leren.journal FOR EACH STATEMENT EXECUTE FUNCTION leren.tell_of_changes();
