/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

#include "core/leren-declaration-private.h"
#include "store/leren-store-internal-private.h"

/* A user's class, with ordinary properties. Names that mean something to SQL are among them. */
typedef enum { WEATHER_NONE, WEATHER_FINE, WEATHER_FOUL } Weather;

static GType
weather_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { WEATHER_NONE, "NONE", "none" },
    { WEATHER_FINE, "FINE", "it's fine" },
    { WEATHER_FOUL, "FOUL", "foul" },
    { 0, NULL, NULL },
  };

  if (type == 0)
    type = g_enum_register_static ("TestWeather", values);
  return type;
}

enum {
  PROP_STREET = 1,
  PROP_ROWID,
  PROP_OID,
  PROP_VISITS,
  PROP_COST,
  PROP_DONE,
  PROP_ON,
  PROP_AT,
  PROP_WORDS,
  PROP_WEATHER,
  N_PROPS
};

typedef struct {
  LerenRecord parent;
  GValue values[N_PROPS];
} Visit;
typedef LerenRecordClass VisitClass;
GType visit_get_type (void);
G_DEFINE_TYPE (Visit, visit, LEREN_TYPE_RECORD)

static void
visit_set (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_value_copy (value, &((Visit *) object)->values[id]);
}

static void
visit_get (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_copy (&((Visit *) object)->values[id], value);
}

static void
visit_finalize (GObject *object)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_value_unset (&((Visit *) object)->values[i]);
  G_OBJECT_CLASS (visit_parent_class)->finalize (object);
}

static void
visit_class_init (VisitClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE;

  object_class->set_property = visit_set;
  object_class->get_property = visit_get;
  object_class->finalize = visit_finalize;
#define INSTALL(id, pspec) g_object_class_install_property (object_class, id, pspec)
  INSTALL (PROP_STREET, g_param_spec_string ("street", NULL, NULL, NULL, flags));
  INSTALL (PROP_ROWID, g_param_spec_string ("rowid", NULL, NULL, NULL, flags));
  INSTALL (PROP_OID, g_param_spec_int ("oid", NULL, NULL, -9, 9, 0, flags));
  INSTALL (PROP_VISITS, g_param_spec_uint64 ("visits-made", NULL, NULL, 0, G_MAXUINT64, 0, flags));
  INSTALL (PROP_COST, g_param_spec_double ("cost", NULL, NULL, 0, 100, 0, flags));
  INSTALL (PROP_DONE, g_param_spec_boolean ("done", NULL, NULL, FALSE, flags));
  INSTALL (PROP_ON, g_param_spec_boxed ("on", NULL, NULL, G_TYPE_DATE, flags));
  INSTALL (PROP_AT, g_param_spec_boxed ("order", NULL, NULL, G_TYPE_DATE_TIME, flags));
  INSTALL (PROP_WORDS, g_param_spec_boxed ("words", NULL, NULL, G_TYPE_STRV, flags));
  INSTALL (PROP_WEATHER, g_param_spec_enum ("weather", NULL, NULL, weather_get_type (), 0, flags));
#undef INSTALL
}

static void
visit_init (Visit *self)
{
  g_autofree GParamSpec **pspecs = NULL;
  guint n = 0;

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n);
  for (guint i = 0; i < n; i++)
    if (pspecs[i]->owner_type == visit_get_type ())
      g_value_init (&self->values[pspecs[i]->param_id], G_PARAM_SPEC_VALUE_TYPE (pspecs[i]));
}

#define NAME "org.example.o'brien \"visit\""

static const char visit_json[] =
  "{\"type\":\"org.example.o'brien \\\"visit\\\"\",\"id\":\"v\","
  "\"created\":\"2015-01-01T00:00:00Z\",\"street\":\"S\",\"rowid\":\"R\",\"oid\":-9,"
  "\"visits_made\":3,\"cost\":1.5,\"done\":false,\"on\":\"2015-02-28\","
  "\"order\":\"2015-02-28T12:00:00+01:00\",\"words\":[\"a\",\"b\"],\"weather\":\"it's fine\"}";

static void
visit_register (void)
{
  g_autoptr (GError) error = NULL;

  leren_declaration_register (visit_get_type (), NAME, &error);
  g_assert_no_error (error);
}

static void
test_kept (void)
{
  g_autofree char *path = store_path ("visit.leren");
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (LerenRecord) visit = NULL;
  g_autoptr (LerenRecord) again = NULL;
  g_autoptr (LerenQuery) query = NULL;
  g_auto (GStrv) problems = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  visit_register ();
  query = leren_store_query (store, NAME, &error);
  assert_ids (query, "");
  visit = leren_record_from_json (visit_json, -1, &error);
  g_assert_no_error (error);
  leren_store_save (store, visit, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&store);
  store = store_open (path);
  again = leren_store_get (store, "v", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (G_OBJECT_TYPE (again) == visit_get_type ());
  json = leren_record_to_json (again, NULL);
  g_assert_cmpstr (json, ==, visit_json);
  g_assert_cmpint (leren_store_count (store, NAME, NULL), ==, 1);

  /* unset, and set anew */
  leren_record_unset (again, "oid");
  g_object_set (again, "rowid", NULL, "street", "T", NULL);
  leren_store_save (store, again, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&again);
  again = leren_store_get (store, "v", NULL, NULL);
  g_assert_false (leren_record_is_set (again, "oid"));
  g_assert_false (leren_record_is_set (again, "rowid"));
  g_assert_true (leren_record_is_set (again, "done"));

  g_clear_object (&query);
  query = leren_store_query (store, NAME, NULL);
  g_assert_true (leren_query_filter (query, "visits-made", LEREN_COMPARISON_EQUAL, "3", NULL));
  g_assert_true (leren_query_filter (query, "words", LEREN_COMPARISON_CONTAINS, "b", NULL));
  g_assert_true (leren_query_filter (query, "weather", LEREN_COMPARISON_LESS, "foul", &error));
  g_assert_true (leren_query_order (query, "rowid", TRUE, NULL));
  assert_ids (query, "v");
  problems = leren_store_check (store, NULL, NULL);
  g_assert_cmpstr (problems[0], ==, NULL);
  must_not_save (store, "{'type':'practice','id':'v','name':'N'}", LEREN_ERROR_DUPLICATE,
                 "o'brien");
  g_assert_true (leren_store_delete (store, "v", NULL, &error));
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 0);
  store_remove (path);
}

static char *export(LerenStore *store)
{
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  leren_store_export (store, output, LEREN_FORMAT_JSON_LINES, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (output, "", 1, NULL, NULL, NULL);
  g_output_stream_close (output, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
}

static void
import (LerenStore *store, const char *lines)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (lines, -1, NULL);
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autoptr (GError) error = NULL;

  leren_importer_add_stream (importer, input, "lines", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
}

static void
test_exchanged (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenStore) other = store_new ();
  g_autofree char *first = NULL, *second = NULL;
  g_autofree char *line = g_strconcat (visit_json, "\n", NULL);
  g_autoptr (LerenRecord) record = NULL;

  visit_register ();
  import (store, line);
  first = export(store);
  g_assert_cmpstr (first, ==, line);
  import (other, first);
  second = export(other);
  g_assert_cmpstr (second, ==, line);
  record = leren_store_get (other, "v", NULL, NULL);
  g_assert_true (G_OBJECT_TYPE (record) == visit_get_type ());
}

/* A program without the class reads, exports, queries and deletes what it does not know. */
static void
test_without_class (void)
{
  g_autofree char *path = store_path ("unknown.leren");
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (LerenRecord) record = NULL;
  g_autoptr (LerenQuery) query = NULL;
  g_auto (GStrv) problems = NULL;
  g_autofree char *text = NULL;
  const char *line = "{\"type\":\"org.example.gone\",\"id\":\"g\",\"street\":\"S\",\"n\":1.0,"
                     "\"more\":[]}\n";

  run_sql (store, "CREATE TABLE \"org.example.gone\" (\"id\" TEXT NOT NULL, \"created\" TEXT,"
                  " \"modified\" TEXT, \"author\" TEXT, \"practice\" TEXT, \"visibility\" TEXT,"
                  " \"attributes\" TEXT, \"street\" TEXT, \"n\" INTEGER, \"unknown_members\" TEXT,"
                  " \"numbers_as_given\" TEXT, \"_revision\" INTEGER) STRICT;"
                  "CREATE UNIQUE INDEX \"org.example.gone_id\" ON \"org.example.gone\" (\"id\");"
                  "INSERT INTO own_type VALUES ('org.example.gone', 'street:0 n:1')");
  watch_table (store, "org.example.gone");
  g_clear_object (&store);
  store = store_open (path);
  import (store, line);
  text = export(store);
  g_assert_cmpstr (text, ==, line);
  record = leren_store_get (store, "g", NULL, NULL);
  g_assert_true (LEREN_IS_UNKNOWN_RECORD (record));
  query = leren_store_query (store, "org.example.gone", NULL);
  g_assert_true (leren_query_filter (query, "street", LEREN_COMPARISON_EQUAL, "S", NULL));
  assert_ids (query, "g");
  problems = leren_store_check (store, NULL, NULL);
  g_assert_cmpstr (problems[0], ==, NULL);
  g_assert_true (leren_store_delete (store, "g", NULL, NULL));
  store_remove (path);
}

/* The store is from before a property was added: it is read as it is, and widened when one is saved. */
static void
test_widened (void)
{
  g_autofree char *path = store_path ("widened.leren");
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (LerenTransaction) transaction = NULL;
  g_autoptr (LerenRecord) record = NULL;
  g_autoptr (LerenRecord) visit = leren_record_from_json (visit_json, -1, NULL);
  g_autoptr (LerenRecord) again = NULL;
  g_autoptr (GError) error = NULL;

  visit_register ();
  run_sql (store,
           "CREATE TABLE \"org.example.o'brien \"\"visit\"\"\" (id TEXT NOT NULL, created TEXT,"
           " modified TEXT, author TEXT, practice TEXT, visibility TEXT, attributes TEXT,"
           " street TEXT, unknown_members TEXT, numbers_as_given TEXT, _revision INTEGER) STRICT");
  watch_table (store, NAME);
  run_sql (store,
           "INSERT INTO \"org.example.o'brien \"\"visit\"\"\" (id, street) VALUES ('old', 'S');"
           "INSERT INTO own_type VALUES ('org.example.o''brien \"visit\"', 'street:0')");
  g_clear_object (&store);
  store = store_open (path);
  record = leren_store_get (store, "old", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (G_OBJECT_TYPE (record) == visit_get_type ());
  g_assert_false (leren_record_is_set (record, "cost"));

  /* undone, it is as before */
  transaction = leren_store_begin (store, NULL);
  leren_store_save (store, visit, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (leren_transaction_roll_back (transaction, NULL));
  g_assert_cmpint (leren_store_count (store, NAME, NULL), ==, 1);
  leren_store_save (store, visit, NULL, &error);
  g_assert_no_error (error);
  again = leren_store_get (store, "v", NULL, NULL);
  g_assert_true (leren_record_is_set (again, "cost"));
  g_clear_object (&again);
  g_clear_object (&store);
  store = store_open (path);
  again = leren_store_get (store, "v", NULL, NULL);
  g_assert_true (leren_record_is_set (again, "cost"));
  g_assert_cmpint (leren_store_count (store, NAME, NULL), ==, 2);
  store_remove (path);
}

static void
test_changed_kind (void)
{
  static const char *const fields[] = { "street:1", "street:5", "street:0 gone:0" };

  visit_register ();
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *path = store_path ("kind.leren");
      g_autoptr (LerenStore) store = store_open (path);
      g_autoptr (LerenRecord) visit = leren_record_from_json (visit_json, -1, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *sql = g_strdup_printf (
        "CREATE TABLE \"org.example.o'brien \"\"visit\"\"\" (id TEXT NOT NULL, created TEXT,"
        " modified TEXT, author TEXT, practice TEXT, visibility TEXT, attributes TEXT,"
        " street TEXT, gone TEXT, unknown_members TEXT, numbers_as_given TEXT, _revision INTEGER);"
        "INSERT INTO own_type VALUES ('org.example.o''brien \"visit\"', '%s')",
        fields[i]);

      run_sql (store, sql);
      g_clear_object (&store);
      store = store_open (path);
      g_assert_false (leren_store_save (store, visit, NULL, &error));
      assert_said (error, LEREN_ERROR_UNSUPPORTED, i == 2 ? "“gone”" : "“street”");
      store_remove (path);
    }
}

/* A table that came with a transaction goes with it, and can come again. */
static void
test_rolled_back (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenTransaction) transaction = leren_store_begin (store, NULL);
  g_autoptr (LerenRecord) visit = leren_record_from_json (visit_json, -1, NULL);

  g_assert_true (leren_store_save (store, visit, NULL, NULL));
  must_not_save (store, "{'type':'case','id':'v','title':'T'}", LEREN_ERROR_DUPLICATE, "o'brien");
  g_assert_true (leren_transaction_roll_back (transaction, NULL));
  assert_there (store, "v", FALSE);
  must_save (store, "{'type':'case','id':'v2','title':'T'}");
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 1);
  g_assert_true (leren_store_save (store, visit, NULL, NULL));
  assert_there (store, "v", TRUE);
}

/* A class that nobody registered has the name of its type. */
typedef LerenRecord Plain;
typedef LerenRecordClass PlainClass;
GType plain_get_type (void);
G_DEFINE_TYPE (Plain, plain, LEREN_TYPE_RECORD)
static void
plain_class_init (PlainClass *class)
{
}
static void
plain_init (Plain *self)
{
}

static void
test_unregistered (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenRecord) plain = g_object_new (plain_get_type (), "id", "x", NULL);
  g_autoptr (LerenRecord) again = NULL;

  g_assert_true (leren_store_save (store, plain, NULL, NULL));
  again = leren_store_get (store, "x", NULL, NULL);
  g_assert_true (G_OBJECT_TYPE (again) == plain_get_type ());
  g_assert_cmpint (leren_store_count (store, "own.Plain", NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-type/kept", test_kept);
  g_test_add_func ("/own-type/exchanged", test_exchanged);
  g_test_add_func ("/own-type/without-class", test_without_class);
  g_test_add_func ("/own-type/widened", test_widened);
  g_test_add_func ("/own-type/changed-kind", test_changed_kind);
  g_test_add_func ("/own-type/rolled-back", test_rolled_back);
  g_test_add_func ("/own-type/unregistered", test_unregistered);
  return g_test_run ();
}
