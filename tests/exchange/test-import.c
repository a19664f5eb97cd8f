/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange-fixture.h"

#include <glib/gstdio.h>

/* Each is one line of JSON Lines, and one record of a document. */
static const struct {
  const char *line;
  LerenError code;
  const char *said[2];
} wrong[] = {
  { "{'type':'case','id':'x','title':'T',/* c */'urgency':1}", LEREN_ERROR_SYNTAX, { "line 3" } },
  { "{'type':'case','id':'x','title':'T','urgency':01}", LEREN_ERROR_SYNTAX, { "line 3" } },
  { "{'type':'case','id':'x','title':'T','title':'U'}", LEREN_ERROR_SYNTAX, { "title" } },
  { "{'type':'case','id':'x','a':1,'\\u0061':2,'title':'T'}", LEREN_ERROR_SYNTAX, { "line 3" } },
  { "{'type':'case','id':'x','title':'\xff'}", LEREN_ERROR_SYNTAX, { "UTF-8" } },
  { "{'type':'case','id':'x','title':'T\\u0000'}", LEREN_ERROR_INVALID, { "case “x”", "“title”" } },
  { "{'type':'case','id':'x','title':'T','urgency':9223372036854775808}",
    LEREN_ERROR_INVALID,
    { "case “x”", "“urgency”" } },
  { "{'type':'session','id':'x','minutes':1e400}",
    LEREN_ERROR_INVALID,
    { "session “x”", "“minutes”" } },
  { "{'type':'case','id':'x'}", LEREN_ERROR_MISSING, { "case “x”", "“title”" } },
  { "{'type':'case','title':'T'}", LEREN_ERROR_MISSING, { "case", "“id”" } },
  { "{'id':'x','title':'T'}", LEREN_ERROR_MISSING, { "“type”" } },
  { "{'type':7,'id':'x','title':'T'}", LEREN_ERROR_MISSING, { "“type”" } },
  { "{'type':'case','id':7,'title':'T'}", LEREN_ERROR_INVALID, { "“id”" } },
  { "{'type':'case','id':'','title':'T'}", LEREN_ERROR_INVALID, { "“id”" } },
  { "{'type':'case','id':'a\\u0007','title':'T'}", LEREN_ERROR_INVALID, { "“id”" } },
  { "{'type':'case','id':'x','title':null}",
    LEREN_ERROR_INVALID,
    { "case “x”", "“title” is null" } },
  { "{'type':'case','id':'x','title':7}",
    LEREN_ERROR_INVALID,
    { "case “x”", "“title” is a number" } },
  { "{'type':'case','id':'x','title':'T','domains':'a'}", LEREN_ERROR_INVALID, { "“domains”" } },
  { "{'type':'case','id':'x','title':'T','domains':[1]}", LEREN_ERROR_INVALID, { "“domains”" } },
  { "{'type':'case','id':'x','title':'T','attributes':[]}",
    LEREN_ERROR_INVALID,
    { "“attributes”" } },
  { "{'type':'case','id':'x','title':'T','urgency':6}", LEREN_ERROR_INVALID, { "“urgency” is 6" } },
  { "{'type':'case','id':'x','title':'T','urgency':1.5}", LEREN_ERROR_INVALID, { "“urgency”" } },
  { "{'type':'case','id':'x','title':'T','status':'begun'}", LEREN_ERROR_INVALID, { "“status”" } },
  { "{'type':'practice','id':'x','name':'N','phase':'none'}", LEREN_ERROR_INVALID, { "“phase”" } },
  { "{'type':'practice','id':'x','name':'N','started':'2015-02-29'}",
    LEREN_ERROR_INVALID,
    { "“started”" } },
  { "{'type':'case','id':'x','title':'T','created':'2015-01-01T00:00:00'}",
    LEREN_ERROR_INVALID,
    { "“created”" } },
  { "{'type':'conversion','id':'x','results':[]}", LEREN_ERROR_MISSING, { "“results”" } },
  { "{'type':'action','id':'x','what':'W','state':'owned'}", LEREN_ERROR_MISSING, { "“owner”" } },
  { "{'type':'case','id':'x','title':'T','team':'nowhere'}",
    LEREN_ERROR_REFERENCE,
    { "case “x”", "“team” names “nowhere”" } },
  { "{'type':'case','id':'x','title':'T','team':'p'}",
    LEREN_ERROR_REFERENCE,
    { "case “x”", "it must be a team" } },
  { "{'type':'team','id':'x','name':'T','members':['nobody']}",
    LEREN_ERROR_REFERENCE,
    { "team “x”", "“members” names “nobody”" } },
  { "{'type':'action','id':'x','what':'W','previous':'x'}",
    LEREN_ERROR_REFERENCE,
    { "action “x”", "“previous” closes a circle" } },
  { "{'type':'practice','id':'p','name':'N'}", LEREN_ERROR_DUPLICATE, { "practice “p”", "“id”" } },
  { "{'type':'case','id':'p','title':'T'}", LEREN_ERROR_DUPLICATE, { "“p”", "“id”" } },
  { "{'type':'org.x','id':'p'}", LEREN_ERROR_DUPLICATE, { "“p”", "“id”" } },
  { "{'type':'org.x','n':1}", LEREN_ERROR_MISSING, { "org.x", "“id”" } },
  { "{'type':'session','id':'x','protocol':'none'}",
    LEREN_ERROR_INVALID,
    { "session “x”", "“none”" } },
  { "{'type':'session','id':'x','protocol':'shifts'}", LEREN_ERROR_INVALID, { "neither a cycle" } },
  { "{'type':'rating','id':'x','value':2,'framework':'shifts','concept':'no'}",
    LEREN_ERROR_INVALID,
    { "rating “x”", "“concept”" } },
  { "{'format':'leren-framework','version':1,'id':'x'}", LEREN_ERROR_MISSING, { "kind" } },
  { "[]", LEREN_ERROR_INVALID, { "object" } },
  { "{'type':'case','id':'x','title':'T'", LEREN_ERROR_SYNTAX, { "line 3" } },
};

static const char before[] = "{'type':'practice','id':'p','name':'N'}\n"
                             "{'type':'participant','id':'a','name':'A','practice':'p'}\n";
static const char after[] = "\n{'type':'participant','id':'b','name':'B'}\n";

/* All or nothing, and the message says where: into a store that is empty, and one that is not. */
static void
test_wrong_lines (void)
{
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (wrong); i++)
    {
      gsize n = i / 2;
      g_autoptr (LerenStore) store = NULL;
      g_autofree char *lines = g_strconcat (before, wrong[n].line, after, NULL);
      g_autofree char *text = json (lines);
      g_autofree char *old = NULL, *now = NULL;
      g_autoptr (GError) error = NULL;

      /* a new store takes a server long: by turns empty and with something in it */
      if (kind_of_store () == KIND_SERVER && i % 2 != n % 2)
        continue;
      store = store_new ();
      g_test_message ("%" G_GSIZE_FORMAT, n);
      if (i % 2 == 1)
        {
          g_autoptr (GString) more = g_string_new (NULL);

          for (guint j = 0; j < 50; j++)
            g_string_append_printf (more, "{'type':'%s','id':'old%u','name':'N'}\n",
                                    j % 2 == 0 ? "practice" : "team", j);
          must_import (store, more->str);
        }
      old = export_text (store, LEREN_FORMAT_JSON);
      g_assert_false (import_text (store, text, -1, LEREN_FORMAT_JSON_LINES, &error));
      for (gsize j = 0; j < 2; j++)
        assert_said (error, wrong[n].code, wrong[n].said[j] != NULL ? wrong[n].said[j] : "");
      assert_said (error, wrong[n].code, "in: ");
      assert_said (error, wrong[n].code, "line 3");
      now = export_text (store, LEREN_FORMAT_JSON);
      g_assert_cmpstr (old, ==, now);
      /* and the store is not worse for it */
      must_import (store, "{'type':'practice','id':'p','name':'N'}");
    }
}

static void
test_wrong_documents (void)
{
  g_autoptr (LerenStore) store = store_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *lines = g_strdup_printf (
        "{'format':'leren','version':1,'records':[{'type':'practice','id':'p','name':'N'},\n\n%s\n]}",
        wrong[i].line);
      g_autofree char *text = json (lines);
      g_autoptr (GError) error = NULL;

      if (strstr (wrong[i].line, "leren-framework") != NULL ||
          !g_str_has_suffix (wrong[i].line, "}"))
        continue;
      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_false (import_text (store, text, -1, LEREN_FORMAT_JSON, &error));
      assert_said (error, wrong[i].code, "in: records[1]");
      for (gsize j = 0; j < 2; j++)
        assert_said (error, wrong[i].code, wrong[i].said[j] != NULL ? wrong[i].said[j] : "");
      g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 0);
    }
}

/* An id that is in the store already, of whatever types both are, in imports large and small */
static void
test_used_before (void)
{
  static const char *const types[] = { "practice", "team", "org.unknown" };

  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      for (guint many = 0; many < 2; many++)
        {
          g_autoptr (LerenStore) store = store_new ();
          g_autoptr (GString) lines = g_string_new (NULL);
          g_autofree char *first = NULL, *text = NULL;
          g_autoptr (GError) error = NULL;

          for (guint k = 0; k < 400; k++)
            g_string_append_printf (lines, "{'type':'%s','id':'%u','name':'N'}\n", types[i], k);
          must_import (store, lines->str);
          g_string_truncate (lines, 0);
          for (guint k = 0; k < (many ? 400 : 1); k++)
            g_string_append_printf (lines, "{'type':'%s','id':'%u','name':'N'}\n", types[j],
                                    399 + k);
          first = g_strdup_printf ("%s “399”", types[j]);
          text = json (lines->str);
          g_test_message ("%s %s %u", types[i], types[j], many);
          g_assert_false (import_text (store, text, -1, LEREN_FORMAT_JSON_LINES, &error));
          assert_said (error, LEREN_ERROR_DUPLICATE, "line 1");
          assert_said (error, LEREN_ERROR_DUPLICATE, first);
          g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 400);
        }
}

/* So far apart that the first is long written; and a number without a fraction where others have one */
static void
test_used_long_before (void)
{
  static const char *const last[] = { "reflection", "team" };
  g_autoptr (GString) lines = g_string_new (NULL);
  const gsize n = 20000;

  g_string_append (
    lines, "{\"type\":\"session\",\"id\":\"s\"}\n{\"type\":\"participant\",\"id\":\"a\"}\n");
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (
      lines,
      "{\"type\":\"contribution\",\"id\":\"k%zu\",\"session\":\"s\",\"speaker\":\"a\","
      "\"kind\":\"idea\",\"seconds\":%zu}\n"
      "{\"type\":\"reflection\",\"id\":\"%zu\",\"text\":\"Where I come from\"}\n",
      i, i, i);
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    {
      g_autoptr (LerenStore) store = store_new ();
      g_autofree char *all = g_strdup_printf (
        "%s{\"type\":\"%s\",\"id\":\"7\",\"name\":\"T\",\"text\":\"T\"}\n", lines->str, last[i]);
      g_autofree char *place = g_strdup_printf ("in: line %zu: %s “7”", 2 * n + 3, last[i]);
      g_autofree char *exported = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (import_text (store, all, -1, LEREN_FORMAT_JSON_LINES, &error));
      assert_said (error, LEREN_ERROR_DUPLICATE, place);
      g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 0);
      g_clear_error (&error);
      import_text (store, lines->str, lines->len, LEREN_FORMAT_JSON_LINES, &error);
      g_assert_no_error (error);
      g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 2 * n + 2);
      exported = export_text (store, LEREN_FORMAT_JSON_LINES);
      g_assert_nonnull (strstr (exported, "\"seconds\":19999}"));
      must_import (store, "{'type':'team','id':'t','name':'T'}\n");
    }
}

static void
test_circle (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autofree char *text = json ("{'type':'contribution','id':'1','session':'s','speaker':'a',"
                                "'kind':'idea','in_reply_to':'2'}\n"
                                "{'type':'contribution','id':'2','session':'s','speaker':'a',"
                                "'kind':'idea','in_reply_to':'3'}\n"
                                "{'type':'contribution','id':'3','session':'s','speaker':'a',"
                                "'kind':'idea','in_reply_to':'1'}\n"
                                "{'type':'session','id':'s'}\n"
                                "{'type':'participant','id':'a'}\n");
  g_autoptr (GError) error = NULL;

  g_assert_false (import_text (store, text, -1, LEREN_FORMAT_JSON_LINES, &error));
  assert_said (error, LEREN_ERROR_REFERENCE, "“in_reply_to” closes a circle");
  assert_said (error, LEREN_ERROR_REFERENCE, "in: line 1");
}

/* 200,000 deep, each before the one it names: in proportion to their number */
static void
test_long_chain (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GString) lines = g_string_new (NULL);
  const guint n = g_test_slow () ? 200000 : 50000;
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
      lines, "{\"type\":\"action\",\"id\":\"%u\",\"what\":\"W\",\"previous\":\"%u\"}\n", i, i + 1);
  g_string_append_printf (lines, "{\"type\":\"action\",\"id\":\"%u\",\"what\":\"W\"", n);
  {
    g_autofree char *circle = g_strconcat (lines->str, ",\"previous\":\"7\"}", NULL);

    g_assert_false (import_text (store, circle, -1, LEREN_FORMAT_JSON_LINES, &error));
    assert_said (error, LEREN_ERROR_REFERENCE, "circle");
    g_clear_error (&error);
  }
  g_string_append (lines, "}\n");
  import_text (store, lines->str, lines->len, LEREN_FORMAT_JSON_LINES, &error);
  g_assert_no_error (error);
  g_test_message ("%.1f s", (g_get_monotonic_time () - begun) / 1e6);
}

/* Several sources are one import; frameworks and records come in any order. */
static void
test_several_sources (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autofree char *one = json ("{'type':'session','id':'s','protocol':'own'}\n"
                               "{'type':'case','id':'c','title':'T','team':'t'}\n");
  g_autofree char *two = json ("{'format':'leren','version':1,'records':[{'type':'team','id':'t',"
                               "'name':'T'}]}");
  g_autoptr (GError) error = NULL;

  add_text (importer, one, -1, "one", LEREN_FORMAT_DETECT);
  add_text (importer, two, -1, "two", LEREN_FORMAT_DETECT);
  add_text (importer, framework_json, -1, "three", LEREN_FORMAT_DETECT);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_importer_get_n_records (importer), ==, 3);
  g_assert_cmpint (leren_importer_get_n_frameworks (importer), ==, 1);
  g_assert_false (leren_importer_run (importer, NULL, &error));
  assert_said (error, LEREN_ERROR_STATE, "once");
  g_clear_error (&error);

  /* again: the same framework is no other one, and the ids are taken */
  g_assert_false (import_text (store, one, -1, LEREN_FORMAT_DETECT, &error));
  assert_said (error, LEREN_ERROR_DUPLICATE, "in: line ");
  g_clear_error (&error);
  import_text (store, framework_json, -1, LEREN_FORMAT_DETECT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 3);
}

static void
test_failing_source (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autofree char *right =
    json ("{'type':'practice','id':'p','name':'N'}\n{'type':'org.u','id':'u'}");
  g_autoptr (GFile) none = g_file_new_for_path ("/nonexistent/x.json");
  g_auto (GStrv) unknown = NULL;
  g_autoptr (GError) error = NULL;

  add_text (importer, right, -1, "right", LEREN_FORMAT_DETECT);
  g_assert_false (leren_importer_add_file (importer, none, LEREN_FORMAT_DETECT, NULL, &error));
  assert_said (error, LEREN_ERROR_NOT_FOUND, "/nonexistent/x.json");
  g_clear_error (&error);
  add_text (importer, "SQLite format 3", -1, "wrong", LEREN_FORMAT_DETECT);
  g_assert_false (leren_importer_run (importer, NULL, &error));
  assert_said (error, LEREN_ERROR_SYNTAX, "wrong: ");
  g_assert_cmpint (leren_importer_get_n_records (importer), ==, 0);
  unknown = leren_importer_list_unknown_types (importer);
  g_assert_cmpstr (unknown[0], ==, NULL);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 0);
}

/* Frameworks may name each other, whichever comes first; one that names nothing is told of. */
static void
test_frameworks_name_each_other (void)
{
  const char *form =
    "{'format':'leren-framework','version':1,'id':'%s','kind':'set','label':{'en':'L'},"
    "'description':{'en':'D'},'sources':[{'author':'A','year':2000,'title':'T'}],"
    "'concepts':[{'id':'x','label':{'en':'X'}}],'crosswalk':[{'from':'x','to':'%s/x'}]}\n";
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GString) lines =
    g_string_new ("{'type':'rating','id':'r','value':2,'framework':'a'}\n");
  g_autofree char *text = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (lines, form, "a", "b");
  g_string_append_printf (lines, form, "b", "a");
  text = json (lines->str);
  import_text (store, text, -1, LEREN_FORMAT_JSON_LINES, &error);
  g_assert_no_error (error);
  g_string_printf (lines, form, "c", "a");
  g_string_append_printf (lines, form, "d", "nowhere");
#pragma GCC diagnostic pop
  again = json (lines->str);
  g_assert_false (import_text (store, again, -1, LEREN_FORMAT_JSON_LINES, &error));
  assert_said (error, LEREN_ERROR_REFERENCE, "in: line 2: ");
  assert_said (error, LEREN_ERROR_REFERENCE, "“d”");
  g_assert_null (leren_theory_get_framework (leren_store_get_theory (store), "c"));
}

typedef struct {
  guint calls;
  gint64 records, bytes, total;
  GCancellable *cancel;
  GThread *thread;
  gboolean ended;
} Progress;

static void
note_progress (LerenImporter *importer, gint64 records, gint64 bytes, gint64 total,
               Progress *progress)
{
  progress->calls++;
  progress->thread = g_thread_self ();
  g_assert_false (progress->ended);
  g_assert_cmpint (records, >=, progress->records);
  g_assert_cmpint (bytes, >=, progress->bytes);
  progress->records = records;
  progress->bytes = bytes;
  progress->total = total;
  if (progress->cancel != NULL)
    g_cancellable_cancel (progress->cancel);
}

static void
try_store (LerenImporter *importer, gint64 records, gint64 bytes, gint64 total, LerenStore *store)
{
  g_autoptr (LerenPractice) practice = leren_practice_new ();
  g_autoptr (GError) error = NULL;

  leren_practice_set_name (practice, "N");
  g_assert_false (leren_store_save (store, LEREN_RECORD (practice), NULL, &error));
  assert_said (error, LEREN_ERROR_STATE, "import");
  g_clear_error (&error);
  g_assert_false (leren_store_close (store, &error));
  assert_said (error, LEREN_ERROR_STATE, "in use");
}

static void
test_progress (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GFileIOStream) io = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("leren-XXXXXX.jsonl", &io, NULL);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (lines, "{\"type\":\"practice\",\"id\":\"%u\",\"name\":\"N\"}\n", i);
  g_assert_true (g_file_set_contents (path, lines->str, lines->len, NULL));
  g_signal_connect (importer, "progress", G_CALLBACK (note_progress), &progress);
  g_signal_connect (importer, "progress", G_CALLBACK (try_store), store);
  g_assert_true (leren_importer_add_file (importer, file, LEREN_FORMAT_DETECT, NULL, NULL));
  g_assert_true (leren_importer_run (importer, NULL, &error));
  g_assert_cmpuint (progress.calls, >, 3);
  g_assert_cmpint (progress.records, ==, 3000);
  g_assert_cmpint (progress.bytes, ==, lines->len);
  g_assert_cmpint (progress.total, ==, lines->len);

  /* cancelled in the middle, nothing is kept */
  g_clear_object (&store);
  g_clear_object (&importer);
  store = store_new ();
  importer = leren_importer_new (store);
  progress = (Progress){ .cancel = cancellable };
  g_signal_connect (importer, "progress", G_CALLBACK (note_progress), &progress);
  g_assert_true (leren_importer_add_file (importer, file, LEREN_FORMAT_DETECT, NULL, NULL));
  g_assert_false (leren_importer_run (importer, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 0);
  g_unlink (path);
}

static void
note_end (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  leren_importer_run_finish (LEREN_IMPORTER (source), result, &error);
  g_assert_no_error (error);
  ((Progress *) data)->ended = TRUE;
}

/* It is told where the import was asked for, and all of it before the end. */
static void
test_progress_async (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GInputStream) stream = NULL;
  Progress progress = { 0 };

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (lines, "{\"type\":\"practice\",\"id\":\"%u\",\"name\":\"N\"}\n", i);
  stream = g_memory_input_stream_new_from_data (lines->str, lines->len, NULL);
  g_signal_connect (importer, "progress", G_CALLBACK (note_progress), &progress);
  leren_importer_add_stream (importer, stream, "lines", LEREN_FORMAT_JSON_LINES);
  leren_importer_run_async (importer, NULL, note_end, &progress);
  while (!progress.ended)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (progress.thread == g_thread_self ());
  g_assert_cmpint (progress.records, ==, 3000);
  g_assert_cmpint (progress.bytes, ==, lines->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/wrong-lines", test_wrong_lines);
  g_test_add_func ("/import/wrong-documents", test_wrong_documents);
  g_test_add_func ("/import/used-before", test_used_before);
  g_test_add_func ("/import/used-long-before", test_used_long_before);
  g_test_add_func ("/import/circle", test_circle);
  g_test_add_func ("/import/long-chain", test_long_chain);
  g_test_add_func ("/import/several-sources", test_several_sources);
  g_test_add_func ("/import/failing-source", test_failing_source);
  g_test_add_func ("/import/frameworks-name-each-other", test_frameworks_name_each_other);
  g_test_add_func ("/import/progress", test_progress);
  g_test_add_func ("/import/progress-async", test_progress_async);
  return g_test_run ();
}
