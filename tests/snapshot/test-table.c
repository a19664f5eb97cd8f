/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../analysis/story.h"

#include <glib/gstdio.h>
#include <math.h>

static const char *const records[] = {
  STORY_TEAM,
  "{'type':'reflection','id':'r1','text':'één','level':'belief','collective':true,"
  "'at':'1970-01-02T00:00:00+01:00','case':'barbecue'}",
  "{'type':'reflection','id':'r2','text':''}",
  "{'type':'reflection','id':'r3','text':'three','level':'environment','collective':false}",
  "{'type':'rating','id':'q','value':2.5}",
  "{'type':'action','id':'a','what':'x','due':'1970-01-03','effect_rating':8}",
  NULL
};

static guint
column_of (LerenTable *table, const char *name, LerenColumnKind kind)
{
  int column = leren_table_find_column (table, name);

  g_assert_cmpint (column, >=, 0);
  g_assert_cmpstr (leren_table_get_column_name (table, column), ==, name);
  g_assert_cmpint (leren_table_get_column_kind (table, column), ==, kind);
  return column;
}

static gconstpointer
values_of (LerenTable *table, const char *name, LerenColumnKind kind, gsize size)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (
    leren_table_get_column_values (table, column_of (table, name, kind)), &length);

  g_assert_cmpuint (length, ==, size * leren_table_get_n_rows (table));
  return data;
}

static guint8
validity_of (LerenTable *table, const char *name)
{
  GBytes *validity = leren_table_get_column_validity (table, leren_table_find_column (table, name));

  g_assert_nonnull (validity);
  return ((const guint8 *) g_bytes_get_data (validity, NULL))[0];
}

static LerenTable *
take_table (LerenSnapshot *snapshot, const char *type)
{
  g_autoptr (GError) error = NULL;
  LerenTable *table = leren_snapshot_get_table (snapshot, type, NULL, &error);

  g_assert_no_error (error);
  return table;
}

static void
test_kinds (void)
{
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenTable) table = take_table (snapshot, "reflection");
  g_autoptr (LerenTable) ratings = take_table (snapshot, "rating");
  g_autoptr (LerenTable) actions = take_table (snapshot, "action");
  g_autoptr (LerenTable) teams = take_table (snapshot, "team");
  const guint8 *levels = values_of (table, "level", LEREN_COLUMN_KIND_CATEGORY, 1);
  const gint64 *times = values_of (table, "at", LEREN_COLUMN_KIND_TIME, 8);
  guint text = column_of (table, "text", LEREN_COLUMN_KIND_TEXT);
  guint level = leren_table_find_column (table, "level");
  guint members = column_of (teams, "members", LEREN_COLUMN_KIND_LIST);
  const gint64 *offsets;
  gsize length;

  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 3);
  g_assert_cmpuint (leren_table_get_n_columns (table), ==,
                    leren_declaration_get_n_fields (leren_declaration_lookup ("reflection")));
  g_assert_cmpint (levels[0], ==, 3);
  g_assert_cmpint (levels[2], ==, 0);
  g_assert_cmpstr (leren_table_get_column_words (table, level)[3], ==, "belief");
  g_assert_cmpint (validity_of (table, "level"), ==, 5);
  g_assert_cmpint (times[0], ==, G_GINT64_CONSTANT (82800000000));
  g_assert_cmpint (validity_of (table, "at"), ==, 1);
  g_assert_cmpint (
    ((const guint8 *) values_of (table, "collective", LEREN_COLUMN_KIND_BOOLEAN, 1))[0], ==, 1);
  g_assert_cmpint (validity_of (table, "collective"), ==, 5);

  /* a text without length is not an absent one */
  g_assert_null (leren_table_get_column_validity (table, text));
  offsets = g_bytes_get_data (leren_table_get_column_offsets (table, text), &length);
  g_assert_cmpuint (length, ==, 4 * sizeof (gint64));
  g_assert_cmpint (offsets[1], ==, 5);
  g_assert_cmpint (offsets[2], ==, 5);
  g_assert_cmpint (offsets[3], ==, 10);
  g_assert_cmpmem (g_bytes_get_data (leren_table_get_column_values (table, text), NULL), 10,
                   "één"
                   "three",
                   10);

  g_assert_cmpfloat (
    ((const double *) values_of (ratings, "value", LEREN_COLUMN_KIND_NUMBER, 8))[0], ==, 2.5);
  g_assert_cmpint (((const gint32 *) values_of (actions, "due", LEREN_COLUMN_KIND_DATE, 4))[0], ==,
                   2);
  g_assert_cmpint (
    ((const gint64 *) values_of (actions, "effect_rating", LEREN_COLUMN_KIND_INTEGER, 8))[0], ==,
    8);
  g_assert_cmpmem (g_bytes_get_data (leren_table_get_column_values (teams, members), NULL), 10,
                   "[\"worker\"]", 10);
  g_assert_cmpint (leren_table_find_column (table, "no-such-member"), ==, -1);
}

/* What was saved again since says so, what was deleted is left out, what is new is not there. */
/* one value at a time */
static void
test_cells (void)
{
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenTable) table = take_table (snapshot, "reflection");
  g_autoptr (LerenTable) ratings = take_table (snapshot, "rating");
  g_autoptr (LerenTable) actions = take_table (snapshot, "action");
  g_autoptr (LerenTable) teams = take_table (snapshot, "team");
  const guint text = leren_table_find_column (table, "text");
  const guint level = leren_table_find_column (table, "level");
  g_autofree char *first = leren_table_dup_text (table, text, 0);
  g_autofree char *second = leren_table_dup_text (table, text, 1);
  g_autofree char *word = leren_table_dup_text (table, level, 0);
  g_autofree char *members =
    leren_table_dup_text (teams, leren_table_find_column (teams, "members"), 0);

  g_assert_cmpstr (first, ==, "één");
  g_assert_cmpstr (second, ==, "");
  g_assert_cmpstr (word, ==, "belief");
  g_assert_cmpstr (members, ==, "[\"worker\"]");
  g_assert_null (leren_table_dup_text (table, level, 1));
  g_assert_null (leren_table_dup_text (ratings, leren_table_find_column (ratings, "value"), 0));

  g_assert_true (leren_table_is_present (table, level, 0));
  g_assert_false (leren_table_is_present (table, level, 1));
  g_assert_true (leren_table_is_present (table, level, 2));
  g_assert_cmpfloat (leren_table_get_number (table, level, 0), ==, 3);
  g_assert_true (isnan (leren_table_get_number (table, level, 1)));
  g_assert_true (isnan (leren_table_get_number (table, text, 0)));
  g_assert_cmpfloat (
    leren_table_get_number (table, leren_table_find_column (table, "collective"), 0), ==, 1);
  g_assert_cmpfloat (leren_table_get_number (table, leren_table_find_column (table, "at"), 0), ==,
                     82800000000.0);
  g_assert_cmpfloat (
    leren_table_get_number (ratings, leren_table_find_column (ratings, "value"), 0), ==, 2.5);
  g_assert_cmpfloat (leren_table_get_number (actions, leren_table_find_column (actions, "due"), 0),
                     ==, 2);
  g_assert_cmpfloat (
    leren_table_get_number (actions, leren_table_find_column (actions, "effect_rating"), 0), ==, 8);
}

/* A whole column says what single values say. */
static void
test_numbers (void)
{
  static const char *const types[] = { "reflection", "rating", "action" };
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  guint compared = 0;

  for (gsize t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr (LerenTable) table = take_table (snapshot, types[t]);

      for (guint column = 0; column < leren_table_get_n_columns (table); column++)
        {
          const LerenColumnKind kind = leren_table_get_column_kind (table, column);
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) bytes = leren_table_dup_column_numbers (table, column, &error);
          const double *numbers;
          gsize size;

          if (kind == LEREN_COLUMN_KIND_TEXT || kind == LEREN_COLUMN_KIND_LIST)
            {
              g_assert_null (bytes);
              g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
              continue;
            }
          g_assert_no_error (error);
          numbers = g_bytes_get_data (bytes, &size);
          g_assert_cmpuint (size, ==, leren_table_get_n_rows (table) * sizeof (double));
          for (guint row = 0; row < leren_table_get_n_rows (table); row++)
            {
              const double number = leren_table_get_number (table, column, row);

              g_assert_true (isnan (number) ? isnan (numbers[row]) : numbers[row] == number);
              compared += !isnan (number);
            }
        }
    }
  g_assert_cmpuint (compared, >, 6);
}

static void
test_large_numbers (void)
{
  static const char *const codings[] = {
    STORY_TEAM,
    "{'type':'coding','id':'x1','target':'barbecue','framework':'learning-loops','concept':'double',"
    "'coder':'worker','start':9007199254740992,'end':9007199254740993}",
    NULL
  };
  g_autoptr (LerenSnapshot) snapshot = story_take (codings);
  g_autoptr (LerenTable) table = take_table (snapshot, "coding");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) start =
    leren_table_dup_column_numbers (table, leren_table_find_column (table, "start"), &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (((const double *) g_bytes_get_data (start, NULL))[0], ==, 9007199254740992.0);
  g_assert_null (
    leren_table_dup_column_numbers (table, leren_table_find_column (table, "end"), &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "“end” holds 9007199254740993"));
}

static void
test_later (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, &error);
  g_autoptr (LerenRecord) changed = leren_store_get (store, "r3", NULL, &error);
  g_autoptr (LerenRecord) added =
    leren_record_from_json ("{\"type\":\"reflection\",\"id\":\"r4\",\"text\":\"x\"}", -1, &error);
  g_autoptr (LerenTable) table = NULL;

  g_assert_no_error (error);
  leren_reflection_set_text (LEREN_REFLECTION (changed), "changed");
  leren_store_save (store, changed, NULL, &error);
  g_assert_no_error (error);
  leren_store_delete (store, "r1", NULL, &error);
  g_assert_no_error (error);
  leren_store_save (store, added, NULL, &error);
  g_assert_no_error (error);

  table = take_table (snapshot, "reflection");
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (leren_table_get_changed (table)[0], ==, "r3");
  g_assert_null (leren_table_get_changed (table)[1]);
  g_assert_cmpstr (leren_table_get_gone (table)[0], ==, "r1");
  g_assert_null (leren_table_get_gone (table)[1]);
}

/* Of many rows each of two threads reads a part; they must meet without a gap. */
#define MANY 25000

static LerenStore *
tell_many (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  LerenStore *store = leren_store_open (path, LEREN_STORE_FLAGS_NONE, NULL, &error);
  g_autoptr (LerenImporter) importer = NULL;
  g_autoptr (GInputStream) stream = NULL;

  g_assert_no_error (error);
  g_string_append (lines, "{\"type\":\"case\",\"id\":\"even\",\"title\":\"\"}\n"
                          "{\"type\":\"case\",\"id\":\"odd\",\"title\":\"\"}\n");
  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (lines, "{\"type\":\"reflection\",\"id\":\"r%05u\",\"text\":\"%u\"%s}\n",
                            i, i * i,
                            i % 3 == 0   ? ""
                            : i % 2 == 0 ? ",\"case\":\"even\",\"level\":\"belief\""
                                         : ",\"case\":\"odd\",\"level\":\"meaning\"");
  stream = g_memory_input_stream_new_from_data (lines->str, lines->len, NULL);
  importer = leren_importer_new (store);
  leren_importer_add_stream (importer, stream, "many", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
  return store;
}

static void
save_again (LerenStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenRecord) record = leren_store_get (store, id, NULL, &error);

  g_assert_no_error (error);
  leren_reflection_set_text (LEREN_REFLECTION (record), "changed");
  leren_store_save (store, record, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_many (LerenTable *table, guint first_gone, guint second_gone)
{
  const guint id = leren_table_find_column (table, "id");
  const guint text = leren_table_find_column (table, "text");
  const guint level = leren_table_find_column (table, "level");
  const guint reference = leren_table_find_column (table, "case");

  g_assert_nonnull (leren_table_get_column_places (table, reference));
  for (guint row = 0, i = 0; i < MANY; i++)
    {
      g_autofree char *expected_id = g_strdup_printf ("r%05u", i);
      g_autofree char *expected = g_strdup_printf ("%u", i * i);
      g_autofree char *found_id = NULL;
      g_autofree char *found = NULL;
      g_autofree char *found_case = NULL;
      g_autofree char *found_level = NULL;

      if (i == first_gone || i == second_gone)
        continue;
      found_id = leren_table_dup_text (table, id, row);
      found = leren_table_dup_text (table, text, row);
      found_case = leren_table_dup_text (table, reference, row);
      found_level = leren_table_dup_text (table, level, row);
      g_assert_cmpstr (found_id, ==, expected_id);
      if (!g_str_equal (found, "changed"))
        g_assert_cmpstr (found, ==, expected);
      g_assert_cmpstr (found_case, ==, i % 3 == 0 ? NULL : i % 2 == 0 ? "even" : "odd");
      g_assert_cmpstr (found_level, ==, i % 3 == 0 ? NULL : i % 2 == 0 ? "belief" : "meaning");
      row++;
    }
}

static void
test_many (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = location_of_store ("many");
  g_autoptr (LerenStore) store = tell_many (path);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, &error);
  g_autoptr (LerenTable) whole = take_table (snapshot, "reflection");
  g_autoptr (LerenTable) table = NULL;
  g_autoptr (LerenTable) inside = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LerenTransaction) transaction = NULL;

  g_assert_cmpuint (leren_table_get_n_rows (whole), ==, MANY);
  assert_many (whole, MANY, MANY);

  /* what changed since is named in the order of the rows, of both parts */
  save_again (store, "r24999");
  save_again (store, "r00001");
  leren_store_delete (store, "r12500", NULL, &error);
  g_assert_no_error (error);
  leren_store_delete (store, "r00000", NULL, &error);
  g_assert_no_error (error);
  table = take_table (snapshot, "reflection");
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, MANY - 2);
  assert_many (table, 0, 12500);
  g_assert_cmpstr (leren_table_get_changed (table)[0], ==, "r00001");
  g_assert_cmpstr (leren_table_get_changed (table)[1], ==, "r24999");
  g_assert_null (leren_table_get_changed (table)[2]);
  g_assert_cmpstr (leren_table_get_gone (table)[0], ==, "r00000");
  g_assert_cmpstr (leren_table_get_gone (table)[1], ==, "r12500");
  g_assert_null (leren_table_get_gone (table)[2]);

  /* what a transaction under way has done is seen */
  transaction = leren_store_begin (store, &error);
  g_assert_no_error (error);
  leren_store_delete (store, "r00007", NULL, &error);
  g_assert_no_error (error);
  inside = take_table (snapshot, "reflection");
  g_assert_cmpuint (leren_table_get_n_rows (inside), ==, MANY - 3);
  leren_transaction_roll_back (transaction, &error);
  g_assert_no_error (error);

  g_cancellable_cancel (cancellable);
  g_assert_null (leren_snapshot_get_table (snapshot, "reflection", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  leren_store_close (store, &error);
  g_assert_no_error (error);
  g_assert_null (leren_snapshot_get_table (snapshot, "reflection", NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_CLOSED);
  forget_store (path);
}

/* Texts that come back are there each once; their values are made by who asks first. */
static gpointer
ask_for_values (gpointer table)
{
  const guint column = leren_table_find_column (table, "case");
  const GBytes *values = leren_table_get_column_values (table, column);

  g_assert_nonnull (leren_table_get_column_offsets (table, column));
  return (gpointer) values;
}

static void
test_texts (void)
{
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenTable) table = take_table (snapshot, "reflection");
  const guint column = column_of (table, "case", LEREN_COLUMN_KIND_TEXT);
  const guint text = leren_table_find_column (table, "text");
  const gint32 *places = g_bytes_get_data (leren_table_get_column_places (table, column), NULL);
  GThread *threads[4];
  gpointer values;

  g_assert_cmpstr (leren_table_get_column_texts (table, column)[0], ==, "barbecue");
  g_assert_null (leren_table_get_column_texts (table, column)[1]);
  g_assert_cmpint (places[0], ==, 0);
  g_assert_cmpint (places[1], ==, -1);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, ask_for_values, table);
  values = ask_for_values (table);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == values);
  g_assert_cmpmem (g_bytes_get_data (values, NULL), g_bytes_get_size (values), "barbecue", 8);

  g_assert_null (leren_table_get_column_texts (table, text));
  g_assert_null (leren_table_get_column_places (table, text));
  g_assert_null (leren_table_get_column_words (table, column));
}

static void
test_order (void)
{
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenTable) table = take_table (snapshot, "reflection");
  g_autoptr (LerenTable) tensions = take_table (snapshot, "tension");

  g_assert_true (leren_table_get_column_ordered (table, leren_table_find_column (table, "level")));
  g_assert_false (
    leren_table_get_column_ordered (table, leren_table_find_column (table, "timing")));
  g_assert_false (leren_table_get_column_ordered (table, leren_table_find_column (table, "text")));
  g_assert_true (
    leren_table_get_column_ordered (tensions, leren_table_find_column (tensions, "contradiction")));
  g_assert_false (
    leren_table_get_column_ordered (tensions, leren_table_find_column (tensions, "pair")));
}

static void
test_scope (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenScope) scope = g_object_new (LEREN_TYPE_SCOPE, "case", "barbecue", NULL);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, scope, NULL, &error);
  g_autoptr (LerenTable) table = take_table (snapshot, "reflection");

  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 1);
  g_assert_null (leren_table_get_gone (table)[0]);
  g_assert_null (leren_snapshot_get_table (snapshot, "no-such-type", NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
}

/* a type of one's own */
#define TEST_TYPE_VISIT (test_visit_get_type ())
G_DECLARE_FINAL_TYPE (TestVisit, test_visit, TEST, VISIT, LerenRecord)

struct _TestVisit {
  LerenRecord parent_instance;

  char *street;
  double hours;
};

G_DEFINE_FINAL_TYPE (TestVisit, test_visit, LEREN_TYPE_RECORD)

static void
test_visit_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TestVisit *self = TEST_VISIT (object);

  if (id == 1)
    {
      g_free (self->street);
      self->street = g_value_dup_string (value);
    }
  else
    self->hours = g_value_get_double (value);
}

static void
test_visit_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TestVisit *self = TEST_VISIT (object);

  if (id == 1)
    g_value_set_string (value, self->street);
  else
    g_value_set_double (value, self->hours);
}

static void
test_visit_finalize (GObject *object)
{
  g_free (TEST_VISIT (object)->street);
  G_OBJECT_CLASS (test_visit_parent_class)->finalize (object);
}

static void
test_visit_class_init (TestVisitClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->set_property = test_visit_set_property;
  object_class->get_property = test_visit_get_property;
  object_class->finalize = test_visit_finalize;
  g_object_class_install_property (
    object_class, 1, g_param_spec_string ("street", NULL, NULL, NULL, G_PARAM_READWRITE));
  g_object_class_install_property (
    object_class, 2, g_param_spec_double ("hours", NULL, NULL, 0, 24, 0, G_PARAM_READWRITE));
}

static void
test_visit_init (TestVisit *self)
{
}

static void
test_own_type (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenRecord) visit = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenTable) table = NULL;

  leren_declaration_register (TEST_TYPE_VISIT, "org.example.visit", &error);
  g_assert_no_error (error);
  visit = g_object_new (TEST_TYPE_VISIT, "id", "v1", "practice", "practice", "street", "Dijk",
                        "hours", 1.5, NULL);
  leren_store_save (store, visit, NULL, &error);
  g_assert_no_error (error);
  snapshot = leren_snapshot_take (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_snapshot_count (snapshot, "org.example.visit"), ==, 1);
  table = take_table (snapshot, "org.example.visit");
  g_assert_cmpfloat (((const double *) values_of (table, "hours", LEREN_COLUMN_KIND_NUMBER, 8))[0],
                     ==, 1.5);
  column_of (table, "street", LEREN_COLUMN_KIND_TEXT);
}

static void
got_table (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(LerenTable **) data = leren_snapshot_get_table_finish (LEREN_SNAPSHOT (source), result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenTable) table = NULL;

  leren_snapshot_get_table_async (snapshot, "case", NULL, got_table, &table);
  while (table == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/kinds", test_kinds);
  g_test_add_func ("/table/cells", test_cells);
  g_test_add_func ("/table/numbers", test_numbers);
  g_test_add_func ("/table/large-numbers", test_large_numbers);
  g_test_add_func ("/table/later", test_later);
  g_test_add_func ("/table/many", test_many);
  g_test_add_func ("/table/texts", test_texts);
  g_test_add_func ("/table/order", test_order);
  g_test_add_func ("/table/scope", test_scope);
  g_test_add_func ("/table/own-type", test_own_type);
  g_test_add_func ("/table/async", test_async);
  return g_test_run ();
}
