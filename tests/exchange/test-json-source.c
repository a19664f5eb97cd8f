/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-error.h"
#include "core/leren-json-reader-private.h"
#include "exchange/leren-json-source-private.h"

#include <string.h>

/* A stream that gives at most so many bytes at a time, and after its text goes on for ever with one
 * character when it is given one. */
typedef struct {
  GInputStream parent;
  const char *text;
  gsize length;
  gsize at;
  gsize step;
  char endless;
} TestStream;

typedef GInputStreamClass TestStreamClass;
GType test_stream_get_type (void);
G_DEFINE_TYPE (TestStream, test_stream, G_TYPE_INPUT_STREAM)

static gssize
test_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
                  GError **error)
{
  TestStream *self = (TestStream *) stream;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (self->step > 0)
    count = MIN (count, self->step);
  if (self->at < self->length)
    {
      count = MIN (count, self->length - self->at);
      memcpy (buffer, self->text + self->at, count);
    }
  else if (self->endless != '\0')
    {
      memset (buffer, self->endless, count);
    }
  else
    {
      count = 0;
    }
  self->at += count;
  return count;
}

static void
test_stream_class_init (TestStreamClass *class)
{
  class->read_fn = test_stream_read;
}

static void
test_stream_init (TestStream *self)
{
}

static TestStream *
new_stream (const char *text, gsize length, gsize step, char endless)
{
  TestStream *stream = g_object_new (test_stream_get_type (), NULL);

  stream->text = text;
  stream->length = length;
  stream->step = step;
  stream->endless = endless;
  return stream;
}

/* What comes out, as one text: `LINE INDEX: PART` for each part, with an f after the index when it
 * is a framework; and the error, if there is one */
static char *
cut (const char *text, gsize length, LerenJsonSourceFormat format, gsize step, GError **error)
{
  TestStream *stream = new_stream (text, length, step, '\0');
  g_autoptr (LerenJsonSource) source =
    _leren_json_source_new (G_INPUT_STREAM (stream), "team.json", format, 1000);
  GString *out = g_string_new ("");
  guint64 position = 0;
  LerenJsonPart part;
  g_autoptr (GError) local = NULL;
  g_autoptr (GError) again = NULL;

  while (_leren_json_source_next (source, &part, NULL, &local))
    {
      g_string_append_printf (out, "%d %d%s: %.*s\n", (int) part.line, (int) part.index,
                              part.framework ? " f" : "", (int) part.length, part.text);
      g_assert_cmpuint (_leren_json_source_get_position (source), >, position);
      position = _leren_json_source_get_position (source);
    }
  if (local == NULL)
    g_assert_cmpuint (_leren_json_source_get_position (source), ==, length);

  /* the end and an error both stay */
  g_assert_false (_leren_json_source_next (source, &part, NULL, &again));
  if (local == NULL)
    g_assert_no_error (again);
  else
    g_assert_cmpstr (again->message, ==, local->message);

  if (local != NULL)
    {
      g_assert_true (g_str_has_prefix (local->message, "team.json: "));
      g_propagate_error (error, g_steal_pointer (&local));
    }
  g_object_unref (stream);
  return g_string_free (out, FALSE);
}

static const struct {
  LerenJsonSourceFormat format;
  const char *text;
  const char *parts;
} right[] = {
  { LEREN_JSON_SOURCE_LINES, "{\"a\":1}\n{\"b\":2}\n", "1 -1: {\"a\":1}\n2 -1: {\"b\":2}\n" },
  { LEREN_JSON_SOURCE_LINES, "{}\r\n\r\n \t\n{}", "1 -1: {}\n4 -1: {}\n" },
  { LEREN_JSON_SOURCE_LINES, "\n\n{} \r\n", "3 -1: {} \n" },
  { LEREN_JSON_SOURCE_LINES, "{}\n \r", "1 -1: {}\n" },
  /* what is in a line is not the source's business */
  { LEREN_JSON_SOURCE_LINES, "x\n[1", "1 -1: x\n2 -1: [1\n" },
  { LEREN_JSON_SOURCE_DETECT, "{\"type\":\"team\"}\n{\"type\":\"case\"}",
    "1 -1: {\"type\":\"team\"}\n2 -1: {\"type\":\"case\"}\n" },
  { LEREN_JSON_SOURCE_DETECT, "{\"id\":\"\\\"}\",\"\\u0074ype\":\"team\"}\n",
    "1 -1: {\"id\":\"\\\"}\",\"\\u0074ype\":\"team\"}\n" },
  { LEREN_JSON_SOURCE_DETECT, "\n {\"format\":\"leren-framework\"}\n{}\n",
    "2 -1: {\"format\":\"leren-framework\"}\n3 -1: {}\n" },
  { LEREN_JSON_SOURCE_DETECT, "{\n \"format\": \"leren-framework\",\n \"id\": \"x\"\n}\n",
    "1 -1 f: {\n \"format\": \"leren-framework\",\n \"id\": \"x\"\n}\n" },
  { LEREN_JSON_SOURCE_DOCUMENT, "{\"format\":\"leren-framework\"}",
    "1 -1 f: {\"format\":\"leren-framework\"}\n" },
  { LEREN_JSON_SOURCE_DETECT, "{}", "1 -1: {}\n" },
  { LEREN_JSON_SOURCE_DOCUMENT, "{\"format\":\"leren\",\"version\":1,\"records\":[]}", "" },
  { LEREN_JSON_SOURCE_DETECT, "{\"format\":\"leren\",\"version\":1,\"records\":[]}", "" },
  { LEREN_JSON_SOURCE_DETECT,
    " {\r\n\"version\" : 1.0 , \"records\": [ {\"a\":\"]}\\\"\\\\\"} ,\r\n[1,[2]],3 , \"x,\\\"]\"\n"
    ", null] ,\"org.example.note\":{\"records\":[{}]},\n\"frameworks\":[{}],"
    "\"\\u0066ormat\":\"leren\"\n}\n\n",
    "2 0: {\"a\":\"]}\\\"\\\\\"}\n3 1: [1,[2]]\n3 2: 3\n3 3: \"x,\\\"]\"\n4 4: null\n5 0 f: {}\n" },
  { LEREN_JSON_SOURCE_DOCUMENT,
    "{\"frameworks\":[],\"records\":[{]},1}],\"format\":\"leren\",\"version\":1}",
    /* brackets are counted, not matched: the reader sees to that */
    "1 0: {]\n" },
};

static void
test_right (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    for (gsize step = 0; step < 8; step++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *parts =
          cut (right[i].text, strlen (right[i].text), right[i].format, step, &error);

        g_assert_cmpstr (parts, ==, right[i].parts);
        if (i + 1 < G_N_ELEMENTS (right))
          g_assert_no_error (error);
        else
          g_assert_error (error, LEREN_ERROR, LEREN_ERROR_SYNTAX);
      }
}

#define HEAD "{\"format\":\"leren\",\"version\":1,"

static const struct {
  LerenJsonSourceFormat format;
  const char *text;
  LerenError code;
  const char *message;
} wrong[] = {
  { LEREN_JSON_SOURCE_LINES, "", LEREN_ERROR_SYNTAX, "the file is empty" },
  { LEREN_JSON_SOURCE_LINES, "\n \r\n", LEREN_ERROR_SYNTAX, "the file is empty" },
  { LEREN_JSON_SOURCE_DETECT, "", LEREN_ERROR_SYNTAX, "the file is empty" },
  { LEREN_JSON_SOURCE_DETECT, " \n", LEREN_ERROR_SYNTAX, "the file is empty" },
  { LEREN_JSON_SOURCE_DOCUMENT, "", LEREN_ERROR_SYNTAX, "the file is empty" },
  { LEREN_JSON_SOURCE_LINES, "\xef\xbb\xbf{}", LEREN_ERROR_SYNTAX,
    "the file begins with a byte order mark; save it as UTF-8 without one" },
  { LEREN_JSON_SOURCE_DETECT, "\xff\xfe{", LEREN_ERROR_SYNTAX,
    "the file is UTF-16; save it as UTF-8" },
  { LEREN_JSON_SOURCE_DETECT, "\x1f\x8b\x08", LEREN_ERROR_SYNTAX,
    "the file is compressed; unpack it first" },
  { LEREN_JSON_SOURCE_DETECT, "SQLite format 3", LEREN_ERROR_SYNTAX,
    "the file is a database, not JSON; open it as a store" },
  { LEREN_JSON_SOURCE_DETECT, "\n[{}]", LEREN_ERROR_SYNTAX,
    "line 2: “[” where “{” is expected; a document and each line of JSON Lines begin with it" },
  { LEREN_JSON_SOURCE_DETECT,
    "\x7f"
    "ELF",
    LEREN_ERROR_SYNTAX,
    "line 1: the byte 0x7F where “{” is expected; a document and each line of JSON Lines begin "
    "with it" },
  { LEREN_JSON_SOURCE_DETECT, "{\"type\":\"team\",\n\"id\":\"x\"}", LEREN_ERROR_SYNTAX,
    "line 1: a record on several lines; in JSON Lines it takes one line, in a document it stands "
    "in \"records\"" },
  { LEREN_JSON_SOURCE_DETECT, "{\n\"format\":\"leren-framework\"}\n{}", LEREN_ERROR_SYNTAX,
    "line 3: text after the end of the framework" },
  { LEREN_JSON_SOURCE_DETECT, "{\n\"format\":\"leren-framework\",", LEREN_ERROR_SYNTAX,
    "line 1: the file ends in the framework that begins here; it was cut off" },
  { LEREN_JSON_SOURCE_DOCUMENT, "{}", LEREN_ERROR_MISSING,
    "the document has no \"format\"; a document is {\"format\": \"leren\", \"version\": 1, "
    "\"records\": [...]}" },
  { LEREN_JSON_SOURCE_DOCUMENT, "{\"format\":\"leren\",\"records\":[]}", LEREN_ERROR_MISSING,
    "the document has no \"version\"; a document is {\"format\": \"leren\", \"version\": 1, "
    "\"records\": [...]}" },
  { LEREN_JSON_SOURCE_DETECT, "{\"format\":\"leren\",\"version\":1}", LEREN_ERROR_MISSING,
    "the document has no \"records\"; a document is {\"format\": \"leren\", \"version\": 1, "
    "\"records\": [...]}" },
  { LEREN_JSON_SOURCE_DETECT, "{\"format\":\"xapi\"}", LEREN_ERROR_UNSUPPORTED,
    "line 1: \"format\" is \"xapi\", not \"leren\"; this is not a document of libleren, convert it "
    "first" },
  { LEREN_JSON_SOURCE_DETECT, "{\"format\":1}", LEREN_ERROR_INVALID,
    "line 1: \"format\" is not a string; \"leren\" is expected" },
  { LEREN_JSON_SOURCE_DETECT, "{\"format\":\"leren\",\n\"version\":2}", LEREN_ERROR_UNSUPPORTED,
    "line 2: \"version\" is 2, and this libleren reads version 1; use a newer libleren" },
  { LEREN_JSON_SOURCE_DETECT, "{\"format\":\"leren\",\"version\":\"1\"}", LEREN_ERROR_INVALID,
    "line 1: \"version\" is not a version; 1 is expected" },
  { LEREN_JSON_SOURCE_DETECT, "{\"format\":\"leren\",\"version\":1.5}", LEREN_ERROR_INVALID,
    "line 1: \"version\" is not a version; 1 is expected" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\n\"record\":[]}", LEREN_ERROR_INVALID,
    "line 2: a document has no member \"record\"; the name of a member of your own contains a "
    "dot" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"a.b\\u0000\":[]}", LEREN_ERROR_INVALID,
    "line 1: a document has no member \"a.b\\u0000\"; the name of a member of your own contains a "
    "dot" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"records\":{}}", LEREN_ERROR_SYNTAX,
    "line 1: “{” where the array \"records\" is expected" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"records\":[],\n\"records\":[]}", LEREN_ERROR_SYNTAX,
    "line 2: the member \"records\" is in the document twice" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"a.b\":1,\"a.\\u0062\":[]}", LEREN_ERROR_SYNTAX,
    "line 1: the member \"a.b\" is in the document twice" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"a.b\":01}", LEREN_ERROR_SYNTAX,
    "line 1, column 2: “1” after a zero that begins a number; leave the zero out" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"a\\x\":1}", LEREN_ERROR_SYNTAX,
    "line 1, column 4: “\\” before “x”; \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u are the escapes" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"a.b\":}", LEREN_ERROR_SYNTAX,
    "line 1: “}” where a value is expected" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"a.b\"}", LEREN_ERROR_SYNTAX,
    "line 1: “}” where “:” is expected" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "}", LEREN_ERROR_SYNTAX,
    "line 1: “}” where the name of a member, in double quotes, is expected" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "records:[]}", LEREN_ERROR_SYNTAX,
    "line 1: “r” where the name of a member, in double quotes, is expected" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"records\":[1 2]}", LEREN_ERROR_SYNTAX,
    "line 1: “2” where “,” or “]” is expected" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"records\":[1\"a\"]}", LEREN_ERROR_SYNTAX,
    "line 1: “\"” where “,” or “]” is expected" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"records\":[1,]}", LEREN_ERROR_SYNTAX,
    "line 1: “]” where a value is expected" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"records\":[,1]}", LEREN_ERROR_SYNTAX,
    "line 1: “,” where a value is expected" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"records\":[] \"a.b\":1}", LEREN_ERROR_SYNTAX,
    "line 1: “\"” where “,” or “}” is expected" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"records\":[]}\n{}", LEREN_ERROR_SYNTAX,
    "line 2: text after the end of the document" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\n\"records\":[{},{\n", LEREN_ERROR_SYNTAX,
    "records[1] (line 2): the file ends in this element; it was cut off" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"records\":[{},{}\n", LEREN_ERROR_SYNTAX,
    "line 2: the file ends inside \"records\", after 2 elements; it was cut off" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"records\":[]\n", LEREN_ERROR_SYNTAX,
    "line 2: the file ends before the document does; it was cut off" },
  { LEREN_JSON_SOURCE_DETECT, HEAD "\"a.b\":[]\n,\"c.", LEREN_ERROR_SYNTAX,
    "line 2: the file ends in the value that begins here; it was cut off" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    for (gsize step = 0; step < 2; step++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *parts =
          cut (wrong[i].text, strlen (wrong[i].text), wrong[i].format, step, &error);
        g_autofree char *message = g_strconcat ("team.json: ", wrong[i].message, NULL);

        g_assert_nonnull (error);
        g_assert_cmpstr (error->message, ==, message);
        g_assert_error (error, LEREN_ERROR, (int) wrong[i].code);
      }
}

static void
test_nul (void)
{
  static const char lines[] = "{}\n{\"a\":\"\0\"}\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *parts = cut (lines, sizeof lines - 1, LEREN_JSON_SOURCE_LINES, 0, &error);

  g_assert_cmpstr (parts, ==, "1 -1: {}\n");
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_SYNTAX);
  g_assert_cmpstr (error->message, ==, "team.json: line 2: a NUL byte; this is no text file");
}

static const char document[] =
  "{ \"format\": \"leren\", \"version\": 1,\r\n  \"frameworks\": [{\"id\": \"x\"}],\n"
  "  \"org.example.x\": [\"\\\"\", {}], \"records\": [\n"
  "    {\"type\": \"team\", \"t\": \"]\\\\\"},\n"
  "    {\"type\": \"case\", \"é\": [{}, 1.5]}\n  ]\n}";

/* The end of a chunk may be anywhere. */
static void
test_chunks (void)
{
  static const LerenJsonSourceFormat formats[] = {
    LEREN_JSON_SOURCE_DETECT,
    LEREN_JSON_SOURCE_DOCUMENT,
    LEREN_JSON_SOURCE_LINES,
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *whole = cut (document, sizeof document - 1, formats[i], 0, NULL);

      for (gsize step = 1; step < sizeof document; step++)
        {
          g_autofree char *parts = cut (document, sizeof document - 1, formats[i], step, NULL);

          g_assert_cmpstr (parts, ==, whole);
        }
    }
}

static void
test_truncated (void)
{
  for (gsize length = 0; length < sizeof document - 1; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *parts = cut (document, length, LEREN_JSON_SOURCE_DOCUMENT, 0, &error);

      g_assert_error (error, LEREN_ERROR, LEREN_ERROR_SYNTAX);
    }
}

/* A part may be as long as the limit, and no more; and what does not fit is not read to its end. */
static void
test_limits (void)
{
  static const struct {
    LerenJsonSourceFormat format;
    const char *before;
    const char *message;
  } cases[] = {
    { LEREN_JSON_SOURCE_LINES, "{}\n\"", "big: line 2: longer than 1000000 bytes, the limit" },
    { LEREN_JSON_SOURCE_DETECT, "{\"type\":\"",
      "big: line 1: longer than 1000000 bytes, the limit" },
    { LEREN_JSON_SOURCE_DETECT, HEAD "\"records\":[\n\"",
      "big: records[0] (line 2): longer than 1000000 bytes, the limit" },
    { LEREN_JSON_SOURCE_DETECT, HEAD "\"",
      "big: line 1: the value that begins here is longer than the limit" },
    { LEREN_JSON_SOURCE_DETECT,
      HEAD "\"a.b\":", "big: line 1: the value that begins here is longer than the limit" },
    { LEREN_JSON_SOURCE_DETECT, "{\"format\":\"leren-framework\",\n\"",
      "big: line 1: longer than 1000000 bytes, the limit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TestStream *stream = new_stream (cases[i].before, strlen (cases[i].before), 0, 'x');
      g_autoptr (LerenJsonSource) source =
        _leren_json_source_new (G_INPUT_STREAM (stream), "big", cases[i].format, 1000000);
      g_autoptr (GError) error = NULL;
      LerenJsonPart part;

      while (_leren_json_source_next (source, &part, NULL, &error))
        ;
      g_assert_error (error, LEREN_ERROR, LEREN_ERROR_LIMIT);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_cmpuint (stream->at, <=, 1000000 + 300000);
      g_object_unref (stream);
    }
}

static void
test_exact_limits (void)
{
  static const char *const formats[] = { "%s", "%s\n", "%s\r\n{}", HEAD "\"records\":[%s]}",
                                         HEAD "\"records\":[{},%s\n]}" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    for (gsize length = 999; length <= 1001; length++)
      for (gsize step = 0; step < 2; step++)
        {
          g_autofree char *filler = g_strnfill (length - 11, 'x');
          g_autofree char *part = g_strconcat ("{\"type\":\"", filler, "\"}", NULL);
          g_auto (GStrv) around = g_strsplit (formats[i], "%s", 2);
          g_autofree char *text = g_strconcat (around[0], part, around[1], NULL);
          g_autoptr (GError) error = NULL;
          g_autofree char *parts =
            cut (text, strlen (text), LEREN_JSON_SOURCE_DETECT, step, &error);

          if (length <= 1000)
            g_assert_no_error (error);
          else
            g_assert_error (error, LEREN_ERROR, LEREN_ERROR_LIMIT);
        }
}

static void
test_cancel (void)
{
  TestStream *stream = new_stream ("{}", 2, 0, '\0');
  g_autoptr (LerenJsonSource) source =
    _leren_json_source_new (G_INPUT_STREAM (stream), "x", LEREN_JSON_SOURCE_LINES, 10);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  LerenJsonPart part;

  g_cancellable_cancel (cancellable);
  g_assert_false (_leren_json_source_next (source, &part, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (stream);
}

/* Much more than a chunk, in lines and in a document, gives the same records. */
static void
test_many (void)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();

  for (guint lines = 0; lines < 2; lines++)
    {
      g_autoptr (GString) text = g_string_new (lines ? NULL : HEAD "\"records\":[\n");
      TestStream *stream = NULL;
      g_autoptr (LerenJsonSource) source = NULL;
      g_autoptr (GError) error = NULL;
      LerenJsonPart part;
      guint n = 0;

      for (guint i = 0; i < 50000; i++)
        g_string_append_printf (text, "{\"type\":\"team\",\"id\":\"%u\"}%s\n", i,
                                lines || i == 49999 ? "" : ",");
      if (!lines)
        g_string_append (text, "]}");
      stream = new_stream (text->str, text->len, 0, '\0');
      source = _leren_json_source_new (G_INPUT_STREAM (stream), "x", LEREN_JSON_SOURCE_DETECT, 99);
      for (; _leren_json_source_next (source, &part, NULL, &error); n++)
        {
          g_autofree char *id = g_strdup_printf ("%u", n);
          guint32 n_tokens;
          const LerenJsonToken *tokens =
            _leren_json_reader_parse (reader, part.text, part.length, part.line, &n_tokens, NULL);

          g_assert_cmpmem (tokens[4].text, tokens[4].length, id, strlen (id));
          g_assert_cmpuint (part.line, ==, n + (lines ? 1 : 2));
        }
      g_assert_no_error (error);
      g_assert_cmpuint (n, ==, 50000);
      g_object_unref (stream);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-source/right", test_right);
  g_test_add_func ("/json-source/wrong", test_wrong);
  g_test_add_func ("/json-source/nul", test_nul);
  g_test_add_func ("/json-source/chunks", test_chunks);
  g_test_add_func ("/json-source/truncated", test_truncated);
  g_test_add_func ("/json-source/limits", test_limits);
  g_test_add_func ("/json-source/exact-limits", test_exact_limits);
  g_test_add_func ("/json-source/cancel", test_cancel);
  g_test_add_func ("/json-source/many", test_many);
  return g_test_run ();
}
