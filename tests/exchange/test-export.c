/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange-fixture.h"

#include "core/leren-json-reader-private.h"

/* Every line comes out as it came in. */
static const char *const lines[] = {
  "{'type':'participant','id':'a','expertise':[{'area':'x','depth':5.0,'org.y':-0}]}",
  "{'type':'case','id':'c','created':'2015-06-30T23:59:60Z','author':'a','visibility':'public',"
  "'attributes':{'z':[1.0,1e2,-0,0.1,1e-400,123456789012345678901234567890,'\\u0000',null]},"
  "'title':'É 😀 / \\\\ \\n','urgency':3.0}",
  "{'type':'session','id':'s','started':'2015-03-01t14:00:00.50+01:00','minutes':90.50}",
  "{'type':'session','id':'s2','started':'2015-03-01T14:00:00z','minutes':1e2,'cancelled':false}",
  "{'type':'contribution','id':'k','session':'s','speaker':'a','kind':'idea','seconds':1e-400}",
  "{'type':'contribution','id':'k2','session':'s','speaker':'a','kind':'idea','seconds':-0}",
  "{'type':'rating','id':'r','value':5.0,'minimum':-1E+1,'maximum':0.1e2}",
  "{'type':'case','id':'c2','title':'T','domains':[],'needs':['b','a','b'],'org.x':{'u':'\\u0000',"
  "'n':1.50},'\\u0000':1,'x':9223372036854775808}",
  "{'type':'org.example.unknown','id':'u','b':1.0,'a':{'z':[ ]}}",
  "{'id':'order','type':'org.example.unknown'}",
};

static char *
all_lines (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = json (lines[i]);
      g_string_append_printf (text, "%s\n", line);
    }
  return g_strdup (text->str);
}

static void
test_lines (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenStore) other = store_new ();
  g_autofree char *text = all_lines ();
  g_autofree char *with_framework = g_strconcat (text, framework_json, "\n", NULL);
  g_autofree char *expected = g_strconcat (framework_json, "\n", text, NULL);
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (GError) error = NULL;
  char *space = strstr (expected, "[ ]");

  memmove (space + 1, space + 2, strlen (space + 1));
  import_text (store, with_framework, -1, LEREN_FORMAT_JSON_LINES, &error);
  g_assert_no_error (error);
  first = export_text (store, LEREN_FORMAT_JSON_LINES);
  g_assert_cmpstr (first, ==, expected);
  import_text (other, first, -1, LEREN_FORMAT_JSON_LINES, &error);
  g_assert_no_error (error);
  second = export_text (other, LEREN_FORMAT_JSON_LINES);
  g_assert_cmpstr (second, ==, first);
}

/* Through a document the same, and what stood on several lines fits on one. */
static void
test_document (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenStore) other = store_new ();
  g_autofree char *text =
    json ("{ 'format' : 'leren',\n'version': 1,\n'frameworks' : [],\n"
          "'records': [ {\n 'type' : 'org.u' ,\n\t'id': 'u', 'a' : [ 1.0 ,\n"
          "{ 'b ' : ' c ' } ] },\n {'type':'case','id':'c','title':' T ',"
          "'domains':[ 'a' ,\n'b' ],'attributes':{ 'x' : [ ] }, 'y': [ 1 ] } ] }");
  g_autofree char *expected = json (
    "{'type':'org.u','id':'u','a':[1.0,{'b ':' c '}]}\n"
    "{'type':'case','id':'c','attributes':{'x':[]},'title':' T ','domains':['a','b'],'y':[1]}\n");
  g_autofree char *first = NULL, *document = NULL, *second = NULL;
  g_autoptr (GError) error = NULL;

  import_text (store, text, -1, LEREN_FORMAT_JSON, &error);
  g_assert_no_error (error);
  first = export_text (store, LEREN_FORMAT_JSON_LINES);
  g_assert_cmpstr (first, ==, expected);
  document = export_text (store, LEREN_FORMAT_JSON);
  import_text (other, document, -1, LEREN_FORMAT_DETECT, &error);
  g_assert_no_error (error);
  second = export_text (other, LEREN_FORMAT_JSON_LINES);
  g_assert_cmpstr (second, ==, expected);
}

static void
test_empty (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autofree char *document = export_text (store, LEREN_FORMAT_JSON);
  g_autofree char *nothing = export_text (store, LEREN_FORMAT_JSON_LINES);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (nothing, ==, "");
  import_text (store, document, -1, LEREN_FORMAT_JSON, &error);
  g_assert_no_error (error);
  g_assert_false (leren_store_export (store, output, LEREN_FORMAT_DETECT, NULL, &error));
  assert_said (error, LEREN_ERROR_UNSUPPORTED, "JSON");
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* One token of an object or an array after another, members sorted: numbers as they are written */
static void
write_value (const LerenJsonToken *tokens, guint32 at, GString *out)
{
  const LerenJsonToken *token = &tokens[at];
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);

  if (token->kind != LEREN_JSON_OBJECT && token->kind != LEREN_JSON_ARRAY)
    {
      g_string_append_printf (out, "%d:", token->kind);
      g_string_append_len (out, token->text, token->length);
      return;
    }
  for (guint32 i = at + 1; i < token->end;)
    {
      GString *member = g_string_new (NULL);
      guint32 value = i;

      if (token->kind == LEREN_JSON_OBJECT)
        {
          g_string_append_len (member, tokens[i].text, tokens[i].length);
          g_string_append_c (member, '=');
          value = i + 1;
        }
      write_value (tokens, value, member);
      g_ptr_array_add (members, g_string_free (member, FALSE));
      i = tokens[value].end;
    }
  if (token->kind == LEREN_JSON_OBJECT)
    g_ptr_array_sort (members, compare);
  g_string_append_c (out, '(');
  for (guint i = 0; i < members->len; i++)
    g_string_append_printf (out, "%s;", (char *) g_ptr_array_index (members, i));
  g_string_append_c (out, ')');
}

static char *
normal (const char *text)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);
  guint32 n_tokens;
  const LerenJsonToken *tokens =
    _leren_json_reader_parse (reader, text, strlen (text), 1, &n_tokens, &error);

  g_assert_no_error (error);
  write_value (tokens, 0, out);
  return g_string_free (out, FALSE);
}

/* The practices that come with the library, member for member */
static void
test_examples (void)
{
  g_autofree char *folder =
    g_build_filename (g_getenv ("LEREN_SOURCE_ROOT"), "examples", "data", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (LerenStore) store = store_new ();
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL, *exported = NULL, *before = NULL, *after = NULL;
      g_autoptr (GError) error = NULL;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_test_message ("%s", name);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      import_text (store, text, -1, LEREN_FORMAT_DETECT, &error);
      g_assert_no_error (error);
      exported = export_text (store, LEREN_FORMAT_JSON);
      before = normal (text);
      after = normal (exported);
      g_assert_cmpstr (before, ==, after);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/lines", test_lines);
  g_test_add_func ("/export/document", test_document);
  g_test_add_func ("/export/empty", test_empty);
  g_test_add_func ("/export/examples", test_examples);
  return g_test_run ();
}
