/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-retention-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_YEARS 1000

static void
rule_free (gpointer data)
{
  LerenRetentionRule *rule = data;

  g_free (rule->record_type);
  g_free (rule->practice);
  g_free (rule->with);
  g_free (rule->after);
  g_free (rule);
}

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (LEREN_ERROR, LEREN_ERROR_INVALID, format, arguments);
  va_end (arguments);
  return FALSE;
}

/* A word that is misspelt would keep, or delete, what it should not. */
static gboolean
check_members (JsonObject *object, const char *where, const char *const *known, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *name = names; name != NULL; name = name->next)
    if (!g_strv_contains (known, name->data) && strchr (name->data, '.') == NULL)
      return refuse (error, _ ("%s: “%s” is no member of it; look at docs/retention.md"), where,
                     (const char *) name->data);
  return TRUE;
}

static gboolean
read_text (JsonObject *object, const char *where, const char *name, char **text, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_STRING || json_node_get_string (node)[0] == '\0')
    return refuse (error, _ ("%s: %s: must be a text"), where, name);
  g_free (*text);
  *text = json_node_dup_string (node);
  return TRUE;
}

static gboolean
read_number (JsonObject *object, const char *where, const char *name, guint highest, guint *number,
             GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) < 1 ||
      json_node_get_int (node) > highest)
    return refuse (error, _ ("%s: %s: must be a whole number from 1 to %u"), where, name, highest);
  *number = json_node_get_int (node);
  return TRUE;
}

static gboolean
read_period (JsonObject *object, const char *where, LerenRetentionRule *rule, GError **error)
{
  JsonNode *keep = json_object_get_member (object, "keep");
  gboolean has_time;

  if (!read_number (object, where, "years", LONGEST_YEARS, &rule->years, error) ||
      !read_number (object, where, "months", 12 * LONGEST_YEARS, &rule->months, error) ||
      !read_number (object, where, "days", 366 * LONGEST_YEARS, &rule->days, error))
    return FALSE;
  if (keep != NULL &&
      (json_node_get_value_type (keep) != G_TYPE_BOOLEAN || !json_node_get_boolean (keep)))
    return refuse (error, _ ("%s: keep: must be true, or left out"), where);
  rule->keep = keep != NULL;
  has_time = rule->years + rule->months + rule->days > 0;
  if (rule->keep + has_time + (rule->with != NULL) != 1)
    return refuse (error,
                   _ ("%s: say for how long, in years, months or days, or \"with\" which record, "
                      "or \"keep\": true; one of these"),
                   where);
  if (rule->after != NULL && !has_time)
    return refuse (error, _ ("%s: after: goes with years, months or days"), where);
  if (rule->after == NULL && has_time)
    rule->after =
      g_strdup (g_strcmp0 (rule->record_type, LEREN_RETENTION_AUDIT) == 0 ? "at" : "modified");
  return TRUE;
}

gboolean
_leren_retention_is_day (const LerenField *field)
{
  return field->kind == LEREN_FIELD_KIND_DATE || field->kind == LEREN_FIELD_KIND_TIME;
}

/* Types and members of a user's own are known to a store, not here. */
static gboolean
check_words (const LerenRetentionRule *rule, const char *where, GError **error)
{
  const LerenDeclaration *declaration = leren_declaration_lookup (rule->record_type);
  const LerenField *field;

  if (strchr (rule->record_type, '.') != NULL)
    return TRUE;
  if (g_str_equal (rule->record_type, LEREN_RETENTION_AUDIT))
    return (rule->practice == NULL && rule->with == NULL && g_strcmp0 (rule->after, "at") == 0) ||
           rule->keep ||
           refuse (error,
                   _ ("%s: the list of who reads is kept for years, months or days, and for all "
                      "practices alike"),
                   where);
  if (declaration == NULL)
    return refuse (error, _ ("%s: “%s” is no record type; look at leren schema"), where,
                   rule->record_type);
  if (rule->with != NULL)
    {
      field = _leren_declaration_find (declaration, rule->with, strlen (rule->with));
      return (field != NULL && field->kind == LEREN_FIELD_KIND_REFERENCE) ||
             refuse (error, _ ("%s: with: a %s names no other record as its “%s”"), where,
                     rule->record_type, rule->with);
    }
  if (rule->keep ||
      (g_str_equal (rule->after, "closed") && g_str_equal (rule->record_type, "case")))
    return TRUE;
  field = _leren_declaration_find (declaration, rule->after, strlen (rule->after));
  return (field != NULL && _leren_retention_is_day (field)) ||
         refuse (error, _ ("%s: after: a %s has no day “%s” to count from"), where,
                 rule->record_type, rule->after);
}

static gboolean
check_alone (GPtrArray *rules, const LerenRetentionRule *rule, const char *where, GError **error)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const LerenRetentionRule *other = g_ptr_array_index (rules, i);

      if (g_str_equal (other->record_type, rule->record_type) &&
          g_strcmp0 (other->practice, rule->practice) == 0)
        return refuse (error, _ ("%s: rule %u is for the same records; leave one of them out"),
                       where, i + 1);
    }
  return TRUE;
}

static gboolean
read_rule (JsonNode *node, guint number, GPtrArray *rules, GError **error)
{
  static const char *const known[] = { "type",  "practice", "keep", "with",    "after",
                                       "years", "months",   "days", "because", NULL };
  g_autofree char *where = g_strdup_printf (_ ("rule %u"), number);
  g_autofree char *because = NULL;
  LerenRetentionRule *rule = g_new0 (LerenRetentionRule, 1);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gboolean good;

  if (object == NULL)
    good = refuse (error, _ ("%s: must be an object"), where);
  else
    good = check_members (object, where, known, error) &&
           read_text (object, where, "type", &rule->record_type, error) &&
           read_text (object, where, "practice", &rule->practice, error) &&
           read_text (object, where, "with", &rule->with, error) &&
           read_text (object, where, "after", &rule->after, error) &&
           read_text (object, where, "because", &because, error) &&
           read_period (object, where, rule, error);
  if (good && rule->record_type == NULL)
    good = refuse (error, _ ("%s: type: missing"), where);
  good = good && check_words (rule, where, error) && check_alone (rules, rule, where, error);
  if (good)
    g_ptr_array_add (rules, rule);
  else
    rule_free (rule);
  return good;
}

GPtrArray *
_leren_retention_read_schedule (const char *json, gsize length, GError **error)
{
  static const char *const known[] = { "format", "version", "rules", NULL };
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (rule_free);
  g_autoptr (JsonNode) root = _leren_json_reader_parse_node (json, length, error);
  g_autofree char *format = NULL;
  const char *where = _ ("the retention schedule");
  guint version = 0;
  JsonObject *object;
  JsonNode *list;
  JsonArray *array;

  if (root == NULL)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object == NULL)
    {
      refuse (error, _ ("%s: must be an object"), where);
      return NULL;
    }
  if (!check_members (object, where, known, error) ||
      !read_text (object, where, "format", &format, error) ||
      !read_number (object, where, "version", 1, &version, error))
    return NULL;
  list = json_object_get_member (object, "rules");
  if (g_strcmp0 (format, "leren-retention") != 0 || version != 1 || list == NULL ||
      !JSON_NODE_HOLDS_ARRAY (list))
    {
      refuse (error,
              _ ("%s: must have \"format\": \"leren-retention\", \"version\": 1 and a list "
                 "of \"rules\""),
              where);
      return NULL;
    }
  array = json_node_get_array (list);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_rule (json_array_get_element (array, i), i + 1, rules, error))
      return NULL;
  return g_steal_pointer (&rules);
}
