/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* Framework files of the user's own: what is taken, and what is refused with which words. */
#include "leren.h"

#include "framework-text.h"

/* What can be left out, and what may differ */
static void
test_lenient (void)
{
  static const struct {
    const char *find, *replacement, *citation;
  } edits[] = {
    { "'version': 1,", "'version': 1.0,", "Ada 1978 (LT2)" },
    { " 'sources': [{'author': 'Ada', 'year': 1978, 'title': 'On trust', 'key': 'LT2'}],\n", "",
      NULL },
    { "{'author': 'Ada', 'year': 1978, 'title': 'On trust', 'key': 'LT2'}", "", NULL },
    { "'year': 1978, 'title': 'On trust', 'key': 'LT2'", "'more': null", "Ada" },
    { "'key': 'LT2'}", "'k': 1}, {'author': 'Bo', 'key': 'K'}", "Ada 1978; Bo (K)" },
    { "1978", "1.978e3", "Ada 1978 (LT2)" },
    { ", 'description': {'en': 'Who dares what.'}", "", "Ada 1978 (LT2)" },
    { "{'en': 'Who dares what.'}", "{}", "Ada 1978 (LT2)" },
    { "{'en': ['Who?', 'When?'], 'nl': []}", "{}", "Ada 1978 (LT2)" },
    { "'nl': 'Vertrouwen'", "'zh-Hant_TW': 'X', 'fil': 'Y'", "Ada 1978 (LT2)" },
    { "0.70", "0", "Ada 1978 (LT2)" },
    { "0.70", "1e0", "Ada 1978 (LT2)" },
    { "'id': 'trust'", "'id': '1-b-2'", "Ada 1978 (LT2)" },
    { "logical-levels/belief", "no-such/concept", "Ada 1978 (LT2)" },
    { ", 'note': 'Both.'", "", "Ada 1978 (LT2)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *text = replaced (edits[i].find, edits[i].replacement);
      g_autoptr (GError) error = NULL;
      g_autoptr (LerenFramework) framework = leren_framework_from_json (text, -1, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (leren_framework_get_citation (framework), ==, edits[i].citation);
    }
}

static void
test_wrong (void)
{
  static const struct {
    const char *find, *replacement;
    LerenError code;
    const char *message;
  } edits[] = {
    { "'format': 'leren-framework', ", "", LEREN_ERROR_MISSING,
      "framework: format is missing; give \"leren-framework\"" },
    { "'leren-framework'", "'leren'", LEREN_ERROR_SYNTAX,
      "framework: format is \"leren\"; a framework file has" },
    { "'leren-framework'", "7", LEREN_ERROR_INVALID, "framework: format is a number; give" },
    { "'version': 1, ", "", LEREN_ERROR_MISSING, "framework: version is missing; give 1" },
    { "'version': 1", "'version': 2", LEREN_ERROR_INVALID, "framework: version is 2; version 1" },
    { "'version': 1", "'version': '1'", LEREN_ERROR_INVALID, "version is text; give 1" },
    { "'id': 'trust', ", "", LEREN_ERROR_MISSING, "framework: id is missing; give an id" },
    { "'trust'", "''", LEREN_ERROR_INVALID, "framework: id is \"\"; an id is lower case" },
    { "'trust'", "'Trust'", LEREN_ERROR_INVALID, "framework: id is \"Trust\"; an id is" },
    { "'trust'", "'-trust'", LEREN_ERROR_INVALID, "framework: id is" },
    { "'trust'", "'trust-'", LEREN_ERROR_INVALID, "framework: id is" },
    { "'trust'", "'tr--ust'", LEREN_ERROR_INVALID, "framework: id is" },
    { "'trust'", "'tr/ust'", LEREN_ERROR_INVALID, "framework: id is" },
    { "'trust'", "'trüst'", LEREN_ERROR_INVALID, "framework: id is" },
    { "'trust'", "'tr\\nust'", LEREN_ERROR_INVALID, "framework: id is \"tr\\nust\"" },
    { "'trust'", "null", LEREN_ERROR_INVALID, "framework: id is null; give an id" },
    { "'kind': 'poles',", "", LEREN_ERROR_MISSING,
      "framework “trust”: kind is missing; give ladder, cycle" },
    { "'kind': 'poles'", "'kind': 'pole'", LEREN_ERROR_INVALID,
      "framework “trust”: kind is \"pole\"; it is one of ladder, cycle, spiral" },
    { "'kind': 'poles'", "'kind': 'set'", LEREN_ERROR_INVALID,
      "concepts[0].poles is for frameworks of kind poles only; leave it out" },
    { "{'en': 'Trust', 'nl': 'Vertrouwen'}", "'Trust'", LEREN_ERROR_INVALID,
      "framework “trust”: label is text; give an object with the text in each language" },
    { "'label': {'en': 'Trust', 'nl': 'Vertrouwen'}, ", "", LEREN_ERROR_MISSING,
      "framework “trust”: label is missing; give an object" },
    { "{'en': 'Trust', 'nl': 'Vertrouwen'}", "{}", LEREN_ERROR_INVALID,
      "framework “trust”: label is in no language; give" },
    { "'Vertrouwen'", "7", LEREN_ERROR_INVALID, "“trust”: label.nl is a number; give text" },
    { "'Vertrouwen'", "' \\t'", LEREN_ERROR_INVALID, "label.nl is empty; write the text" },
    { "'nl': 'V", "'Dutch': 'V", LEREN_ERROR_INVALID, "label has the language \"Dutch\"; name" },
    { "'nl': 'V", "'n': 'V", LEREN_ERROR_INVALID, "label has the language \"n\"" },
    { "'nl': 'V", "'nl-': 'V", LEREN_ERROR_INVALID, "label has the language \"nl-\"" },
    { "'nl': 'V", "'nl-abcdefghi': 'V", LEREN_ERROR_INVALID, "label has the language" },
    { "'nl': 'V", "'nl.UTF-8': 'V", LEREN_ERROR_INVALID, "label has the language" },
    { "{'en': 'Who dares what.'}", "['x']", LEREN_ERROR_INVALID,
      "framework “trust”: description is a list; give an object" },
    { "[{'author': 'Ada', 'year': 1978, 'title': 'On trust', 'key': 'LT2'}]", "'Ada'",
      LEREN_ERROR_INVALID, "framework “trust”: sources is text; give a list of sources" },
    { "{'author': 'Ada', 'year': 1978, 'title': 'On trust', 'key': 'LT2'}", "'Ada'",
      LEREN_ERROR_INVALID, "sources[0] is text; give an object" },
    { "'author': 'Ada', ", "", LEREN_ERROR_MISSING,
      "sources[0].author is missing; give the author" },
    { "1978", "'1978'", LEREN_ERROR_INVALID, "sources[0].year is text; give the year as a number" },
    { "1978", "1978.5", LEREN_ERROR_INVALID, "sources[0].year is no year; give a whole number" },
    { "'LT2'", "true", LEREN_ERROR_INVALID, "sources[0].key is true or false; give a short text" },
    { "'concepts'", "'concept'", LEREN_ERROR_MISSING,
      "framework “trust”: concepts is missing; give a list of concepts" },
    { "'concepts': [", "'concepts': [], 'old': [", LEREN_ERROR_INVALID,
      "framework “trust”: concepts is empty; give at least one" },
    { "'concepts': [", "'concepts': [[], ", LEREN_ERROR_INVALID, "concepts[0] is a list; give" },
    { "'id': 'to-rules', ", "", LEREN_ERROR_MISSING, "concepts[1].id is missing; give an id" },
    { "'id': 'to-rules'", "'id': 'to rules'", LEREN_ERROR_INVALID,
      "concepts[1].id is \"to rules\"" },
    { "'id': 'to-rules'", "'id': 'to-people'", LEREN_ERROR_DUPLICATE,
      "concepts[1].id is “to-people”, and so is concepts[0].id; give each" },
    { "'label': {'fr': 'Aux règles'},", "", LEREN_ERROR_MISSING,
      "framework “trust”: concepts[1].label is missing; give" },
    { "{'fr': 'Les gens.'}", "{'fr': null}", LEREN_ERROR_INVALID,
      "concepts[0].description.fr is null; give text" },
    { "['Who?', 'When?']", "'Who?'", LEREN_ERROR_INVALID,
      "concepts[0].questions.en is text; give a list of texts" },
    { "{'en': ['Who?', 'When?'], 'nl': []}", "['Who?']", LEREN_ERROR_INVALID,
      "concepts[0].questions is a list; give an object with a list in each language" },
    { "'When?'", "7", LEREN_ERROR_INVALID, "concepts[0].questions.en[1] is a number; give text" },
    { "'When?'", "''", LEREN_ERROR_INVALID, "concepts[0].questions.en[1] is empty; write" },
    { "'share': 0.70", "'share': 70", LEREN_ERROR_INVALID,
      "concepts[0].share is 70; a share goes" },
    { "'share': 0.70", "'share': -0.5", LEREN_ERROR_INVALID, "concepts[0].share is -0.5; a share" },
    { "'share': 0.70", "'share': '70%'", LEREN_ERROR_INVALID, "concepts[0].share is text; give" },
    { "'attributes': {'x': 1}", "'attributes': []", LEREN_ERROR_INVALID,
      "concepts[0].attributes is a list; give an object" },
    { "'poles': [{'label': {'en': 'Tight'}}", "'old': [{'label': {'en': 'Tight'}}",
      LEREN_ERROR_MISSING, "concepts[1].poles is missing; give a list of the two opposites" },
    { ", {'label': {'en': 'Open'}}", "", LEREN_ERROR_INVALID,
      "concepts[0].poles has the length 1; give the two" },
    { "{'label': {'en': 'Open'}}", "{}, {}", LEREN_ERROR_MISSING,
      "concepts[0].poles[1].label is missing; give" },
    { "{'label': {'en': 'Open'}}", "{'label': {'en': 'Open'}}, {'label': {'en': 'Ajar'}}",
      LEREN_ERROR_INVALID, "concepts[0].poles has the length 3; give the two" },
    { "'crosswalk': [", "'crosswalk': {'x': 1}, 'old': [", LEREN_ERROR_INVALID,
      "framework “trust”: crosswalk is an object; give a list" },
    { "'from': 'to-people', ", "", LEREN_ERROR_MISSING, "crosswalk[0].from is missing; give" },
    { "'from': 'to-people'", "'from': 'to-nobody'", LEREN_ERROR_REFERENCE,
      "crosswalk[0].from names \"to-nobody\", which is no concept of this framework" },
    { "'to': 'logical-levels/belief'", "'to': 'belief'", LEREN_ERROR_INVALID,
      "crosswalk[0].to is \"belief\"; give a framework and its concept" },
    { "logical-levels/belief", "logical-levels/", LEREN_ERROR_INVALID, "crosswalk[0].to is" },
    { "logical-levels/belief", "a/b/c", LEREN_ERROR_INVALID, "crosswalk[0].to is \"a/b/c\"" },
    { "trust/to-people", "trust/to-nobody", LEREN_ERROR_REFERENCE,
      "crosswalk[1].to names \"to-nobody\", which is no concept of this framework" },
    { "trust/to-people", "trust/to-rules", LEREN_ERROR_INVALID,
      "crosswalk[1].to is \"trust/to-rules\"" },
    { "{'from': 'to-rules', 'to': 'trust/to-people'}",
      "{'from': 'to-people', 'to': 'logical-levels/belief'}", LEREN_ERROR_DUPLICATE,
      "crosswalk[1] says from “to-people” to \"logical-levels/belief\" once more" },
    { "'Both.'", "{'en': 'Both.'}", LEREN_ERROR_INVALID,
      "crosswalk[0].note is an object; give text" },
    { "'kind': 'poles'", "'kind': 'poles', 'kind': 'poles'", LEREN_ERROR_SYNTAX, "line 1" },
    { "'number': 1.50", "'number': 18446744073709551615", LEREN_ERROR_INVALID, "line 12" },
    { "'number': 1.50", "'number': 1e400", LEREN_ERROR_INVALID, "line 12, column 33" },
    { "'Who?'", "'W\\u0000ho?'", LEREN_ERROR_INVALID, "line 6" },
    { "'Who?'", "'W\xffho?'", LEREN_ERROR_SYNTAX, "line 6" },
    { "1.50", "01.5", LEREN_ERROR_SYNTAX, "line 12" },
    { "[ ]", "[ /* none */ ]", LEREN_ERROR_SYNTAX, "line 12" },
    { "}}\n", "}\n", LEREN_ERROR_SYNTAX, "line 13" },
    { "}}\n", "}}\n{}", LEREN_ERROR_SYNTAX, "line 13" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *text = replaced (edits[i].find, edits[i].replacement);
      g_autoptr (GError) error = NULL;

      g_assert_null (leren_framework_from_json (text, -1, &error));
      g_assert_error (error, LEREN_ERROR, (int) edits[i].code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, edits[i].message));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (strlen (error->message), <, 400);
    }
}

static void
assert_refused (const char *text, gssize length, LerenError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (leren_framework_from_json (text, length, &error));
  g_assert_error (error, LEREN_ERROR, (int) code);
}

static void
test_no_framework (void)
{
  static const char binary[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *deep_objects = NULL;
  g_autofree char *deep_inside = NULL;
  g_autofree char *long_id = NULL;
  g_autofree char *text = NULL;
  g_autofree char *large = g_malloc (MAX_BYTES + 1);
  g_autofree char *given = json (right);
  GString *objects = g_string_new (NULL);

  for (guint i = 0; i < 200000; i++)
    g_string_append (objects, "{\"a\":");
  deep_objects = g_string_free (objects, FALSE);
  deep_inside = replaced ("[ ]", deep);
  text = g_strnfill (100000, 'x');
  long_id = replaced ("to-rules", text);

  assert_refused ("", 0, LEREN_ERROR_SYNTAX);
  assert_refused (" \n", -1, LEREN_ERROR_SYNTAX);
  assert_refused ("[]", -1, LEREN_ERROR_SYNTAX);
  assert_refused ("null", -1, LEREN_ERROR_SYNTAX);
  assert_refused ("\"leren-framework\"", -1, LEREN_ERROR_SYNTAX);
  assert_refused ("{}", -1, LEREN_ERROR_MISSING);
  assert_refused (binary, sizeof binary - 1, LEREN_ERROR_SYNTAX);
  assert_refused (deep, -1, LEREN_ERROR_LIMIT);
  assert_refused (deep_objects, -1, LEREN_ERROR_LIMIT);
  assert_refused (deep_inside, -1, LEREN_ERROR_LIMIT);
  assert_refused (long_id, -1, LEREN_ERROR_INVALID);

  /* every beginning of a file is no file */
  for (gsize i = 0; i < strlen (given) - 2; i++)
    {
      g_autofree char *exact = g_memdup2 (given, i);
      assert_refused (i > 0 ? exact : "", i, LEREN_ERROR_SYNTAX);
    }

  /* as long as may be, and a byte more */
  memset (large, ' ', MAX_BYTES + 1);
  memcpy (large, given, strlen (given));
  g_object_unref (leren_framework_from_json (large, MAX_BYTES, NULL));
  assert_refused (large, MAX_BYTES + 1, LEREN_ERROR_LIMIT);
}

/* Many concepts and entries take time in proportion. */
static void
test_many (void)
{
  GString *text = g_string_new ("{'format':'leren-framework','version':1,'id':'many','kind':'set',"
                                "'label':{'en':'Many'},'concepts':[");
  g_autofree char *given = NULL;
  g_autoptr (LerenFramework) framework = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (text, "%s{'id':'c%u','label':{'en':'C %u'}}", i > 0 ? "," : "", i, i);
  g_string_append (text, "],'crosswalk':[");
  for (guint i = 1; i < 50000; i++)
    g_string_append_printf (text, "%s{'from':'c%u','to':'many/c0'}", i > 1 ? "," : "", i);
  g_string_append (text, "]}");
  given = json (text->str);
  g_string_free (text, TRUE);

  framework = leren_framework_from_json (given, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (leren_framework_get_n_concepts (framework), ==, 50000);
  g_assert_cmpuint (leren_concept_get_index (leren_framework_get_concept (framework, "c49999")), ==,
                    49999);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/framework-check/lenient", test_lenient);
  g_test_add_func ("/framework-check/wrong", test_wrong);
  g_test_add_func ("/framework-check/no-framework", test_no_framework);
  g_test_add_func ("/framework-check/many", test_many);
  return g_test_run ();
}
