/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* On a server, keys begin with the practice that owns a record: by whichever way it came there. */

#include "server-fixture.h"

#define OWNERS "SELECT id, owner FROM leren.identity ORDER BY id COLLATE \"C\""

/* Each row's key says the same as the table of all ids, in whichever piece it is. */
static void
assert_keys_agree (const char *location)
{
  g_autofree char *tables = ask_server (location, "SELECT leren.record_tables ()");
  g_auto (GStrv) names = g_strsplit (g_strchomp (tables), "\n", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "SELECT t.id FROM leren.\"%s\" AS t FULL JOIN (SELECT * FROM leren.identity"
        " WHERE type = '%s') AS i ON i.id = t.id"
        " WHERE t._owner IS DISTINCT FROM i.owner OR t._rowid_ IS DISTINCT FROM i.row",
        names[i], names[i]);

      assert_server_says (location, sql, "");
    }
  assert_server_says (
    location,
    "SELECT string_agg (a.attname, ' ' ORDER BY array_position (x.indkey, a.attnum))"
    " FROM pg_index AS x JOIN pg_attribute AS a ON a.attrelid = x.indrelid"
    " AND a.attnum = ANY (x.indkey)"
    " WHERE x.indisprimary AND x.indrelid = 'leren.reflection'::regclass",
    "_owner id\n");
}

/* A word in each way: by a member of its own, a case, a session, a team, a subject, a target */
static const char *const records[] = {
  "{'type':'practice','id':'noord','name':'Wijkteam Noord'}",
  "{'type':'practice','id':'zuid','name':'Wijkteam Zuid'}",
  "{'type':'participant','id':'ada','name':'Ada','practice':'noord'}",
  "{'type':'participant','id':'bo','name':'Bo'}",
  "{'type':'team','id':'team','name':'Schulden','practice':'noord','members':['ada','bo']}",
  "{'type':'case','id':'huur','title':'Huurachterstand','team':'team'}",
  "{'type':'session','id':'overleg','practice':'zuid','cases':['huur']}",
  "{'type':'contribution','id':'vraag','session':'overleg','case':'huur','speaker':'ada',"
  "'kind':'open-question','text':'Wat speelt er?'}",
  "{'type':'reflection','id':'terugblik','text':'Te snel','subject':'vraag','session':'overleg'}",
  "{'type':'reflection','id':'later','text':'Nog eens','subject':'terugblik'}",
  "{'type':'rating','id':'cijfer','value':3,'subject':'huur'}",
  "{'type':'coding','id':'code','target':'later','framework':'learning-loops','concept':'single',"
  "'coder':'bo'}",
  "{'type':'reflection','id':'los','text':'Van niemand'}",
};

static const char owners[] =
  "ada noord\nbo \ncijfer noord\ncode zuid\nhuur noord\nlater zuid\nlos \n"
  "noord noord\noverleg zuid\nteam noord\nterugblik zuid\nvraag noord\n"
  "zuid zuid\n";

static void
test_saved (void)
{
  g_autofree char *location = store_path ("saved");
  LerenStore *store = store_open (location);

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    must_save (store, records[i]);
  assert_server_says (location, OWNERS, owners);
  assert_keys_agree (location);

  /* a key stays what it is under those who use it, until all are settled */
  must_save (store, "{'type':'team','id':'team','name':'Schulden','practice':'zuid'}");
  must_save (store, "{'type':'reflection','id':'los','text':'Van Noord','practice':'noord'}");
  assert_server_says (location, OWNERS, owners);
  assert_server_says (location, "SELECT leren.settle_owners ()", "5\n");
  assert_server_says (
    location, OWNERS,
    "ada noord\nbo \ncijfer zuid\ncode zuid\nhuur zuid\nlater zuid\nlos noord\n"
    "noord noord\noverleg zuid\nteam zuid\nterugblik zuid\nvraag zuid\nzuid zuid\n");
  assert_keys_agree (location);
  assert_no_problems (store);
  g_object_unref (store);
  store_remove (location);
}

/* What names comes before what it names. */
static void
test_transaction (void)
{
  g_autofree char *location = store_path ("transaction");
  LerenStore *store = store_open (location);
  g_autoptr (LerenTransaction) transaction = leren_store_begin (store, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = G_N_ELEMENTS (records); i > 0; i--)
    must_save (store, records[i - 1]);
  leren_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  assert_server_says (location, OWNERS, owners);
  assert_keys_agree (location);
  assert_no_problems (store);
  g_object_unref (store);
  store_remove (location);
}

static void
import (LerenStore *store, gboolean backwards)
{
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    g_string_append_printf (lines, "%s\n", records[backwards ? G_N_ELEMENTS (records) - 1 - i : i]);
  g_strdelimit (lines->str, "'", '"');
  input = g_memory_input_stream_new_from_data (lines->str, lines->len, NULL);
  leren_importer_add_stream (importer, input, "wijkteams", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
}

static void
test_imported (void)
{
  for (guint backwards = 0; backwards < 2; backwards++)
    {
      g_autofree char *location = store_path ("imported");
      LerenStore *store = store_open (location);

      import (store, backwards != 0);
      assert_server_says (location, OWNERS, owners);
      assert_keys_agree (location);
      assert_no_problems (store);
      g_object_unref (store);
      store_remove (location);
    }
}

/* In pieces, whoever cut it, a store does what it did: also one that was open meanwhile, and for types
 * that come later. */
static void
test_in_pieces (void)
{
  g_autofree char *location = store_path ("pieces");
  LerenStore *open_before = store_open (location);
  LerenStore *store;

  must_save (open_before, records[0]);
  tell_server (location, "SELECT leren.partition (4)");
  assert_server_says (location,
                      "SELECT count(*) FROM pg_partition_tree ('leren.case') WHERE isleaf", "4\n");
  for (guint i = 1; i < G_N_ELEMENTS (records); i++)
    must_save (open_before, records[i]);
  g_object_unref (open_before);
  store = store_open (location);
  assert_server_says (location, OWNERS, owners);
  assert_keys_agree (location);
  assert_no_problems (store);

  /* an id is of one record, in whichever piece and of whichever type */
  must_not_save (store, "{'type':'case','id':'zuid','title':'Nog een'}", LEREN_ERROR_DUPLICATE,
                 "practice");
  must_save (store, "{'type':'case','id':'huur','title':'Huurachterstand, twee maanden',"
                    "'practice':'zuid'}");
  assert_server_says (location, "SELECT leren.settle_owners ()", "3\n");
  assert_keys_agree (location);
  assert_server_says (location, "SELECT count(*) FROM leren.identity", "13\n");
  g_assert_true (leren_store_delete (store, "code", NULL, NULL));
  assert_there (store, "code", FALSE);
  assert_keys_agree (location);
  assert_no_problems (store);

  /* and back again */
  tell_server (location, "SELECT leren.partition (0)");
  assert_server_says (location, "SELECT relkind FROM pg_class WHERE oid = 'leren.case'::regclass",
                      "r\n");
  assert_there (store, "huur", TRUE);
  assert_keys_agree (location);
  assert_no_problems (store);
  g_object_unref (store);
  store_remove (location);
}

/* How often the server looked into a piece of a table, once it has counted what those connected did */
static guint
count_looks (const char *location, const char *record_type)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT sum (coalesce (seq_scan, 0) + coalesce (idx_scan, 0)) FROM pg_stat_all_tables"
    " WHERE schemaname = 'leren' AND relname ~ '^%s [0-9]+$'",
    record_type);
  g_autofree char *others = NULL;
  g_autofree char *looks = NULL;

  do
    {
      g_free (others);
      others = ask_server (location, "SELECT count(*) FROM pg_stat_activity WHERE pid <>"
                                     " pg_backend_pid () AND datname = current_database ()");
    }
  while (!g_str_equal (others, "0\n"));
  looks = ask_server (location, sql);
  return g_ascii_strtoull (looks, NULL, 10);
}

typedef void (*Work) (LerenStore *store);

static void
read_case (LerenStore *store)
{
  assert_there (store, "huur", TRUE);
}

static void
change_case (LerenStore *store)
{
  must_save (store, "{'type':'case','id':'huur','title':'Huurachterstand, twee maanden'}");
}

static void
add_contribution (LerenStore *store)
{
  static guint n;
  g_autofree char *json = g_strdup_printf (
    "{'type':'contribution','id':'bij%u','session':'overleg','speaker':'ada','kind':'advice'}",
    n++);

  must_save (store, json);
}

static void
cancel_session (LerenStore *store)
{
  must_save (store, "{'type':'session','id':'volgende','practice':'zuid'}");
  g_assert_true (leren_store_delete (store, "volgende", NULL, NULL));
}

/* Whoever knows which practice owns a record looks into one piece for it, and not into all: once to read
 * it; to change it, twice; a contribution for whether its stage is one of its session; a session for its
 * protocol, and to be deleted twice. */
static void
test_one_piece (void)
{
  static const struct {
    Work work;
    const char *record_type;
    guint n_looks;
  } works[] = { { read_case, "case", 1 },
                { change_case, "case", 2 },
                { add_contribution, "contribution", 1 },
                { cancel_session, "session", 3 } };
  g_autofree char *location = store_path ("one-piece");
  LerenStore *store = store_open (location);

  tell_server (location, "SELECT leren.partition (8)");
  import (store, FALSE);
  g_object_unref (store);
  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    {
      const guint before = count_looks (location, works[i].record_type);

      store = store_open (location);
      /* the server plans anew for a while, and then as it did before */
      for (guint j = 0; j < 10; j++)
        works[i].work (store);
      g_object_unref (store);
      g_assert_cmpuint (count_looks (location, works[i].record_type), ==,
                        before + 10 * works[i].n_looks);
    }
  store_remove (location);
}

/* An owner that was looked up and is another one by now is no reason not to find a record. */
static void
test_owner_changes (void)
{
  g_autofree char *location = store_path ("changes");
  LerenStore *store = store_open (location);
  g_autoptr (LerenTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  tell_server (location, "SELECT leren.partition (8)");
  import (store, FALSE);
  assert_there (store, "los", TRUE);
  tell_server (location, "UPDATE leren.reflection SET practice = 'zuid' WHERE id = 'los';"
                         "SELECT leren.settle_owners ()");
  must_save (store, "{'type':'reflection','id':'los','text':'Van Zuid','practice':'zuid'}");

  /* in one transaction, too: what a record leads through comes after it */
  transaction = leren_store_begin (store, NULL);
  must_save (store, "{'type':'reflection','id':'vroeg','text':'Te vroeg','case':'straks'}");
  must_save (store, "{'type':'case','id':'straks','title':'Energieschuld','practice':'noord'}");
  must_save (store, "{'type':'reflection','id':'vroeg','text':'Op tijd','case':'straks'}");
  leren_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  assert_server_says (location, "SELECT owner FROM leren.identity WHERE id IN ('los', 'vroeg')",
                      "zuid\nnoord\n");
  assert_server_says (location,
                      "SELECT text FROM leren.reflection WHERE id IN ('los', 'vroeg')"
                      " ORDER BY 1",
                      "Op tijd\nVan Zuid\n");
  assert_keys_agree (location);
  assert_no_problems (store);
  g_object_unref (store);
  store_remove (location);
}

/* Who changes all tables, as an import does, is alone; who saves is with others. Nobody who reads waits. */
static void
test_alone (void)
{
  static const char too_busy[] = "55P03"; /* lock_not_available */
  g_autofree char *location = store_path ("alone");
  LerenStore *one = store_open (location), *other = store_open (location);
  g_autoptr (LerenTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  PGconn *pg = PQconnectdb (location);
  PGresult *result;

  must_save (one, records[0]);
  transaction = leren_store_begin (one, NULL);
  must_save (one, records[1]);
  must_save (other, records[3]);
  PQclear (PQexec (pg, "SET lock_timeout = 200"));
  for (guint i = 0; i < 2; i++)
    {
      result = PQexec (pg, i == 0 ? "SELECT leren.partition (2)" : "SELECT leren.settle_owners ()");
      g_assert_cmpstr (PQresultErrorField (result, PG_DIAG_SQLSTATE), ==, too_busy);
      PQclear (result);
    }
  g_assert_true (leren_transaction_commit (transaction, &error));
  g_assert_no_error (error);

  PQclear (PQexec (pg, "BEGIN; SELECT leren.settle_owners ()"));
  _leren_store_set_patience (other, 200);
  must_not_save (other, records[2], LEREN_ERROR_BUSY, "");
  assert_there (other, "noord", TRUE);
  PQclear (PQexec (pg, "COMMIT"));
  must_save (other, records[2]);
  PQfinish (pg);
  g_object_unref (one);
  g_object_unref (other);
  store_remove (location);
}

static int
compare_texts (const void *one, const void *other)
{
  return strcmp (*(char *const *) one, *(char *const *) other);
}

/* References are looked up in the table of all ids, so a check says where that is not as it should be. */
static void
test_table_of_all_ids (void)
{
  static const char *const said[] = { "case “huur”: the table of all ids",
                                      "case “weg”: the table of all ids",
                                      "coding “code”: the table of all ids",
                                      "reflection “los”: the table of all ids" };
  g_autofree char *location = store_path ("ids");
  LerenStore *store = store_open (location);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;

  import (store, FALSE);
  assert_no_problems (store);
  tell_server (location, "UPDATE leren.identity SET owner = 'zuid' WHERE id = 'huur';"
                         "UPDATE leren.identity SET \"row\" = 99 WHERE id = 'los';"
                         "DELETE FROM leren.identity WHERE id = 'code';"
                         "INSERT INTO leren.identity VALUES ('weg', 'case', 99, 'noord')");
  problems = leren_store_check (store, NULL, &error);
  g_assert_no_error (error);
  qsort (problems, g_strv_length (problems), sizeof *problems, compare_texts);
  g_assert_cmpuint (g_strv_length (problems), ==, G_N_ELEMENTS (said));
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    g_assert_true (g_str_has_prefix (problems[i], said[i]));
  g_object_unref (store);
  store_remove (location);
}

static char *
fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "stores", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* A store of an earlier layout, before there were owners, before it could be written down who reads, and when
 * who wrote had a lock that anybody could take: read as it is, it is told how to come on. */
static void
test_from_before (gconstpointer name)
{
  g_autofree char *location = store_path (name);
  g_autofree char *sql = fixture (name);
  g_autofree char *lines = fixture ("v2.jsonl");
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  LerenStore *store;

  tell_server (location, sql);
  store = leren_store_open (location, LEREN_STORE_FLAGS_READ_ONLY, NULL, &error);
  g_assert_null (store);
  assert_said (error, LEREN_ERROR_READ_ONLY, "open it once");
  g_clear_error (&error);

  store = store_open (location);
  leren_store_export (store, stream, LEREN_FORMAT_JSON_LINES, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write (stream, "", 1, NULL, NULL);
  g_assert_cmpstr (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), ==, lines);
  assert_keys_agree (location);
  assert_server_says (location, "SELECT leren.settle_owners ()", "0\n");
  assert_server_says (location, "SELECT count(*) > 0 FROM leren.reflection WHERE _owner <> ''",
                      "t\n");
  /* nothing is left of locks that anybody may take */
  assert_server_says (location,
                      "SELECT proname FROM pg_proc WHERE pronamespace = 'leren'::regnamespace"
                      " AND prosrc LIKE '%advisory%'",
                      "");
  assert_no_problems (store);

  leren_store_set_auditing (store, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (store);
  store = store_open (location);
  assert_there (store, "huur", TRUE);
  assert_server_says (location, "SELECT how, ids, \"user\" FROM leren.audit WHERE how = 'get'",
                      "get [\"huur\"] leren\n");
  g_object_unref (store);

  /* one that is of later is left alone */
  tell_server (location, "UPDATE leren.form SET layout = layout + 1");
  store = leren_store_open (location, LEREN_STORE_FLAGS_NONE, NULL, &error);
  g_assert_null (store);
  assert_said (error, LEREN_ERROR_NEWER, "newer leren");
  store_remove (location);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/owner/saved", test_saved);
  g_test_add_func ("/owner/transaction", test_transaction);
  g_test_add_func ("/owner/imported", test_imported);
  g_test_add_func ("/owner/in-pieces", test_in_pieces);
  g_test_add_func ("/owner/alone", test_alone);
  g_test_add_func ("/owner/one-piece", test_one_piece);
  g_test_add_func ("/owner/changes", test_owner_changes);
  g_test_add_func ("/owner/table-of-all-ids", test_table_of_all_ids);
  g_test_add_data_func ("/owner/from-before/1", "server-v2-1.sql", test_from_before);
  g_test_add_data_func ("/owner/from-before/2", "server-v2-2.sql", test_from_before);
  g_test_add_data_func ("/owner/from-before/3", "server-v2-3.sql", test_from_before);
  return g_test_run ();
}
