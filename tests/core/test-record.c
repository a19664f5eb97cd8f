/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "leren.h"

#include "core/leren-declaration-private.h"

#include <math.h>
#include <string.h>

/* --- help ------------------------------------------------------------------------------------- */

static LerenRecord *
read_record (const char *json)
{
  g_autoptr (GError) error = NULL;
  LerenRecord *record = leren_record_from_json (json, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

static void
assert_json (LerenRecord *record, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = leren_record_to_json (record, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (json, ==, expected);
}

static void
assert_same (const char *json)
{
  g_autoptr (LerenRecord) record = read_record (json);

  assert_json (record, json);
}

/* The message names the member, and where it is known the record */
static void
assert_refused (const char *json, LerenError code, const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenRecord) record = leren_record_from_json (json, -1, &error);

  g_test_message ("%s", json);
  if (record != NULL)
    g_error ("taken: %s", json);
  g_assert_error (error, LEREN_ERROR, (int) code);
  g_assert_nonnull (error->message);
  if (strstr (error->message, said) == NULL)
    g_error ("“%s” does not say “%s”", error->message, said);
  g_assert_null (strchr (error->message, '\n'));
}

static void
assert_invalid (LerenRecord *record, LerenError code, const char *said)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (leren_record_validate (record, &error));
  g_assert_error (error, LEREN_ERROR, (int) code);
  if (strstr (error->message, said) == NULL)
    g_error ("“%s” does not say “%s”", error->message, said);
}

static void
assert_valid (LerenRecord *record)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (leren_record_validate (record, &error));
  g_assert_no_error (error);
}

static void
count (GObject *object, GParamSpec *pspec, gpointer counter)
{
  (*(guint *) counter)++;
}

/* --- absent is not a default ------------------------------------------------------------------ */

/* A value for a field: @first of two different ones */
static void
sample (const LerenField *field, gboolean first, GValue *value)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+01:00");
  const char *const texts[] = { first ? "a" : "b", "c", NULL };
  const char *const words[] = { field->words != NULL ? field->words[first ? 0 : 1] : NULL, NULL };
  double low = 0, high = 0;
  gboolean ranged = leren_field_get_range (field, &low, &high);
  double number = ranged && !isnan (low) ? low + (first ? 0 : 1) : (first ? 0 : 1);

  g_value_init (value, G_PARAM_SPEC_VALUE_TYPE (field->pspec));
  switch (leren_field_get_kind (field))
    {
    case LEREN_FIELD_KIND_INTEGER:
      g_value_set_int64 (value, number);
      break;
    case LEREN_FIELD_KIND_NUMBER:
      g_value_set_double (value, number);
      break;
    case LEREN_FIELD_KIND_BOOLEAN:
      g_value_set_boolean (value, !first);
      break;
    case LEREN_FIELD_KIND_TIME:
      g_value_take_boxed (value, g_date_time_new (zone, 2015, 3, first ? 1 : 2, 14, 0, 0));
      break;
    case LEREN_FIELD_KIND_DATE:
      g_value_take_boxed (value, g_date_new_dmy (first ? 1 : 2, 3, 2015));
      break;
    case LEREN_FIELD_KIND_ENUM:
      g_value_set_enum (value, first ? 1 : 2);
      break;
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_REFERENCES:
      g_value_set_boxed (value, texts);
      break;
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
      g_value_set_boxed (value, words[0] != NULL ? words : texts);
      break;
    case LEREN_FIELD_KIND_CONCEPT:
      g_value_set_string (value, words[0] != NULL ? words[0] : texts[0]);
      break;
    case LEREN_FIELD_KIND_JSON:
      if (field->shape != NULL)
        g_value_set_string (value, first ? "[]" : "[{\"area\":\"debt\",\"depth\":5}]");
      else
        g_value_set_string (value, first ? "{}" : "{\"org.example.a\":1.50}");
      break;
    case LEREN_FIELD_KIND_TEXT:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_REFERENCE:
      g_value_set_string (value, texts[0]);
      break;
    }
}

/* Every member of every built-in type: absent at first, present once set, even to its default or to
 * zero, and absent again once it is unset; nothing else is touched. */
static void
test_every_member (void)
{
  g_autoptr (GPtrArray) declarations = _leren_declaration_list ();
  guint members = 0, types = 0;

  for (guint d = 0; d < declarations->len; d++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (declarations, d);

      if (!leren_declaration_is_built_in (declaration))
        continue;
      types++;
      for (guint i = LEREN_RECORD_ID + 1; i < leren_declaration_get_n_fields (declaration); i++)
        {
          const LerenField *field = leren_declaration_get_field (declaration, i);
          const char *name = leren_field_get_name (field);
          const char *property = leren_field_get_property (field);
          g_autoptr (LerenRecord) record =
            g_object_new (leren_declaration_get_object_type (declaration), "id", "r1", NULL);
          g_autoptr (LerenRecord) again = NULL;
          g_autoptr (GError) error = NULL;
          g_auto (GValue) absent = G_VALUE_INIT, is = G_VALUE_INIT;
          g_auto (GValue) one = G_VALUE_INIT, other = G_VALUE_INIT;
          g_autofree char *signal = g_strconcat ("notify::", property, NULL);
          g_autofree char *bare = leren_record_to_json (record, NULL);
          g_autofree char *quoted = g_strdup_printf ("\"%s\":", name);
          g_autofree char *json = NULL;
          guint notified = 0;

          g_test_message ("%s.%s", leren_declaration_get_name (declaration), name);
          members++;
          g_signal_connect (record, signal, G_CALLBACK (count), &notified);
          sample (field, TRUE, &one);
          sample (field, FALSE, &other);
          g_value_init (&absent, G_VALUE_TYPE (&one));
          g_value_init (&is, G_VALUE_TYPE (&one));

          g_assert_false (leren_record_is_set (record, name));
          g_assert_false (leren_record_is_set (record, property));
          g_object_get_property (G_OBJECT (record), property, &absent);
          g_assert_true (g_param_value_defaults (field->pspec, &absent));
          g_assert_false (leren_record_is_set (record, name));
          g_assert_null (strstr (bare, quoted));
          leren_record_unset (record, name);
          g_assert_cmpuint (notified, ==, 0);

          /* to zero, to FALSE, or to what it means where absent */
          g_object_set_property (G_OBJECT (record), property, &one);
          g_assert_true (leren_record_is_set (record, name));
          g_assert_true (leren_record_is_set (record, property));
          g_assert_cmpuint (notified, ==, 1);
          g_object_set_property (G_OBJECT (record), property, &other);
          g_assert_cmpuint (notified, ==, 2);
          g_object_get_property (G_OBJECT (record), property, &is);
          g_assert_cmpint (g_param_values_cmp (field->pspec, &is, &is), ==, 0);
          for (guint j = LEREN_RECORD_ID + 1; j < leren_declaration_get_n_fields (declaration); j++)
            g_assert_cmpint (
              leren_record_is_set (
                record, leren_field_get_name (leren_declaration_get_field (declaration, j))),
              ==, j == i);

          json = leren_record_to_json (record, &error);
          g_assert_no_error (error);
          g_assert_nonnull (strstr (json, quoted));
          g_clear_pointer (&json, g_free);

          leren_record_unset (record, property);
          g_assert_cmpuint (notified, ==, 3);
          g_assert_false (leren_record_is_set (record, name));
          assert_json (record, bare);
          g_value_reset (&is);
          g_object_get_property (G_OBJECT (record), property, &is);
          g_assert_true (g_param_value_defaults (field->pspec, &is));
        }
    }
  g_assert_cmpuint (types, ==, 13);
  g_assert_cmpuint (members, >, 125);
}

static void
test_defaults (void)
{
  g_autoptr (LerenRating) rating = leren_rating_new ();
  g_autoptr (LerenAction) action = leren_action_new ();
  g_autoptr (LerenSession) session = leren_session_new ();
  LerenRecord *record = LEREN_RECORD (rating);

  leren_record_set_id (record, "r1");
  g_assert_cmpfloat (leren_rating_get_minimum (rating), ==, 1);
  g_assert_cmpfloat (leren_rating_get_maximum (rating), ==, 10);
  g_assert_cmpint (leren_record_get_visibility (record), ==, LEREN_VISIBILITY_TEAM);
  g_assert_cmpint (leren_action_get_state (action), ==, LEREN_ACTION_STATE_PROPOSED);
  g_assert_cmpstr (leren_session_get_protocol (session), ==, "action-learning");
  assert_json (record, "{\"type\":\"rating\",\"id\":\"r1\"}");

  /* to say the default is to say something */
  leren_rating_set_minimum (rating, 1);
  leren_record_set_visibility (record, LEREN_VISIBILITY_TEAM);
  assert_json (record, "{\"type\":\"rating\",\"id\":\"r1\",\"visibility\":\"team\",\"minimum\":1}");
  assert_same ("{\"type\":\"rating\",\"id\":\"r1\",\"visibility\":\"team\",\"value\":0,"
               "\"minimum\":0,\"maximum\":10}");

  /* NULL and NONE take away, as unset does */
  leren_record_set_visibility (record, LEREN_VISIBILITY_NONE);
  g_assert_false (leren_record_is_set (record, "visibility"));
  leren_session_set_protocol (session, "action-learning");
  g_assert_true (leren_record_is_set (LEREN_RECORD (session), "protocol"));
  leren_session_set_protocol (session, NULL);
  g_assert_false (leren_record_is_set (LEREN_RECORD (session), "protocol"));
  g_assert_cmpstr (leren_session_get_protocol (session), ==, "action-learning");
  leren_session_set_cancelled (session, FALSE);
  g_assert_true (leren_record_is_set (LEREN_RECORD (session), "cancelled"));
}

static void
test_empty_is_not_absent (void)
{
  const char *const none[] = { NULL };
  g_autoptr (LerenCase) item = leren_case_new ();
  LerenRecord *record = LEREN_RECORD (item);

  leren_record_set_id (record, "c1");
  leren_case_set_title (item, "");
  leren_case_set_domains (item, none);
  leren_record_set_attributes (record, "{}");
  g_assert_true (leren_record_is_set (record, "title"));
  g_assert_true (leren_record_is_set (record, "domains"));
  assert_json (record, "{\"type\":\"case\",\"id\":\"c1\",\"attributes\":{},\"title\":\"\","
                       "\"domains\":[]}");
  leren_case_set_domains (item, NULL);
  g_assert_false (leren_record_is_set (record, "domains"));
}

/* --- JSON, there and back --------------------------------------------------------------------- */

static void
test_round_trips (void)
{
  static const char *const same[] = {
    "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"The rent\"}",
    /* all that is common, with offsets and decimals as they were */
    "{\"type\":\"case\",\"id\":\"c1\",\"created\":\"2015-03-01T14:00:00+01:00\","
    "\"modified\":\"2015-03-01T13:00:00.500Z\",\"author\":\"p1\",\"practice\":\"x\","
    "\"visibility\":\"session\",\"attributes\":{\"a\":[1,2.50,1e3,null,true,{\"b\":\"\\u00e9\"}]},"
    "\"title\":\"The rent\"}",
    "{\"type\":\"session\",\"id\":\"s1\",\"started\":\"2015-03-01t14:00:00.10-00:00\"}",
    "{\"type\":\"session\",\"id\":\"s1\",\"started\":\"1990-12-31T23:59:60Z\"}",
    "{\"type\":\"session\",\"id\":\"s1\",\"started\":\"0001-01-01T00:00:00+23:59\"}",
    "{\"type\":\"session\",\"id\":\"s1\",\"started\":\"9999-12-31T23:59:59-23:59\"}",
    "{\"type\":\"session\",\"id\":\"s1\",\"started\":\"2015-03-01T14:00:00.1234567890123Z\"}",
    /* numbers as they were given */
    "{\"type\":\"session\",\"id\":\"s1\",\"minutes\":90}",
    "{\"type\":\"session\",\"id\":\"s1\",\"minutes\":90.0}",
    "{\"type\":\"session\",\"id\":\"s1\",\"minutes\":9e1}",
    "{\"type\":\"session\",\"id\":\"s1\",\"minutes\":9.0E+1}",
    "{\"type\":\"session\",\"id\":\"s1\",\"minutes\":-0.0}",
    "{\"type\":\"session\",\"id\":\"s1\",\"minutes\":0.1}",
    "{\"type\":\"session\",\"id\":\"s1\",\"minutes\":0.1000000000000000055511151231257827}",
    "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"urgency\":4.0}",
    "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"urgency\":40e-1}",
    "{\"type\":\"coding\",\"id\":\"k1\",\"target\":\"r1\",\"framework\":\"logical-levels\","
    "\"concept\":\"behaviour\",\"coder\":\"p1\",\"start\":0,\"end\":9223372036854775807,"
    "\"weight\":1e308}",
    /* lists, words, concepts, JSON */
    "{\"type\":\"participant\",\"id\":\"p1\",\"name\":\"A coach\",\"roles\":[\"coach\","
    "\"expert-by-experience\"],\"expertise\":[{\"area\":\"debt\",\"depth\":3.0,\"since\":1}]}",
    "{\"type\":\"session\",\"id\":\"s1\",\"present\":[\"p1\",\"p1\",\"\"],\"cancelled\":false}",
    /* what is not ours is kept as it was */
    "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"org.example.street\":\"\\\"Kade\\\"\","
    "\"org.example.n\":1.00,\"later\":{\"a\":[{},[]],\"b\":null,\"c\":\"\\u0000\"},\"x\":false}",
    "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"\":\"no name\",\"a\\u0000b\":1}",
    /* a property's name is no member */
    "{\"type\":\"action\",\"id\":\"a1\",\"what\":\"w\",\"effect-rating\":\"eleven\"}",
    /* text of all kinds */
    "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001 é € 😀 \"}",
    "{\"type\":\"case\",\"id\":\"ü/€ 'x'\",\"title\":\"\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_test_message ("%s", same[i]);
      assert_same (same[i]);
    }
}

/* What comes in any order and with white space goes out in the declaration's order and on one line */
static void
test_normal_form (void)
{
  g_autoptr (LerenRecord) record = read_record (
    " {\n \"x\" : [ 1 , 2 ],\t\"title\":\"caf\\u00e9\\/\",\r\n\"id\":\"c1\",\"domains\""
    ":[ \"a\" ],\"attributes\":{ \"k\" : \" v \" }, \"type\":\"case\" } ");

  assert_json (record, "{\"type\":\"case\",\"id\":\"c1\",\"attributes\":{\"k\":\" v \"},"
                       "\"title\":\"café/\",\"domains\":[\"a\"],\"x\":[1,2]}");
}

/* A number that is changed is written anew; the others stay as they were */
static void
test_numbers_as_given (void)
{
  g_autoptr (LerenRecord) record =
    read_record ("{\"type\":\"rating\",\"id\":\"r1\",\"value\":5.0,\"minimum\":1.0,"
                 "\"maximum\":1e1}");
  LerenRating *rating = LEREN_RATING (record);

  g_assert_cmpfloat (leren_rating_get_value (rating), ==, 5);
  leren_rating_set_value (rating, 5);
  assert_json (record, "{\"type\":\"rating\",\"id\":\"r1\",\"value\":5.0,\"minimum\":1.0,"
                       "\"maximum\":1e1}");
  leren_rating_set_value (rating, 6);
  assert_json (record, "{\"type\":\"rating\",\"id\":\"r1\",\"value\":6,\"minimum\":1.0,"
                       "\"maximum\":1e1}");
  leren_record_unset (record, "maximum");
  leren_rating_set_maximum (rating, 10);
  assert_json (record, "{\"type\":\"rating\",\"id\":\"r1\",\"value\":6,\"minimum\":1.0,"
                       "\"maximum\":10}");
  leren_rating_set_value (rating, 0.1);
  leren_record_unset (record, "minimum");
  assert_json (record, "{\"type\":\"rating\",\"id\":\"r1\",\"value\":0.1,\"maximum\":10}");
}

static void
test_times_as_given (void)
{
  g_autoptr (LerenRecord) record = read_record (
    "{\"type\":\"session\",\"id\":\"s1\",\"started\":\"2015-03-01T14:00:00.000+01:00\"}");
  LerenSession *session = LEREN_SESSION (record);
  g_autoptr (GDateTime) time = g_date_time_ref (leren_session_get_started (session));

  g_assert_cmpint (g_date_time_to_unix (time), ==, 1425214800);
  g_assert_cmpint (g_date_time_get_utc_offset (time), ==, G_TIME_SPAN_HOUR);
  leren_session_set_started (session, time);
  assert_json (record,
               "{\"type\":\"session\",\"id\":\"s1\",\"started\":\"2015-03-01T14:00:00+01:00\"}");
}

static void
test_refused (void)
{
  static const struct {
    const char *json;
    LerenError code;
    const char *said;
  } refused[] = {
    /* no record at all */
    { "", LEREN_ERROR_SYNTAX, "line 1" },
    { "null", LEREN_ERROR_MISSING, "“type”" },
    { "[]", LEREN_ERROR_MISSING, "“type”" },
    { "{}", LEREN_ERROR_MISSING, "“type”" },
    { "{\"type\":null,\"id\":\"c1\"}", LEREN_ERROR_MISSING, "“type”" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\"", LEREN_ERROR_SYNTAX, "line 1" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"id\":\"c2\",\"title\":\"t\"}", LEREN_ERROR_SYNTAX, "id" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\"} x", LEREN_ERROR_SYNTAX, "line 1" },
    { "{\"type\":\"org.example.x\"}", LEREN_ERROR_MISSING, "“id”" },
    /* required members */
    { "{\"type\":\"case\",\"title\":\"t\"}", LEREN_ERROR_MISSING, "case: member “id”" },
    { "{\"type\":\"case\",\"id\":\"c1\"}", LEREN_ERROR_MISSING, "case “c1”: member “title”" },
    { "{\"type\":\"conversion\",\"id\":\"v1\",\"results\":[]}", LEREN_ERROR_MISSING, "“results”" },
    /* the id */
    { "{\"type\":\"case\",\"id\":\"\",\"title\":\"t\"}", LEREN_ERROR_INVALID, "“id”" },
    { "{\"type\":\"case\",\"id\":7,\"title\":\"t\"}", LEREN_ERROR_INVALID, "“id”" },
    { "{\"type\":\"case\",\"id\":null,\"title\":\"t\"}", LEREN_ERROR_INVALID, "“id”" },
    { "{\"type\":\"case\",\"id\":\"a\\nb\",\"title\":\"t\"}", LEREN_ERROR_INVALID, "“id”" },
    { "{\"type\":\"case\",\"id\":\"a\\u0000b\",\"title\":\"t\"}", LEREN_ERROR_INVALID, "“id”" },
    { "{\"type\":\"case\",\"id\":\"a\\u009fb\",\"title\":\"t\"}", LEREN_ERROR_INVALID, "“id”" },
    { "{\"type\":\"case\",\"id\":\"1234567890123456789012345678901234567890123456789012345678901234"
      "567890123456789012345678901234567890123456789012345678901234567890\",\"title\":\"t\"}",
      LEREN_ERROR_INVALID, "“id”" },
    /* of another kind */
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":1}", LEREN_ERROR_INVALID, "“title”" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":null}", LEREN_ERROR_INVALID, "“title”" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"a\\u0000b\"}", LEREN_ERROR_INVALID, "“title”" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"urgency\":\"4\"}", LEREN_ERROR_INVALID,
      "“urgency”" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"urgency\":true}", LEREN_ERROR_INVALID,
      "“urgency”" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"domains\":\"money\"}",
      LEREN_ERROR_INVALID, "“domains”" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"domains\":[1]}", LEREN_ERROR_INVALID,
      "“domains”" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"domains\":[\"a\\u0000\"]}",
      LEREN_ERROR_INVALID, "“domains”" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"attributes\":[]}", LEREN_ERROR_INVALID,
      "“attributes”" },
    { "{\"type\":\"session\",\"id\":\"s1\",\"cancelled\":0}", LEREN_ERROR_INVALID, "“cancelled”" },
    { "{\"type\":\"session\",\"id\":\"s1\",\"cancelled\":\"false\"}", LEREN_ERROR_INVALID,
      "“cancelled”" },
    /* out of bounds, or no number that fits */
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"urgency\":0}", LEREN_ERROR_INVALID,
      "“urgency” is 0; it goes from 1 to 5" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"urgency\":6}", LEREN_ERROR_INVALID,
      "“urgency”" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"urgency\":2.5}", LEREN_ERROR_INVALID,
      "“urgency”" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"urgency\":9223372036854775808}",
      LEREN_ERROR_INVALID, "“urgency”" },
    { "{\"type\":\"session\",\"id\":\"s1\",\"minutes\":-1}", LEREN_ERROR_INVALID, "“minutes”" },
    { "{\"type\":\"session\",\"id\":\"s1\",\"minutes\":1e400}", LEREN_ERROR_INVALID, "“minutes”" },
    /* words */
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"status\":\"Open\"}", LEREN_ERROR_INVALID,
      "open, paused, closed" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"status\":\"none\"}", LEREN_ERROR_INVALID,
      "“status”" },
    { "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"status\":\"\"}", LEREN_ERROR_INVALID,
      "“status”" },
    { "{\"type\":\"participant\",\"id\":\"p1\",\"name\":\"n\",\"roles\":[\"coach\",\"boss\"]}",
      LEREN_ERROR_INVALID, "“roles”" },
    /* times and days that are none */
    { "{\"type\":\"session\",\"id\":\"s1\",\"started\":\"2015-03-01\"}", LEREN_ERROR_INVALID,
      "“started”" },
    { "{\"type\":\"session\",\"id\":\"s1\",\"started\":\"2015-02-29T14:00:00Z\"}",
      LEREN_ERROR_INVALID, "“started”" },
    { "{\"type\":\"action\",\"id\":\"a1\",\"what\":\"w\",\"due\":\"2015-02-29\"}",
      LEREN_ERROR_INVALID, "“due”" },
    { "{\"type\":\"action\",\"id\":\"a1\",\"what\":\"w\",\"due\":\"2015-3-1\"}",
      LEREN_ERROR_INVALID, "“due”" },
    /* expertise */
    { "{\"type\":\"participant\",\"id\":\"p1\",\"name\":\"n\",\"expertise\":[{\"depth\":1}]}",
      LEREN_ERROR_INVALID, "“expertise”" },
    { "{\"type\":\"participant\",\"id\":\"p1\",\"name\":\"n\",\"expertise\":[{\"area\":\"a\","
      "\"depth\":6}]}",
      LEREN_ERROR_INVALID, "“expertise”" },
    { "{\"type\":\"participant\",\"id\":\"p1\",\"name\":\"n\",\"expertise\":{}}",
      LEREN_ERROR_INVALID, "“expertise”" },
    /* members that must fit each other */
    { "{\"type\":\"rating\",\"id\":\"r1\",\"value\":11}", LEREN_ERROR_INVALID, "“value”" },
    { "{\"type\":\"rating\",\"id\":\"r1\",\"value\":5,\"minimum\":10}", LEREN_ERROR_INVALID,
      "“minimum”" },
    { "{\"type\":\"rating\",\"id\":\"r1\",\"value\":5,\"concept\":\"identity\"}",
      LEREN_ERROR_MISSING, "“framework”" },
    { "{\"type\":\"coding\",\"id\":\"k1\",\"target\":\"r1\",\"framework\":\"f\",\"concept\":\"c\","
      "\"coder\":\"p1\",\"start\":3}",
      LEREN_ERROR_MISSING, "“end”" },
    { "{\"type\":\"coding\",\"id\":\"k1\",\"target\":\"r1\",\"framework\":\"f\",\"concept\":\"c\","
      "\"coder\":\"p1\",\"start\":3,\"end\":2}",
      LEREN_ERROR_INVALID, "“end”" },
    { "{\"type\":\"coding\",\"id\":\"k1\",\"target\":\"r1\",\"framework\":\"f\",\"concept\":\"c\","
      "\"coder\":\"p1\",\"start\":-1,\"end\":2}",
      LEREN_ERROR_INVALID, "“start”" },
    { "{\"type\":\"action\",\"id\":\"a1\",\"what\":\"w\",\"state\":\"owned\"}", LEREN_ERROR_MISSING,
      "“owner”" },
    { "{\"type\":\"action\",\"id\":\"a1\",\"what\":\"w\",\"state\":\"dropped\"}",
      LEREN_ERROR_MISSING, "“drop_reason”" },
    { "{\"type\":\"action\",\"id\":\"a1\",\"what\":\"w\",\"state\":\"concluded\",\"owner\":\"p\","
      "\"undertaken\":\"2015-03-01\",\"effect\":\"e\",\"reviewed\":\"2015-03-02\"}",
      LEREN_ERROR_MISSING, "“conclusion”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_refused (refused[i].json, refused[i].code, refused[i].said);
}

/* Exactly as much as was said is read */
static void
test_length (void)
{
  static const char json[] = "{\"type\":\"session\",\"id\":\"s1\"}trailing";
  g_autofree char *exact = g_memdup2 (json, 28);
  g_autoptr (LerenRecord) record = leren_record_from_json (exact, 28, NULL);

  g_assert_nonnull (record);
  assert_json (record, "{\"type\":\"session\",\"id\":\"s1\"}");
  g_assert_null (leren_record_from_json (json, -1, NULL));
}

/* --- identity, copies ------------------------------------------------------------------------- */

static void
test_id (void)
{
  g_autoptr (LerenCase) item = leren_case_new ();
  g_autoptr (LerenCase) other = leren_case_new ();
  LerenRecord *record = LEREN_RECORD (item);
  g_autofree char *first = NULL;

  g_assert_false (leren_record_is_set (record, "id"));
  first = g_strdup (leren_record_get_id (record));
  g_assert_true (g_uuid_string_is_valid (first));
  g_assert_cmpstr (leren_record_get_id (record), ==, first);
  g_assert_true (leren_record_is_set (record, "id"));
  g_assert_cmpstr (leren_record_get_id (LEREN_RECORD (other)), !=, first);

  leren_record_set_id (record, "c1");
  g_assert_cmpstr (leren_record_get_id (record), ==, "c1");
  /* without one it gets a new one */
  leren_record_set_id (record, NULL);
  g_assert_false (leren_record_is_set (record, "id"));
  g_assert_true (g_uuid_string_is_valid (leren_record_get_id (record)));
  g_assert_cmpstr (leren_record_get_id (record), !=, first);
  leren_record_unset (record, "id");
  g_clear_pointer (&first, g_free);
  g_object_get (record, "id", &first, NULL);
  g_assert_true (g_uuid_string_is_valid (first));

  leren_record_set_id (record, "");
  leren_case_set_title (item, "t");
  assert_invalid (record, LEREN_ERROR_INVALID, "“id”");
}

static void
test_copy_and_equal (void)
{
  static const char json[] = "{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\",\"urgency\":4.0,"
                             "\"org.example.x\":[1.0]}";
  g_autoptr (LerenRecord) record = read_record (json);
  g_autoptr (LerenRecord) copy = leren_record_copy (record);

  assert_json (copy, json);
  g_assert_true (leren_record_equal (record, copy));
  leren_case_set_title (LEREN_CASE (copy), "u");
  g_assert_false (leren_record_equal (record, copy));
  assert_json (record, json);
}

/* In no store yet: by type and id alone */
static void
test_same (void)
{
  g_autoptr (LerenRecord) one = read_record ("{\"type\":\"case\",\"id\":\"1\",\"title\":\"t\"}");
  g_autoptr (LerenRecord) again = read_record ("{\"type\":\"case\",\"id\":\"1\",\"title\":\"u\"}");
  g_autoptr (LerenRecord) other = read_record ("{\"type\":\"case\",\"id\":\"2\",\"title\":\"t\"}");
  g_autoptr (LerenRecord) team = read_record ("{\"type\":\"team\",\"id\":\"1\",\"name\":\"t\"}");
  g_autoptr (LerenRecord) strange = read_record ("{\"type\":\"org.x.a\",\"id\":\"1\"}");
  g_autoptr (LerenRecord) stranger = read_record ("{\"type\":\"org.x.b\",\"id\":\"1\"}");
  g_autoptr (LerenRecord) nameless = LEREN_RECORD (leren_case_new ());
  g_autoptr (LerenRecord) unborn = LEREN_RECORD (leren_case_new ());

  g_assert_true (leren_record_is_same (one, one));
  g_assert_true (leren_record_is_same (one, again));
  g_assert_false (leren_record_is_same (one, other));
  g_assert_false (leren_record_is_same (one, team));
  g_assert_false (leren_record_is_same (strange, stranger));
  g_assert_false (leren_record_is_same (nameless, unborn));
  g_assert_true (leren_record_is_same (nameless, nameless));
  g_assert_false (leren_record_is_set (nameless, "id"));
}

static void
test_title (void)
{
  g_autoptr (LerenRecord) item = read_record ("{\"type\":\"case\",\"id\":\"c1\",\"title\":\"t\"}");
  g_autoptr (LerenRecord) action =
    read_record ("{\"type\":\"action\",\"id\":\"a\",\"what\":\"w\"}");
  g_autoptr (LerenRecord) session = read_record ("{\"type\":\"session\",\"id\":\"s1\"}");

  g_assert_cmpstr (leren_record_get_title (item), ==, "t");
  g_assert_cmpstr (leren_record_get_title (action), ==, "w");
  g_assert_null (leren_record_get_title (session));
}

static void
test_record_type (void)
{
  g_autoptr (LerenCase) item = leren_case_new ();
  g_autofree char *type = NULL;

  g_assert_cmpstr (leren_record_get_record_type (LEREN_RECORD (item)), ==, "case");
  g_object_get (item, "record-type", &type, NULL);
  g_assert_cmpstr (type, ==, "case");
}

/* --- what a setter takes and validate reports -------------------------------------------------- */

static void
test_validate (void)
{
  g_autoptr (LerenCase) item = leren_case_new ();
  g_autoptr (LerenSession) session = leren_session_new ();
  g_autoptr (LerenAction) action = leren_action_new ();
  const char *const bad[] = { "good",
                              "b\xff"
                              "d",
                              NULL };
  LerenRecord *record = LEREN_RECORD (item);
  GDate nowhere;

  leren_record_set_id (record, "c1");
  assert_invalid (record, LEREN_ERROR_MISSING, "case “c1”: member “title”");
  leren_case_set_title (item, "t");
  assert_valid (record);

  leren_case_set_urgency (item, 6);
  g_assert_cmpint (leren_case_get_urgency (item), ==, 6);
  assert_invalid (record, LEREN_ERROR_INVALID, "“urgency” is 6");
  leren_case_set_urgency (item, 5);
  leren_case_set_status (item, 99);
  assert_invalid (record, LEREN_ERROR_INVALID, "“status”");
  leren_case_set_status (item, LEREN_CASE_STATUS_OPEN);
  leren_case_set_narrative (item, "b\xff"
                                  "d");
  assert_invalid (record, LEREN_ERROR_INVALID, "“narrative”");
  g_assert_null (leren_record_to_json (record, NULL));
  g_assert_null (leren_record_copy (record));
  leren_case_set_narrative (item, NULL);
  leren_case_set_domains (item, bad);
  assert_invalid (record, LEREN_ERROR_INVALID, "“domains”");
  leren_case_set_domains (item, NULL);
  leren_record_set_attributes (record, "{\"a\":01}");
  assert_invalid (record, LEREN_ERROR_INVALID, "“attributes”");
  leren_record_set_attributes (record, "[]");
  assert_invalid (record, LEREN_ERROR_INVALID, "“attributes”");
  leren_record_set_attributes (record, "{ \"a\" : 1 }");
  assert_valid (record);

  leren_session_set_minutes (session, NAN);
  assert_invalid (LEREN_RECORD (session), LEREN_ERROR_INVALID, "“minutes”");
  leren_session_set_minutes (session, INFINITY);
  assert_invalid (LEREN_RECORD (session), LEREN_ERROR_INVALID, "“minutes”");
  leren_session_set_minutes (session, 90);
  assert_valid (LEREN_RECORD (session));

  leren_action_set_what (action, "w");
  g_date_clear (&nowhere, 1);
  leren_action_set_due (action, &nowhere);
  assert_invalid (LEREN_RECORD (action), LEREN_ERROR_INVALID, "“due”");
}

/* A setter that is given what is there already says nothing; one that is given the record's own
 * value does not lose it. */
static void
test_notify (void)
{
  g_autoptr (LerenCase) item = leren_case_new ();
  guint notified = 0;

  g_signal_connect (item, "notify", G_CALLBACK (count), &notified);
  leren_case_set_title (item, "t");
  g_assert_cmpuint (notified, ==, 1);
  leren_case_set_title (item, "t");
  leren_case_set_title (item, leren_case_get_title (item));
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpstr (leren_case_get_title (item), ==, "t");
  leren_case_set_title (item, leren_case_get_title (item) + 1);
  g_assert_cmpstr (leren_case_get_title (item), ==, "");
  leren_case_set_domains (item, (const char *const[]){ "a", NULL });
  leren_case_set_domains (item, leren_case_get_domains (item));
  g_assert_cmpstr (leren_case_get_domains (item)[0], ==, "a");
  notified = 0;
  leren_case_set_title (item, NULL);
  leren_case_set_title (item, NULL);
  leren_record_unset (LEREN_RECORD (item), "title");
  leren_record_unset (LEREN_RECORD (item), "no-such-member");
  g_assert_cmpuint (notified, ==, 1);
}

/* What goes with the object goes when the object does: valgrind and the sanitizers look on */
static void
test_setters_own_nothing (void)
{
  g_autoptr (LerenSession) session = leren_session_new ();
  g_autoptr (LerenAction) action = leren_action_new ();
  g_autoptr (GDateTime) time = g_date_time_new_utc (2015, 3, 1, 14, 0, 0);
  g_autoptr (GDate) date = g_date_new_dmy (1, G_DATE_MARCH, 2015);

  for (int i = 0; i < 2; i++)
    {
      leren_session_set_started (session, time);
      leren_session_set_started (session, leren_session_get_started (session));
      leren_session_set_present (session, (const char *const[]){ "p1", "p2", NULL });
      leren_action_set_due (action, date);
      leren_action_set_due (action, leren_action_get_due (action));
    }
  g_assert_true (g_date_time_equal (leren_session_get_started (session), time));
  g_assert_cmpint (g_date_compare (leren_action_get_due (action), date), ==, 0);
}

/* --- own types -------------------------------------------------------------------------------- */

typedef enum { WEATHER_SUN, WEATHER_RAIN } Weather;

static GType weather_get_type (void);
G_DEFINE_ENUM_TYPE (Weather, weather, G_DEFINE_ENUM_VALUE (WEATHER_SUN, "sun"),
                    G_DEFINE_ENUM_VALUE (WEATHER_RAIN, "rain"))

#define VISIT_TYPE (visit_get_type ())
G_DECLARE_FINAL_TYPE (Visit, visit, TEST, VISIT, LerenRecord)

struct _Visit {
  LerenRecord parent;
  char *street;
  int number;
  guint64 steps;
  double hours;
  gboolean planned;
  Weather weather;
  char **people;
  GDateTime *at;
  GDate *day;
  char *secret;
};

G_DEFINE_FINAL_TYPE (Visit, visit, LEREN_TYPE_RECORD)

enum {
  PROP_STREET = 1,
  PROP_NUMBER,
  PROP_STEPS,
  PROP_HOURS,
  PROP_PLANNED,
  PROP_WEATHER,
  PROP_PEOPLE,
  PROP_AT,
  PROP_DAY,
  PROP_SECRET,
  PROP_READ_ONLY,
};

static void
visit_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  Visit *self = TEST_VISIT (object);

  switch (id)
    {
    case PROP_STREET:
      g_free (self->street);
      self->street = g_value_dup_string (value);
      break;
    case PROP_NUMBER:
      self->number = g_value_get_int (value);
      break;
    case PROP_STEPS:
      self->steps = g_value_get_uint64 (value);
      break;
    case PROP_HOURS:
      self->hours = g_value_get_double (value);
      break;
    case PROP_PLANNED:
      self->planned = g_value_get_boolean (value);
      break;
    case PROP_WEATHER:
      self->weather = g_value_get_enum (value);
      break;
    case PROP_PEOPLE:
      g_strfreev (self->people);
      self->people = g_value_dup_boxed (value);
      break;
    case PROP_AT:
      g_clear_pointer (&self->at, g_date_time_unref);
      self->at = g_value_dup_boxed (value);
      break;
    case PROP_DAY:
      g_clear_pointer (&self->day, g_date_free);
      self->day = g_value_dup_boxed (value);
      break;
    case PROP_SECRET:
      g_free (self->secret);
      self->secret = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
visit_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  Visit *self = TEST_VISIT (object);

  switch (id)
    {
    case PROP_STREET:
      g_value_set_string (value, self->street);
      break;
    case PROP_NUMBER:
    case PROP_READ_ONLY:
      g_value_set_int (value, self->number);
      break;
    case PROP_STEPS:
      g_value_set_uint64 (value, self->steps);
      break;
    case PROP_HOURS:
      g_value_set_double (value, self->hours);
      break;
    case PROP_PLANNED:
      g_value_set_boolean (value, self->planned);
      break;
    case PROP_WEATHER:
      g_value_set_enum (value, self->weather);
      break;
    case PROP_PEOPLE:
      g_value_set_boxed (value, self->people);
      break;
    case PROP_AT:
      g_value_set_boxed (value, self->at);
      break;
    case PROP_DAY:
      g_value_set_boxed (value, self->day);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
visit_finalize (GObject *object)
{
  Visit *self = TEST_VISIT (object);

  g_free (self->street);
  g_strfreev (self->people);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_pointer (&self->day, g_date_free);
  g_free (self->secret);
  G_OBJECT_CLASS (visit_parent_class)->finalize (object);
}

static gboolean
visit_validate (LerenRecord *record, GError **error)
{
  if (!LEREN_RECORD_CLASS (visit_parent_class)->validate (record, error))
    return FALSE;
  if (TEST_VISIT (record)->hours <= 24)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID, "member “hours” is more than a day");
  return FALSE;
}

static void
visit_class_init (VisitClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = visit_set_property;
  object_class->get_property = visit_get_property;
  object_class->finalize = visit_finalize;
  LEREN_RECORD_CLASS (class)->validate = visit_validate;

  g_object_class_install_property (
    object_class, PROP_STREET,
    g_param_spec_string ("street-name", NULL, "Where it was.", NULL, flags));
  g_object_class_install_property (object_class, PROP_NUMBER,
                                   g_param_spec_int ("number", NULL, NULL, -5, 99, 7, flags));
  g_object_class_install_property (
    object_class, PROP_STEPS, g_param_spec_uint64 ("steps", NULL, NULL, 0, G_MAXUINT64, 0, flags));
  g_object_class_install_property (
    object_class, PROP_HOURS,
    g_param_spec_double ("hours", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags));
  g_object_class_install_property (object_class, PROP_PLANNED,
                                   g_param_spec_boolean ("planned", NULL, NULL, TRUE, flags));
  g_object_class_install_property (
    object_class, PROP_WEATHER,
    g_param_spec_enum ("weather", NULL, NULL, weather_get_type (), WEATHER_SUN, flags));
  g_object_class_install_property (object_class, PROP_PEOPLE,
                                   g_param_spec_boxed ("people", NULL, NULL, G_TYPE_STRV, flags));
  g_object_class_install_property (object_class, PROP_AT,
                                   g_param_spec_boxed ("at", NULL, NULL, G_TYPE_DATE_TIME, flags));
  g_object_class_install_property (object_class, PROP_DAY,
                                   g_param_spec_boxed ("day", NULL, NULL, G_TYPE_DATE, flags));
  /* these two are no members: one cannot be read, the other not be written */
  g_object_class_install_property (
    object_class, PROP_SECRET,
    g_param_spec_string ("secret", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
    object_class, PROP_READ_ONLY,
    g_param_spec_int ("read-only", NULL, NULL, 0, 9, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
visit_init (Visit *self)
{
  self->number = 7;
  self->planned = TRUE;
}

static void
register_visit (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (leren_declaration_register (VISIT_TYPE, "org.example.visit", &error));
  g_assert_no_error (error);
}

static void
test_own_type (void)
{
  static const char full[] =
    "{\"type\":\"org.example.visit\",\"id\":\"v1\",\"created\":\"2015-03-01T14:00:00.0+01:00\","
    "\"author\":\"p1\",\"visibility\":\"private\",\"attributes\":{\"a\":1.0},"
    "\"street_name\":\"Kade\",\"number\":-1,\"steps\":9007199254740993,\"hours\":1.50,"
    "\"planned\":false,\"weather\":\"rain\",\"people\":[\"a\",\"b\"],"
    "\"at\":\"2015-03-01T14:00:00.50+00:00\",\"day\":\"2015-03-01\",\"org.example.x\":[1.0]}";
  g_autoptr (Visit) visit = NULL;
  g_autoptr (LerenRecord) read = NULL;
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *again = NULL;
  LerenRecord *record;
  const LerenDeclaration *declaration;

  register_visit ();
  visit = g_object_new (VISIT_TYPE, "id", "v1", NULL);
  record = LEREN_RECORD (visit);
  declaration = leren_record_get_declaration (record);
  g_assert_true (declaration == leren_declaration_lookup ("org.example.visit"));
  g_assert_false (leren_declaration_is_built_in (declaration));
  g_assert_cmpuint (leren_declaration_get_n_fields (declaration), ==, LEREN_RECORD_N_FIELDS + 9);
  g_assert_null (leren_declaration_find_field (declaration, "secret"));
  g_assert_null (leren_declaration_find_field (declaration, "read-only"));
  g_assert_cmpstr (
    leren_field_get_description (leren_declaration_find_field (declaration, "street_name")), ==,
    "Where it was.");
  g_assert_cmpstr (leren_record_get_record_type (record), ==, "org.example.visit");

  /* absent at first, whatever the property's default is */
  assert_json (record, "{\"type\":\"org.example.visit\",\"id\":\"v1\"}");
  g_object_set (visit, "number", 7, "planned", TRUE, "weather", WEATHER_SUN, NULL);
  assert_json (record, "{\"type\":\"org.example.visit\",\"id\":\"v1\",\"number\":7,"
                       "\"planned\":true,\"weather\":\"sun\"}");
  leren_record_unset (record, "number");
  leren_record_unset (record, "weather");
  g_assert_false (leren_record_is_set (record, "number"));
  assert_json (record, "{\"type\":\"org.example.visit\",\"id\":\"v1\",\"planned\":true}");

  /* all of it, there and back */
  read = read_record (full);
  g_assert_true (G_OBJECT_TYPE (read) == VISIT_TYPE);
  g_assert_cmpstr (TEST_VISIT (read)->street, ==, "Kade");
  g_assert_cmpuint (TEST_VISIT (read)->steps, ==, G_GUINT64_CONSTANT (9007199254740993));
  g_assert_cmpint (TEST_VISIT (read)->weather, ==, WEATHER_RAIN);
  g_assert_cmpstr (TEST_VISIT (read)->people[1], ==, "b");
  assert_json (read, full);
  assert_valid (read);

  /* a time that is set anew is written our way */
  at = g_date_time_ref (TEST_VISIT (read)->at);
  g_object_set (read, "at", at, NULL);
  again = leren_record_to_json (read, NULL);
  g_assert_nonnull (strstr (again, "\"at\":\"2015-03-01T14:00:00.5Z\""));

  /* its own validate, after the one above it */
  g_object_set (read, "hours", 25.0, NULL);
  assert_invalid (read, LEREN_ERROR_INVALID, "“hours”");
  leren_record_set_id (read, "");
  assert_invalid (read, LEREN_ERROR_INVALID, "“id”");
}

/* NULL is nothing: the member is absent */
static void
test_own_type_null (void)
{
  g_autoptr (Visit) visit = NULL;

  register_visit ();
  visit = g_object_new (VISIT_TYPE, "id", "v1", "street-name", "Kade", NULL);
  g_assert_true (leren_record_is_set (LEREN_RECORD (visit), "street_name"));
  g_object_set (visit, "street-name", NULL, NULL);
  g_assert_false (leren_record_is_set (LEREN_RECORD (visit), "street_name"));
  assert_json (LEREN_RECORD (visit), "{\"type\":\"org.example.visit\",\"id\":\"v1\"}");
}

/* What its GParamSpec does not allow is refused, not clamped */
static void
test_own_type_refused (void)
{
  register_visit ();
  assert_refused ("{\"type\":\"org.example.visit\",\"id\":\"v1\",\"weather\":\"snow\"}",
                  LEREN_ERROR_INVALID, "sun, rain");
  assert_refused ("{\"type\":\"org.example.visit\",\"id\":\"v1\",\"number\":\"1\"}",
                  LEREN_ERROR_INVALID, "“number”");
  assert_refused ("{\"type\":\"org.example.visit\",\"id\":\"v1\",\"number\":100}",
                  LEREN_ERROR_INVALID, "“number”");
  assert_refused ("{\"type\":\"org.example.visit\",\"id\":\"v1\",\"number\":-6}",
                  LEREN_ERROR_INVALID, "“number”");
  assert_refused ("{\"type\":\"org.example.visit\",\"id\":\"v1\",\"number\":4294967297}",
                  LEREN_ERROR_INVALID, "“number”");
  assert_refused ("{\"type\":\"org.example.visit\",\"id\":\"v1\",\"steps\":-1}",
                  LEREN_ERROR_INVALID, "“steps”");
  assert_refused ("{\"type\":\"org.example.visit\",\"id\":\"v1\",\"day\":\"2015-02-29\"}",
                  LEREN_ERROR_INVALID, "“day”");
}

/* A number too large for an own type's 64 bits without a sign is reported */
static void
test_own_type_too_large (void)
{
  g_autoptr (Visit) visit = NULL;

  register_visit ();
  visit = g_object_new (VISIT_TYPE, "id", "v1", "steps", G_MAXUINT64, NULL);
  assert_invalid (LEREN_RECORD (visit), LEREN_ERROR_INVALID, "“steps”");
}

/* --- own types of other shapes ---------------------------------------------------------------- */

typedef struct {
  LerenRecord parent;
  char *mood;
} Built;
typedef LerenRecordClass BuiltClass;
static GType built_get_type (void);
G_DEFINE_TYPE (Built, built, LEREN_TYPE_RECORD)

static void
built_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  Built *self = (Built *) object;

  g_free (self->mood);
  self->mood = g_value_dup_string (value);
}

static void
built_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, ((Built *) object)->mood);
}

static void
built_finalize (GObject *object)
{
  g_free (((Built *) object)->mood);
  G_OBJECT_CLASS (built_parent_class)->finalize (object);
}

static void
built_class_init (BuiltClass *class)
{
  G_OBJECT_CLASS (class)->set_property = built_set_property;
  G_OBJECT_CLASS (class)->get_property = built_get_property;
  G_OBJECT_CLASS (class)->finalize = built_finalize;
  g_object_class_install_property (
    G_OBJECT_CLASS (class), 1,
    g_param_spec_string ("mood", NULL, NULL, "fine",
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS));
}

static void
built_init (Built *self)
{
}

/* GObject sets a construct property to its default; nobody said that */
static void
test_own_type_construct (void)
{
  g_autoptr (LerenRecord) record = g_object_new (built_get_type (), "id", "b1", NULL);
  g_autoptr (LerenRecord) said = g_object_new (built_get_type (), "id", "b2", "mood", "bad", NULL);

  g_assert_cmpstr (((Built *) record)->mood, ==, "fine");
  g_assert_false (leren_record_is_set (record, "mood"));
  assert_json (record, "{\"type\":\"own.Built\",\"id\":\"b1\"}");
  g_assert_true (leren_record_is_set (said, "mood"));
  assert_json (said, "{\"type\":\"own.Built\",\"id\":\"b2\",\"mood\":\"bad\"}");
  g_clear_object (&said);
  said = read_record ("{\"type\":\"own.Built\",\"id\":\"b2\"}");
  assert_json (said, "{\"type\":\"own.Built\",\"id\":\"b2\"}");
}

typedef struct {
  LerenRecord parent;
} Odd;
typedef LerenRecordClass OddClass;
static GType odd_get_type (void);
G_DEFINE_TYPE (Odd, odd, LEREN_TYPE_RECORD)

static void
odd_get_or_set (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
}

static void
odd_class_init (OddClass *class)
{
  G_OBJECT_CLASS (class)->get_property = odd_get_or_set;
  g_object_class_install_property (
    G_OBJECT_CLASS (class), 1,
    g_param_spec_pointer ("thing", NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
odd_init (Odd *self)
{
}

static void
test_register (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenRecord) odd = NULL;
  g_auto (GStrv) types = NULL;

  register_visit ();
  register_visit ();
  types = leren_declaration_list_types ();
  g_assert_true (g_strv_contains ((const char *const *) types, "org.example.visit"));
  g_assert_true (g_strv_contains ((const char *const *) types, "case"));
  g_assert_cmpstr (types[0], ==, "practice");

  g_assert_null (leren_declaration_register (VISIT_TYPE, "org.example.other", &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (leren_declaration_register (odd_get_type (), "org.example.visit", &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (leren_declaration_register (odd_get_type (), "odd", &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (leren_declaration_register (G_TYPE_OBJECT, "org.example.object", &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (leren_declaration_register (LEREN_TYPE_RECORD, "org.example.record", &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (leren_declaration_register (odd_get_type (), "org.example.odd", &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "thing"));
  g_clear_error (&error);

  odd = g_object_new (odd_get_type (), NULL);
  g_assert_null (leren_record_get_declaration (odd));
  g_assert_false (leren_record_is_set (odd, "thing"));
  leren_record_unset (odd, "thing");
  assert_invalid (odd, LEREN_ERROR_UNSUPPORTED, "thing");
  g_assert_null (leren_record_to_json (odd, NULL));
}

/* --- unknown types ---------------------------------------------------------------------------- */

static void
test_unknown_type (void)
{
  static const char json[] =
    "{\"later\":1.0,\"type\":\"org.example.garden\",\"id\":\"g1\",\"x\":{\"y\":[null]}}";
  g_autoptr (LerenRecord) record = read_record (json);
  g_autoptr (LerenRecord) copy = leren_record_copy (record);

  g_assert_true (LEREN_IS_UNKNOWN_RECORD (record));
  g_assert_cmpstr (leren_record_get_id (record), ==, "g1");
  g_assert_cmpstr (leren_record_get_record_type (record), ==, "org.example.garden");
  assert_json (record, json);
  assert_json (copy, json);
  assert_invalid (record, LEREN_ERROR_UNSUPPORTED, "org.example.garden");
  assert_refused ("{\"type\":\"org.example.garden\",\"id\":\"a\\nb\"}", LEREN_ERROR_INVALID,
                  "“id”");
  assert_refused ("{\"type\":\"org.example.garden\"}", LEREN_ERROR_MISSING, "“id” is missing");
  assert_refused ("{\"type\":\"org.example.garden\",\"id\":\"a\\u0000b\"}", LEREN_ERROR_INVALID,
                  "“id”");
  assert_refused ("{\"type\":\"org.example.garden\",\"id\":\"\"}", LEREN_ERROR_INVALID, "“id”");
}

/* Who may read it, and when it was made, holds for every record */
static void
test_unknown_type_members (void)
{
  static const char json[] =
    "{\"type\":\"org.example.garden\",\"author\":\"p1\",\"id\":\"g1\",\"created\":"
    "\"2015-03-01T14:00:00+01:00\",\"visibility\":\"private\",\"practice\":5,"
    "\"attributes\":{\"a\":1.0}}";
  g_autoptr (LerenRecord) record = read_record (json);
  g_auto (GStrv) types = NULL;

  g_assert_cmpstr (leren_record_get_author (record), ==, "p1");
  g_assert_cmpint (leren_record_get_visibility (record), ==, LEREN_VISIBILITY_PRIVATE);
  g_assert_cmpint (g_date_time_get_hour (leren_record_get_created (record)), ==, 14);
  g_assert_cmpstr (leren_record_get_attributes (record), ==, "{\"a\":1.0}");
  g_assert_true (leren_record_is_set (record, "author"));
  g_assert_null (leren_record_get_practice (record));
  g_assert_false (leren_record_is_set (record, "practice"));
  assert_json (record, json);

  /* asking did not make a type of it */
  types = leren_declaration_list_types ();
  for (gsize i = 0; types[i] != NULL; i++)
    g_assert_null (strstr (types[i], "UnknownRecord"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/every-member", test_every_member);
  g_test_add_func ("/record/defaults", test_defaults);
  g_test_add_func ("/record/empty", test_empty_is_not_absent);
  g_test_add_func ("/record/json/round-trips", test_round_trips);
  g_test_add_func ("/record/json/normal-form", test_normal_form);
  g_test_add_func ("/record/json/numbers-as-given", test_numbers_as_given);
  g_test_add_func ("/record/json/times-as-given", test_times_as_given);
  g_test_add_func ("/record/json/refused", test_refused);
  g_test_add_func ("/record/json/length", test_length);
  g_test_add_func ("/record/id", test_id);
  g_test_add_func ("/record/copy", test_copy_and_equal);
  g_test_add_func ("/record/same", test_same);
  g_test_add_func ("/record/title", test_title);
  g_test_add_func ("/record/type", test_record_type);
  g_test_add_func ("/record/validate", test_validate);
  g_test_add_func ("/record/notify", test_notify);
  g_test_add_func ("/record/setters", test_setters_own_nothing);
  g_test_add_func ("/record/own-type/register", test_register);
  g_test_add_func ("/record/own-type/round-trip", test_own_type);
  g_test_add_func ("/record/own-type/null", test_own_type_null);
  g_test_add_func ("/record/own-type/refused", test_own_type_refused);
  g_test_add_func ("/record/own-type/too-large", test_own_type_too_large);
  g_test_add_func ("/record/own-type/construct", test_own_type_construct);
  g_test_add_func ("/record/unknown-type", test_unknown_type);
  g_test_add_func ("/record/unknown-type/members", test_unknown_type_members);
  return g_test_run ();
}
