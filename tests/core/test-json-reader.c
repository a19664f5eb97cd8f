/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-error.h"
#include "core/leren-json-reader-private.h"

#include <string.h>

/* The reader gets an exact copy, without a NUL after it, so that valgrind and the sanitizers see
 * every byte too far. */
static const LerenJsonToken *
parse (LerenJsonReader *reader, const char *text, gsize length, GError **error)
{
  static char *copy;
  guint32 n_tokens;
  const LerenJsonToken *tokens;

  g_free (copy);
  copy = length > 0 ? g_memdup2 (text, length) : NULL;
  tokens = _leren_json_reader_parse (reader, copy, length, 1, &n_tokens, error);
  g_assert_cmpint (tokens != NULL, ==, n_tokens > 0);
  if (tokens != NULL)
    g_assert_cmpuint (tokens[0].end, ==, n_tokens);
  return tokens;
}

typedef struct {
  const char *text;
  gsize length;
} Case;

#define C(text)                                                                                    \
  {                                                                                                \
    text, sizeof text - 1                                                                          \
  }

/* One of each kind in JSONTestSuite's y_ family */
static const Case right[] = {
  C ("[]"),
  C ("[[]  ]"),
  C ("{}"),
  C ("[\"\"]"),
  C ("[\"a\"]"),
  C ("[false]"),
  C ("[null, 1, \"1\", {}]"),
  C ("[1\n]"),
  C (" [1]"),
  C ("[2] "),
  C ("\t\r\n [ ] \t\r\n"),
  C ("[1,null,null,null,2]"),
  C ("[0]"),
  C ("[-0]"),
  C ("[-123]"),
  C ("[-1]"),
  C ("[0e+1]"),
  C ("[0e1]"),
  C ("[ 4]"),
  C ("[1E22]"),
  C ("[1E-2]"),
  C ("[1E+2]"),
  C ("[123e45]"),
  C ("[123.456e78]"),
  C ("[1e-2]"),
  C ("[1e+2]"),
  C ("[123]"),
  C ("[123.456789]"),
  C ("[-0.000000000000000000000000000000000000000000001]"),
  C ("[20e1]"),
  C ("[1e00]"),
  C ("[0.00e-00]"),
  C ("{\"asd\":\"sdf\", \"dfg\":\"fgh\"}"),
  C ("{\"asd\":\"sdf\"}"),
  C ("{\"\":0}"),
  C ("{\"foo\\u0000bar\": 42}"),
  C ("{ \"min\": -1.0e+28, \"max\": 1.0e+28 }"),
  C ("{\n\"a\": \"b\"\n}"),
  C ("{\"x\":[{\"id\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}], \"id\": \"x\"}"),
  C ("{\"title\":\"\\u041f\\u043e\\u043b\\u0442\\u043e\\u0440\\u0430\" }"),
  C ("[\"\\u0060\\u012a\\u12AB\"]"),
  C ("[\"\\uD801\\udc37\"]"),
  C ("[\"\\ud83d\\ude39\\ud83d\\udc8d\"]"),
  C ("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"),
  C ("[\"\\\\u0000\"]"),
  C ("[\"\\\"\"]"),
  C ("[\"a/*b*/c/*d//e\"]"),
  C ("[\"\\\\a\"]"),
  C ("[\"\\\\n\"]"),
  C ("[\"\\u0012\"]"),
  C ("[\"\\uFFFF\"]"),
  C ("[\"asd\"]"),
  C ("[ \"asd\"]"),
  C ("[\"\\uDBFF\\uDFFF\"]"),
  C ("[\"new\\u00A0line\"]"),
  C ("[\"\xf4\x8f\xbf\xbf\"]"),
  C ("[\"\xef\xbf\xbf\"]"),
  C ("[\"\xf0\x9b\xbf\xbf\"]"),
  C ("[\"\xef\xbb\xbf\"]"),
  C ("[\"\\u0000\"]"),
  C ("[\"\\u002c\"]"),
  C ("[\"\xcf\x80\"]"),
  C ("[\"\xe2\x80\xa8\xe2\x80\xa9\"]"),
  C ("[\"\x7f\"]"),
  C ("[\"asd \"]"),
  C ("\" \""),
  C ("[\"\\uD834\\uDd1e\"]"),
  C ("[\"\\u0821\"]"),
  C ("[\"\\uFFFE\"]"),
  C ("[\"\\uFDD0\"]"),
  C ("[\"\\u005C\\u0022\"]"),
  C ("[\"\\u200B\"]"),
  C ("[\"a\x7f"
     "a\"]"),
  C ("false"),
  C ("42"),
  C ("-0.1"),
  C ("null"),
  C ("\"asd\""),
  C ("true"),
  C ("[\"a\"]\n"),
  C ("[true]"),
  C ("\"\""),
  C ("42 "),
  C ("1e5"),
  C ("\"\\n\""),
  C ("\"\\uD834\\uDD1E\""),
  C ("\"\xe2\x82\xac\xf0\x9d\x84\x9e\""),
  /* other objects may have the same names, and names may differ in case only */
  C ("{\"a\":{\"a\":{\"a\":1}}}"),
  C ("[{\"a\":1},{\"a\":1}]"),
  C ("{\"a\":1,\"A\":1,\"\":1,\"a \":1}"),
  /* i_ that this reader takes: the numbers are kept as text */
  C ("[0.4e00669999999999999999999999999999999999999999999999999999999999999999999969999999006]"),
  C ("[-1e+9999]"),
  C ("[1.5e+9999]"),
  C ("[123123e-10000000]"),
  C ("[100000000000000000000]"),
  C ("[-123123123123123123123123123123]"),
  C ("[-237462374673276894279832749832423479823246327846]"),
};

/* The n_ family, and those of the i_ family that this reader refuses */
static const Case wrong[] = {
  C (""),
  C (" "),
  C ("\n\n"),
  C ("\t"),
  C ("[1 true]"),
  C ("[a\xe5]"),
  C ("[\"\": 1]"),
  C ("[\"\"],"),
  C ("[,1]"),
  C ("[1,,2]"),
  C ("[\"x\",,]"),
  C ("[\"x\"]]"),
  C ("[\"\",]"),
  C ("[\"x\""),
  C ("[x"),
  C ("[3[4]]"),
  C ("[\xff]"),
  C ("[1:2]"),
  C ("[,]"),
  C ("[-]"),
  C ("[   , \"\"]"),
  C ("[\"a\",\n4\n,1,"),
  C ("[1,]"),
  C ("[1,,]"),
  C ("[\"\va\"\\f]"),
  C ("[\v1]"),
  C ("[\f]"),
  C ("[*]"),
  C ("[\"\""),
  C ("[1,"),
  C ("[{}"),
  C ("[fals]"),
  C ("[nul]"),
  C ("[tru]"),
  C ("[truefalse]"),
  C ("[True]"),
  C ("[TRUE]"),
  C ("123\0"),
  C ("[-01]"),
  C ("[1.2.3]"),
  C ("[++1234]"),
  C ("[+1]"),
  C ("[+Inf]"),
  C ("[-1.0.]"),
  C ("[-2.]"),
  C ("[-NaN]"),
  C ("[.-1]"),
  C ("[.2e-3]"),
  C ("[.5]"),
  C ("[0.1.2]"),
  C ("[0.3e+]"),
  C ("[0.3e]"),
  C ("[0.e1]"),
  C ("[0E+]"),
  C ("[0E]"),
  C ("[0e+]"),
  C ("[0e]"),
  C ("[1.0e+]"),
  C ("[1.0e-]"),
  C ("[1.0e]"),
  C ("[1 000.0]"),
  C ("[1eE2]"),
  C ("[2.e+3]"),
  C ("[2.e-3]"),
  C ("[2.e3]"),
  C ("[9.e+]"),
  C ("[Inf]"),
  C ("[NaN]"),
  C ("[\xef\xbc\x91]"),
  C ("[1+2]"),
  C ("[0x1]"),
  C ("[0x42]"),
  C ("[Infinity]"),
  C ("[0e+-1]"),
  C ("[-123.123foo]"),
  C ("[123\xe5]"),
  C ("[1e1\xe5]"),
  C ("[0\xe5]"),
  C ("[-Infinity]"),
  C ("[-foo]"),
  C ("[- 1]"),
  C ("[-012]"),
  C ("[-.123]"),
  C ("[-1x]"),
  C ("[1ea]"),
  C ("[1.]"),
  C ("[.123]"),
  C ("[1.2a-3]"),
  C ("[1.8011670033376514H-308]"),
  C ("[012]"),
  C ("[00]"),
  C ("-"),
  C ("1."),
  C ("1e"),
  C ("1e+"),
  C ("+1"),
  C (".5"),
  C ("01"),
  C ("-00"),
  C ("1 2"),
  C ("1,"),
  C ("1a"),
  C ("[1_000]"),
  C ("[1,000.]"),
  C ("[\"x\", truth]"),
  C ("{[: \"x\"}\n"),
  C ("{\"x\", null}"),
  C ("{\"x\"::\"b\"}"),
  C ("{\xf0\x9f\x87\xa8\xf0\x9f\x87\xad}"),
  C ("{\"a\":\"a\" 123}"),
  C ("{key: 'value'}"),
  C ("{\"\xb9\":\"0\",}"),
  C ("{\"a\" b}"),
  C ("{:\"b\"}"),
  C ("{\"a\" \"b\"}"),
  C ("{\"a\":"),
  C ("{\"a\""),
  C ("{1:1}"),
  C ("{9999E9999:1}"),
  C ("{null:null,null:null}"),
  C ("{\"id\":0,,,,,}"),
  C ("{'a':0}"),
  C ("{\"id\":0,}"),
  C ("{\"a\":\"b\"}/**/"),
  C ("{\"a\":\"b\"}/**//"),
  C ("{\"a\":\"b\"}//"),
  C ("{\"a\":\"b\"}/"),
  C ("{\"a\":\"b\",,\"c\":\"d\"}"),
  C ("{a: \"b\"}"),
  C ("{\"a\":\"a"),
  C ("{ \"foo\" : \"bar\", \"a\" }"),
  C ("{\"a\":\"b\"}#"),
  C ("{true:1}"),
  C ("{,}"),
  C ("{,\"a\":1}"),
  C ("[\"\\uD800\\\"]"),
  C ("[\"\\uD800\\u\"]"),
  C ("[\"\\uD800\\u1\"]"),
  C ("[\"\\uD800\\u1x\"]"),
  C ("[\xc3\xa9]"),
  C ("[\"\\\0\"]"),
  C ("[\"\\x00\"]"),
  C ("[\"\\\\\\\"]"),
  C ("[\"\\\t\"]"),
  C ("[\"\\\xf0\x9f\x8c\x80\"]"),
  C ("[\"\\\"]"),
  C ("[\"\\u00A\"]"),
  C ("[\"\\uD834\\uDd\"]"),
  C ("[\"\\uD800\\uD800\\x\"]"),
  C ("[\"\\u\xe5\"]"),
  C ("[\"\\a\"]"),
  C ("[\"\\uqqqq\"]"),
  C ("[\"\\\xe5\"]"),
  C ("[\\u0020\"asd\"]"),
  C ("[\\n]"),
  C ("\""),
  C ("['single quote']"),
  C ("abc"),
  C ("[\"\\"),
  C ("[\"a\0a\"]"),
  C ("[\"new\nline\"]"),
  C ("[\"\t\"]"),
  C ("[\"\x1f\"]"),
  C ("[\"\f\"]"),
  C ("\"\\UA66D\""),
  C ("\"\"x"),
  C ("[\"\\'\"]"),
  C ("[\"\\0\"]"),
  C ("[\"\\ \"]"),
  C ("\"a\\"),
  C ("\"a\\u12"),
  C ("\"a\\u12\""),
  C ("<.>"),
  C ("[<null>]"),
  C ("[1]x"),
  C ("[1]]"),
  C ("[\"asd]"),
  C ("a\xc3\xa5"),
  C ("[True]"),
  C ("1]"),
  C ("{\"x\": true,"),
  C ("[][]"),
  C ("]"),
  C ("}"),
  C (":"),
  C (","),
  C ("\xef\xbb{}"),
  C ("\xe5"),
  C ("["),
  C ("2@"),
  C ("{}}"),
  C ("{\"\":"),
  C ("{\"a\":/*comment*/\"b\"}"),
  C ("// a\n[]"),
  C ("{\"a\": true} \"x\""),
  C ("['"),
  C ("[,"),
  C ("[{"),
  C ("[\"a"),
  C ("[\"a\""),
  C ("{"),
  C ("{]"),
  C ("{,"),
  C ("{["),
  C ("{\"a"),
  C ("{'a'"),
  C ("[\"\\{[\"\\{[\"\\{"),
  C ("\xe9"),
  C ("*"),
  C ("{\"a\":\"b\"}#{}"),
  C ("[\\u000A\"\"]"),
  C ("[1"),
  C ("[ false, nul"),
  C ("[ true, fals"),
  C ("[ false, tru"),
  C ("{\"asd\":\"asd\""),
  C ("\xc3\xa5"),
  C ("[\xe2\x81\xa0]"),
  C ("\xef\xbb\xbf"),
  C ("[\f]"),
  C ("\f{}"),
  C ("{}\v"),
  C ("[\xc2\xa0]"),
  C ("{\"a\":1]"),
  C ("[1}"),
  C ("[\"a\":1]"),
  C ("[]\""),
  C ("{}\n\"a"),
  C ("1\""),
  C ("\"a\"\""),
  C ("null \"\\"),
  C ("{} -"),
  C ("{} tru"),
  C ("{\"a\"}"),
  C ("{\"a\":}"),
  C ("{\"a\":1 \"b\":2}"),
  C ("{}{}"),
  C ("{} {}"),
  C ("[]1"),
  C ("1[]"),
  C ("\"a\"\"b\""),
  C ("null null"),
  C ("nulltrue"),
  C ("n"),
  C ("t"),
  C ("\0"),
  C ("[]\0"),
  C ("undefined"),
  C ("[1;2]"),
  C ("{\"a\"=1}"),
  C ("[`a`]"),
  C ("[1,/**/2]"),
  C ("[\"a\"#\n]"),
  /* the i_ family: surrogates, UTF-8, byte order marks */
  C ("[\"\\uDADA\"]"),
  C ("[\"\\uD888\\u1234\"]"),
  C ("[\"\\uD800\\n\"]"),
  C ("[\"\\uDd1ea\"]"),
  C ("[\"\\uD800\\uD800\\n\"]"),
  C ("[\"\\ud800\"]"),
  C ("[\"\\ud800abc\"]"),
  C ("[\"\\uDd1e\\uD834\"]"),
  C ("[\"\\uDFAA\"]"),
  C ("[\"\\uDBFF\\\\u \"]"),
  C ("[\"\\uD800\\\\DC00\"]"),
  C ("\"\\uD800"),
  C ("\"\\uDBFF\\u"),
  C ("{\"\\uDFAA\":0}"),
  C ("{\"\\uD800\":0}"),
  C ("[\"\\uD834\\uDD1E\\uD834\"]"),
  C ("[\"\xe6\x97\xa5\xd1\x88\xfa\"]"),
  C ("[\"\xff\"]"),
  C ("[\"\xe0\xff\"]"),
  C ("[\"\xed\xa0\x80\"]"),
  C ("[\"\xed\xbf\xbf\"]"),
  C ("[\"\xed\xa0\xb4\xed\xb4\x9e\"]"),
  C ("[\"\xf4\x90\x80\x80\"]"),
  C ("[\"\xf4\xbf\xbf\xbf\"]"),
  C ("[\"\xf5\x80\x80\x80\"]"),
  C ("[\"\xf8\x88\x80\x80\x80\"]"),
  C ("[\"\xfc\x83\xbf\xbf\xbf\xbf\"]"),
  C ("[\"\xc0\xaf\"]"),
  C ("[\"\xc0\x80\"]"),
  C ("[\"\xc1\xbf\"]"),
  C ("[\"\xe0\x80\xaf\"]"),
  C ("[\"\xf0\x80\x80\xaf\"]"),
  C ("[\"\x81\"]"),
  C ("[\"\xbf\xbf\"]"),
  C ("[\"\xe2\x82\"]"),
  C ("[\"\xf0\x9d\x84\"]"),
  C ("[\"\xe9\"]"),
  C ("{\"\xc3\":1}"),
  C ("\xef\xbb\xbf{}"),
  C ("\xff\xfe[\0]\0"),
  C ("\xfe\xff\0[\0]"),
  C ("[\0\"\0\xe9\0\"\0]\0"),
  /* a member twice */
  C ("{\"a\":\"b\",\"a\":\"b\"}"),
  C ("{\"a\":\"b\",\"a\":\"c\"}"),
  C ("{\"a\":1,\"\\u0061\":2}"),
  C ("{\"x\":[{\"a\":{\"b\":1,\"c\":{\"a\":1},\"b\":2}}]}"),
  C ("{\"\":1,\"\":2}"),
  C ("{\"\\u0000\":1,\"\\u0000\":2}"),
  C ("{\"\xc3\xa9\":1,\"\\u00E9\":2}"),
};

static void
test_right (void)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr (GError) error = NULL;

      parse (reader, right[i].text, right[i].length, &error);
      g_assert_no_error (error);
    }
}

static void
test_wrong (void)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *escaped = g_strescape (wrong[i].text, NULL);

      g_assert_null (parse (reader, wrong[i].text, wrong[i].length, &error));
      g_test_message ("%s: %s", escaped, error->message);
      g_assert_error (error, LEREN_ERROR, LEREN_ERROR_SYNTAX);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      /* an error leaves nothing behind */
      g_assert_nonnull (parse (reader, "{\"a\":1}", 7, NULL));
    }
}

static const struct {
  const char *text;
  const char *message;
} messages[] = {
  { "{\"a\":1,}",
    "line 1, column 8: “}” where the name of a member, in double quotes, is expected" },
  { "{\n  \"a\" 1}", "line 2, column 7: “1” where “:” is expected" },
  { "{\"a\":1 \"b\":2}", "line 1, column 8: “\"” where “,” or “}” is expected" },
  { "{\"a\":1,,\"b\":2}",
    "line 1, column 8: “,” where the name of a member, in double quotes, is expected" },
  { "[1,,2]", "line 1, column 4: “,” where a value is expected" },
  { "[1 , ]", "line 1, column 6: “]” where a value is expected" },
  { "[\"a\" \"b\"]", "line 1, column 6: “\"” where “,” or “]” is expected" },
  { "[01]", "line 1, column 3: “1” after a zero that begins a number; leave the zero out" },
  { "['a']", "line 1, column 2: “'” begins no JSON value" },
  { "[1, // x\n2]", "line 1, column 5: “/” begins no JSON value; comments are not JSON" },
  { "[trux]", "line 1, column 5: “x” in a word; only true, false and null are words in JSON" },
  { "[1.]", "line 1, column 4: “]” where a digit of a number is expected" },
  { "\"a\nb\"", "line 1, column 3: U+000A in a string; it must be escaped" },
  { "\"é\\x\"", "line 1, column 4: “\\” before “x”; "
                "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u are the escapes" },
  { "\"\\u12g4\"",
    "line 1, column 6: “g” after “\\u”, where four hexadecimal digits are expected" },
  { "[1]\n]", "line 2, column 1: “]” after the value; nothing may follow it" },
  { "{} {}", "line 1, column 4: “{” after the value; nothing may follow it" },
  { "{} \"", "line 1, column 4: “\"” after the value; nothing may follow it" },
  { "{\"a\":\n[1", "line 2, column 3: the text ends before the value is complete" },
  { "", "line 1, column 1: the text is empty" },
  { "\xef\xbb\xbf{}",
    "line 1, column 1: the text begins with a byte order mark; save it as UTF-8 without one" },
  { "[\"é\xff\"]", "line 1, column 4: these bytes are not valid UTF-8" },
  { "\xff\xfe[", "line 1, column 1: this is UTF-16; JSON is written in UTF-8" },
  { "[\"a\\uDC00\"]", "line 1, column 4: half a surrogate pair; it stands for no character" },
  { "[1,\v2]", "line 1, column 4: a control character; in a string it must be escaped" },
  /* the first fault is the one that is told of */
  { "[1,,\"\\uDC00\"]", "line 1, column 4: “,” where a value is expected" },
  { "[\"\\uDC00\xff\"]", "line 1, column 3: half a surrogate pair; it stands for no character" },
  { "{\"a\":{\"b\":1,\n\"\\u0062\":2}}",
    "line 2, column 1: the member \"b\" is in this object twice" },
};

static void
test_messages (void)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (reader, messages[i].text, strlen (messages[i].text), &error));
      g_assert_cmpstr (error->message, ==, messages[i].message);
    }
}

static void
test_first_line (void)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (GError) error = NULL;
  guint32 n_tokens;

  g_assert_null (_leren_json_reader_parse (reader, "{", 1, 12, &n_tokens, &error));
  g_assert_cmpstr (error->message, ==,
                   "line 12, column 2: the text ends before the value is complete");
}

static void
assert_string (const LerenJsonToken *token, const char *expected, gsize length)
{
  g_assert_cmpint (token->kind, ==, LEREN_JSON_STRING);
  g_assert_cmpmem (token->text, token->length, expected, length);
}

static void
test_tokens (void)
{
  static const char text[] = " {\"a\": [1.50, true],\"b\\n\":{ \"c\\u0000\":null , "
                             "\"\\ud83d\\ude39\" :\"\\\"\\\\\\/\\b\\f\\t\\u00e9\"}, \"d\":-0}";
  static const guint32 ends[] = { 15, 2, 5, 4, 5, 6, 11, 8, 9, 10, 11, 12, 13 };
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  guint32 n_tokens;
  const LerenJsonToken *tokens;

  /* twice, because the second time yajl begins in another state */
  for (guint round = 0; round < 2; round++)
    {
      tokens = _leren_json_reader_parse (reader, text, sizeof text - 1, 1, &n_tokens, NULL);
      g_assert_cmpuint (n_tokens, ==, 13);
      for (guint i = 1; i < G_N_ELEMENTS (ends); i++)
        g_assert_cmpuint (tokens[i].end, ==, ends[i]);

      g_assert_cmpint (tokens[0].kind, ==, LEREN_JSON_OBJECT);
      g_assert_cmpmem (tokens[0].text, tokens[0].length, text + 1, sizeof text - 2);
      assert_string (&tokens[1], "a", 1);
      g_assert_true (tokens[1].text == text + 3);
      g_assert_cmpint (tokens[2].kind, ==, LEREN_JSON_ARRAY);
      g_assert_cmpmem (tokens[2].text, tokens[2].length, "[1.50, true]", 12);
      g_assert_cmpint (tokens[3].kind, ==, LEREN_JSON_NUMBER);
      g_assert_cmpmem (tokens[3].text, tokens[3].length, "1.50", 4);
      g_assert_cmpint (tokens[4].kind, ==, LEREN_JSON_TRUE);
      assert_string (&tokens[5], "b\n", 2);
      assert_string (&tokens[7], "c", 2);
      g_assert_true (tokens[7].has_nul);
      g_assert_false (tokens[5].has_nul);
      g_assert_cmpint (tokens[8].kind, ==, LEREN_JSON_NULL);
      assert_string (&tokens[9], "😹", 4);
      assert_string (&tokens[10], "\"\\/\b\f\té", 8);
      g_assert_cmpmem (tokens[12].text, tokens[12].length, "-0", 2);

      for (guint i = 0; i < n_tokens; i++)
        {
          g_autofree char *raw =
            g_strndup (text + tokens[i].offset, _leren_json_token_raw_length (&tokens[i], text));
          g_autoptr (LerenJsonReader) again = _leren_json_reader_new ();
          const LerenJsonToken *same = parse (again, raw, strlen (raw), NULL);

          g_assert_cmpint (same->kind, ==, tokens[i].kind);
          if (same->kind == LEREN_JSON_STRING)
            g_assert_cmpmem (same->text, same->length, tokens[i].text, tokens[i].length);
        }
    }
}

static void
test_scalars_at_the_end (void)
{
  static const char *const texts[] = {
    "12", "-3.5e7", "\"a\"", "true", "null", " 12", "12 ", "\"a\\t\"",
  };
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();

  for (guint i = 0; i < 3 * G_N_ELEMENTS (texts); i++)
    {
      const char *text = texts[i % G_N_ELEMENTS (texts)];
      g_autofree char *bare = g_strstrip (g_strdup (text));
      guint32 n_tokens;
      const LerenJsonToken *token =
        _leren_json_reader_parse (reader, text, strlen (text), 1, &n_tokens, NULL);

      g_assert_cmpmem (text + token->offset, _leren_json_token_raw_length (token, text), bare,
                       strlen (bare));
      if (token->kind == LEREN_JSON_STRING)
        g_assert_cmpint (token->text[0], ==, 'a');
      else
        g_assert_cmpmem (token->text, token->length, bare, strlen (bare));
    }
}

static void
test_truncated (void)
{
  static const char text[] =
    "{\"a\":[1.5e3,\"é\\u00e9\\ud83d\\ude39\",true,false,null,{}],\"b\\\\\":{\"c\":[]}}";
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();

  for (gsize length = 0; length < sizeof text - 1; length++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (reader, text, length, &error));
      g_assert_error (error, LEREN_ERROR, LEREN_ERROR_SYNTAX);
    }
  g_assert_nonnull (parse (reader, text, sizeof text - 1, NULL));
}

static char *
nest (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, i % 2 ? "{\"a\":" : "[");
  g_string_append (text, "1");
  for (guint i = depth; i-- > 0;)
    g_string_append (text, i % 2 ? "}" : "]");
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  static const guint depths[] = { LEREN_JSON_MAX_DEPTH, LEREN_JSON_MAX_DEPTH + 1, 200000 };
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();

  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_autofree char *text = nest (depths[i]);
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) error = NULL;

      node = _leren_json_reader_parse_node (text, strlen (text), NULL);
      g_assert_cmpint (node != NULL, ==, i == 0);
      parse (reader, text, strlen (text), &error);
      if (i == 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, LEREN_ERROR, LEREN_ERROR_LIMIT);
    }
}

static void
test_large_objects (void)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (GString) text = g_string_new ("{");
  gint64 start = g_get_monotonic_time ();
  gsize length;

  for (guint i = 0; i < 1000000; i++)
    {
      static const guint checked[] = { 15, 16, 17, 18, 40, 200, 999999 };

      g_string_append_printf (text, "%s\"m%u\":{\"m0\":1}", i > 0 ? "," : "", i);
      for (guint c = 0; c < G_N_ELEMENTS (checked); c++)
        if (checked[c] == i)
          {
            g_autoptr (GError) error = NULL;

            length = text->len;
            g_string_append_c (text, '}');
            g_assert_nonnull (parse (reader, text->str, text->len, NULL));
            g_string_truncate (text, length);
            g_string_append_printf (text, ",\"\\u006d%u\":1}", i / 3);
            g_assert_null (parse (reader, text->str, text->len, &error));
            g_assert_nonnull (strstr (error->message, "twice"));
            g_string_truncate (text, length);
          }
    }
  /* quadratic, it would take hours; this leaves room for valgrind */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 120 * G_USEC_PER_SEC);
}

static void
test_large_strings (void)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (GString) text = g_string_new ("[\"");
  const LerenJsonToken *tokens;

  for (guint i = 0; i < 300000; i++)
    g_string_append (text, "\\u00e9\\n");
  g_string_append (text, "\",\"\\t\"]");
  tokens = parse (reader, text->str, text->len, NULL);
  g_assert_cmpuint (tokens[1].length, ==, 900000);
  g_assert_cmpmem (tokens[1].text + 899997, 3, "é\n", 3);
  g_assert_cmpmem (tokens[2].text, tokens[2].length, "\t", 1);
  g_assert_cmpuint (parse (reader, "[\"\\t\"]", 6, NULL)[1].length, ==, 1);
}

static void
test_node (void)
{
  static const char text[] = "{\"a\":[1,-2.5,1e3,null,true,\"\\u00e9\"],"
                             "\"b\":{\"c\":9223372036854775807,\"d\":[]},\"e\":{}}";
  static const char *const refused[] = {
    "[9223372036854775808]",
    "[1e400]",
    "{\"a\":\"\\u0000\"}",
    "{\"\\u0000\":1}",
  };
  g_autoptr (JsonNode) node = _leren_json_reader_parse_node (text, strlen (text), NULL);
  g_autofree char *written = json_to_string (node, FALSE);

  g_assert_cmpstr (written, ==,
                   "{\"a\":[1,-2.5,1000.0,null,true,\"é\"],"
                   "\"b\":{\"c\":9223372036854775807,\"d\":[]},\"e\":{}}");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (_leren_json_reader_parse_node (refused[i], strlen (refused[i]), &error));
      g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "line 1, column "));
    }
  g_assert_null (_leren_json_reader_parse_node ("[1,]", 4, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-reader/right", test_right);
  g_test_add_func ("/json-reader/wrong", test_wrong);
  g_test_add_func ("/json-reader/messages", test_messages);
  g_test_add_func ("/json-reader/first-line", test_first_line);
  g_test_add_func ("/json-reader/tokens", test_tokens);
  g_test_add_func ("/json-reader/scalars-at-the-end", test_scalars_at_the_end);
  g_test_add_func ("/json-reader/truncated", test_truncated);
  g_test_add_func ("/json-reader/depth", test_depth);
  g_test_add_func ("/json-reader/large-objects", test_large_objects);
  g_test_add_func ("/json-reader/large-strings", test_large_strings);
  g_test_add_func ("/json-node/node", test_node);
  return g_test_run ();
}
