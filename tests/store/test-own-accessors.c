/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

/* A class as another language writes it: with accessors that are code, and objects that are made on
 * the thread of the language. */
enum { PROP_STREET = 1 };

typedef struct {
  LerenRecord parent;
  char *street;
  gboolean asked, asked_again;
} Visit;
typedef LerenRecordClass VisitClass;
GType visit_get_type (void);
G_DEFINE_TYPE (Visit, visit, LEREN_TYPE_RECORD)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, g_object_unref)

static GThread *home;

static void
note_request (Visit *self)
{
  self->asked = leren_record_take_request (LEREN_RECORD (self));
  self->asked_again = leren_record_take_request (LEREN_RECORD (self));
}

static void
visit_set (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  Visit *self = (Visit *) object;

  note_request (self);
  if (g_strcmp0 (g_value_get_string (value), "refused") == 0)
    leren_record_fail_request (LEREN_RECORD (self), "no such street");
  g_free (self->street);
  self->street = g_value_dup_string (value);
}

static void
visit_get (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  Visit *self = (Visit *) object;

  note_request (self);
  if (g_strcmp0 (self->street, "lost") == 0)
    {
      leren_record_fail_request (LEREN_RECORD (self), "the map is gone");
      leren_record_fail_request (LEREN_RECORD (self), "what follows from it");
    }
  g_value_set_string (value, self->street);
}

static void
visit_finalize (GObject *object)
{
  g_free (((Visit *) object)->street);
  G_OBJECT_CLASS (visit_parent_class)->finalize (object);
}

static void
visit_class_init (VisitClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->set_property = visit_set;
  object_class->get_property = visit_get;
  object_class->finalize = visit_finalize;
  g_object_class_install_property (
    object_class, PROP_STREET, g_param_spec_string ("street", NULL, NULL, NULL, G_PARAM_READWRITE));
}

static void
visit_init (Visit *self)
{
  g_assert_true (home == NULL || g_thread_self () == home);
}

static void
visit_register (void)
{
  g_autoptr (GError) error = NULL;

  leren_declaration_register (visit_get_type (), "org.example.visit", &error);
  g_assert_no_error (error);
}

static void
assert_fails (LerenRecord *visit, LerenStore *store, const char *said)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (leren_record_validate (visit, &error));
  assert_said (error, LEREN_ERROR_FAILED, said);
  g_clear_error (&error);
  g_assert_null (leren_record_to_json (visit, &error));
  assert_said (error, LEREN_ERROR_FAILED, said);
  g_clear_error (&error);
  g_assert_false (leren_store_save (store, visit, NULL, &error));
  assert_said (error, LEREN_ERROR_FAILED, said);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 0);
}

/* GObject has no way to say that an accessor failed: nothing is done with the record then. */
static void
test_getter_fails (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenRecord) visit = NULL;
  g_autoptr (GError) error = NULL;

  visit_register ();
  visit = g_object_new (visit_get_type (), "id", "v", "street", "lost", NULL);
  assert_fails (visit, store,
                "org.example.visit “v”: member “street” cannot be read: the map is gone");

  /* and it is forgotten once the accessor does what it should */
  g_object_set (visit, "street", "Kade", NULL);
  g_assert_true (leren_store_save (store, visit, NULL, &error));
  g_assert_no_error (error);
}

static void
test_setter_fails (void)
{
  g_autoptr (LerenRecord) visit = NULL;
  g_autoptr (GError) error = NULL;

  visit_register ();
  visit = leren_record_from_json (
    "{\"type\":\"org.example.visit\",\"id\":\"v\",\"street\":\"refused\"}", -1, &error);
  g_assert_null (visit);
  assert_said (error, LEREN_ERROR_FAILED,
               "org.example.visit “v”: member “street” cannot be set: no such street");
}

static void
test_request (void)
{
  g_autoptr (Visit) visit = NULL;
  g_autofree char *street = NULL;

  visit_register ();
  visit = g_object_new (visit_get_type (), "street", "Kade", NULL);
  g_assert_true (visit->asked);
  g_assert_false (visit->asked_again);
  visit->asked = FALSE;
  g_object_get (visit, "street", &street, NULL);
  g_assert_cmpstr (street, ==, "Kade");
  g_assert_true (visit->asked);
  g_assert_false (visit->asked_again);
  g_assert_false (leren_record_take_request (LEREN_RECORD (visit)));
}

static void
take (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **taken)
{
  while (*taken == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (taken);
}

static void
assert_is_visit (LerenRecord *record, LerenRecord *saved, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (G_OBJECT_TYPE (record) == visit_get_type ());
  g_assert_cmpstr (((Visit *) record)->street, ==, "Kade");
  g_assert_true (leren_record_is_same (record, saved));
}

static gpointer
get_elsewhere (gpointer store)
{
  return leren_store_get (store, "v", NULL, NULL);
}

/* What is read on another thread is made where its class can be. */
static void
test_thread (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenRecord) visit = NULL;
  g_autoptr (LerenRecord) again = NULL;
  g_autoptr (LerenRecord) elsewhere = NULL;
  g_autoptr (LerenRecord) first = NULL;
  g_autoptr (LerenQuery) query = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *taken = NULL;

  visit_register ();
  leren_declaration_keep_to_thread (leren_declaration_lookup ("org.example.visit"));
  home = g_thread_self ();
  visit = g_object_new (visit_get_type (), "id", "v", "street", "Kade", NULL);
  g_assert_true (leren_store_save (store, visit, NULL, NULL));

  leren_store_get_async (store, "v", NULL, take, &taken);
  got = await (&taken);
  again = leren_store_get_finish (store, got, &error);
  assert_is_visit (again, visit, error);

  query = leren_store_query (store, "org.example.visit", NULL);
  leren_query_run_async (query, NULL, take, &taken);
  found = await (&taken);
  list = leren_query_run_finish (query, found, &error);
  g_assert_cmpint (g_list_model_get_n_items (list), ==, 1);
  first = g_list_model_get_item (list, 0);
  assert_is_visit (first, visit, error);

  elsewhere = g_thread_join (g_thread_new ("elsewhere", get_elsewhere, store));
  g_assert_true (LEREN_IS_UNKNOWN_RECORD (elsewhere));
  g_assert_cmpstr (leren_record_get_id (elsewhere), ==, "v");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-accessors/getter-fails", test_getter_fails);
  g_test_add_func ("/own-accessors/setter-fails", test_setter_fails);
  g_test_add_func ("/own-accessors/request", test_request);
  g_test_add_func ("/own-accessors/thread", test_thread);
  return g_test_run ();
}
