/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "theory/leren-form-private.h"
#include "theory/leren-framework-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The words for LerenFrameworkKind, in its order. Not those of its GEnumClass: classes are locked
 * while they are made, and some need the concepts of a framework for that. */
static const char *const kinds[] = {
  "ladder", "cycle", "spiral", "phases", "set", "gate", "poles", NULL,
};

LerenFrameworkKind
_leren_framework_kind_of (const char *word)
{
  for (guint i = 0; kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i], word))
      return i;
  g_return_val_if_reached (LEREN_FRAMEWORK_KIND_LADDER);
}

/* What is known of the framework, to hold its parts against. */
typedef struct {
  const char *id;
  const char *kind;
  GHashTable *concepts; /* the id to the place */
  GHashTable *entries;  /* of the crosswalk: "from/to" */
} Content;

/* An integer by its value, as in records: 1987 and 1987.0 */
static gboolean
is_integer (JsonNode *node, gint64 minimum, gint64 maximum)
{
  double value = json_node_get_double (node);

  return value >= minimum && value <= maximum && value == floor (value);
}

static gboolean
check_format (LerenForm *form, JsonObject *object)
{
  const char *format;
  JsonNode *version;
  gsize back;

  if (!_leren_form_check_text (form, object, "format", TRUE, "\"leren-framework\"", &format))
    return FALSE;
  if (!g_str_equal (format, "leren-framework"))
    {
      g_autofree char *quoted = _leren_form_quote (format);

      _leren_form_enter (form, "format");
      return _leren_form_fail (form, LEREN_ERROR_SYNTAX,
                               _ ("is %s; a framework file has \"leren-framework\" there"), quoted);
    }
  if (!_leren_form_enter_member (form, object, "version", LEREN_FORM_NUMBER, TRUE, "1", &version,
                                 &back))
    return FALSE;
  if (!is_integer (version, 1, 1))
    {
      char is[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (is, sizeof is, "%.15g", json_node_get_double (version));
      return _leren_form_fail (
        form, LEREN_ERROR_INVALID,
        _ ("is %s; version 1 is what this libleren reads; look for a newer one"), is);
    }
  _leren_form_leave (form, back);
  return TRUE;
}

static gboolean
check_kind (LerenForm *form, JsonObject *object, const char **kind)
{
  g_autofree char *words = g_strjoinv (", ", (char **) kinds);
  g_autofree char *quoted = NULL;

  if (!_leren_form_check_text (form, object, "kind", TRUE, words, kind))
    return FALSE;
  if (g_strv_contains (kinds, *kind))
    return TRUE;
  quoted = _leren_form_quote (*kind);
  _leren_form_enter (form, "kind");
  return _leren_form_fail (form, LEREN_ERROR_INVALID, _ ("is %s; it is one of %s"), quoted, words);
}

static gboolean
check_source (LerenForm *form, JsonObject *source, guint index, gpointer data)
{
  JsonNode *year;
  gsize back;

  if (!_leren_form_check_text (form, source, "author", TRUE,
                               _ ("the author, such as \"Argyris & Schön\""), NULL) ||
      !_leren_form_check_text (form, source, "title", FALSE, _ ("the title as text"), NULL) ||
      !_leren_form_check_text (form, source, "key", FALSE, _ ("a short text, such as \"LT2\""),
                               NULL) ||
      !_leren_form_enter_member (form, source, "year", LEREN_FORM_NUMBER, FALSE,
                                 _ ("the year as a number, such as 1978"), &year, &back))
    return FALSE;
  if (year != NULL && !is_integer (year, 1, 9999))
    return _leren_form_fail (form, LEREN_ERROR_INVALID,
                             _ ("is no year; give a whole number, such as 1978"));
  _leren_form_leave (form, back);
  return TRUE;
}

static gboolean
check_pole (LerenForm *form, JsonObject *pole, guint index, gpointer n_poles)
{
  (*(guint *) n_poles)++;
  return _leren_form_check_wording (form, pole, "label", LEREN_FORM_TEXT, TRUE);
}

static gboolean
check_poles (LerenForm *form, JsonObject *concept, gboolean wanted)
{
  guint n_poles = 0;

  if (!wanted && json_object_has_member (concept, "poles"))
    {
      _leren_form_enter (form, "poles");
      return _leren_form_fail (
        form, LEREN_ERROR_INVALID,
        _ ("is for frameworks of kind poles only; leave it out, or make this one of that kind"));
    }
  if (!_leren_form_check_objects (form, concept, "poles", wanted,
                                  _ ("a list of the two opposites, such as [{\"label\": {\"en\": "
                                     "\"Supply\"}}, {\"label\": {\"en\": \"Demand\"}}]"),
                                  check_pole, &n_poles))
    return FALSE;
  if (wanted && n_poles != 2)
    {
      _leren_form_enter (form, "poles");
      return _leren_form_fail (form, LEREN_ERROR_INVALID,
                               _ ("has the length %u; give the two opposites"), n_poles);
    }
  return TRUE;
}

static gboolean
check_share (LerenForm *form, JsonObject *concept)
{
  JsonNode *node;
  gsize back;

  if (!_leren_form_enter_member (form, concept, "share", LEREN_FORM_NUMBER, FALSE,
                                 _ ("a number from 0 to 1"), &node, &back))
    return FALSE;
  if (node != NULL && (json_node_get_double (node) < 0 || json_node_get_double (node) > 1))
    {
      char is[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (is, sizeof is, "%.15g", json_node_get_double (node));
      return _leren_form_fail (form, LEREN_ERROR_INVALID,
                               _ ("is %s; a share goes from 0 to 1, so that 70 percent is 0.7"),
                               is);
    }
  _leren_form_leave (form, back);
  return TRUE;
}

static gboolean
check_concept (LerenForm *form, JsonObject *concept, guint index, gpointer data)
{
  Content *content = data;
  gpointer earlier;
  const char *id;
  JsonNode *node;
  gsize back;

  if (!_leren_form_check_id (form, concept, &id))
    return FALSE;
  if (g_hash_table_lookup_extended (content->concepts, id, NULL, &earlier))
    {
      _leren_form_enter (form, "id");
      return _leren_form_fail (
        form, LEREN_ERROR_DUPLICATE,
        _ ("is “%s”, and so is concepts[%u].id; give each concept an id of its own"), id,
        GPOINTER_TO_UINT (earlier));
    }
  g_hash_table_insert (content->concepts, (char *) id, GUINT_TO_POINTER (index));

  if (!_leren_form_check_wording (form, concept, "label", LEREN_FORM_TEXT, TRUE) ||
      !_leren_form_check_wording (form, concept, "description", LEREN_FORM_TEXT, FALSE) ||
      !_leren_form_check_wording (form, concept, "questions", LEREN_FORM_LIST, FALSE) ||
      !check_poles (form, concept, g_str_equal (content->kind, "poles")) ||
      !check_share (form, concept) ||
      !_leren_form_enter_member (form, concept, "attributes", LEREN_FORM_OBJECT, FALSE,
                                 _ ("an object"), &node, &back))
    return FALSE;
  _leren_form_leave (form, back);
  return TRUE;
}

static gboolean
check_is_own (LerenForm *form, Content *content, const char *member, const char *concept)
{
  g_autofree char *quoted = NULL;

  if (g_hash_table_contains (content->concepts, concept))
    return TRUE;
  quoted = _leren_form_quote (concept);
  _leren_form_enter (form, member);
  return _leren_form_fail (
    form, LEREN_ERROR_REFERENCE,
    _ ("names %s, which is no concept of this framework; name the id of one"), quoted);
}

static gboolean
check_entry (LerenForm *form, JsonObject *entry, guint index, gpointer data)
{
  const char *remedy = _ ("a framework and its concept, such as “logical-levels/belief”");
  Content *content = data;
  g_autofree char *quoted = NULL;
  const char *from, *to, *slash;

  if (!_leren_form_check_text (form, entry, "from", TRUE,
                               _ ("the id of a concept of this framework"), &from) ||
      !_leren_form_check_text (form, entry, "to", TRUE, remedy, &to) ||
      !_leren_form_check_text (form, entry, "note", FALSE, _ ("text"), NULL) ||
      !check_is_own (form, content, "from", from))
    return FALSE;

  slash = strchr (to, '/');
  quoted = _leren_form_quote (to);
  if (slash == NULL || !_leren_form_is_id (to, slash - to) ||
      !_leren_form_is_id (slash + 1, strlen (slash + 1)))
    {
      _leren_form_enter (form, "to");
      return _leren_form_fail (form, LEREN_ERROR_INVALID, _ ("is %s; give %s"), quoted, remedy);
    }
  /* whether other frameworks are there is known when it is added to a theory */
  if (strncmp (to, content->id, slash - to) == 0 && content->id[slash - to] == '\0')
    {
      if (!check_is_own (form, content, "to", slash + 1))
        return FALSE;
      if (g_str_equal (slash + 1, from))
        {
          _leren_form_enter (form, "to");
          return _leren_form_fail (form, LEREN_ERROR_INVALID,
                                   _ ("is %s, the concept itself; name another"), quoted);
        }
    }
  if (!g_hash_table_add (content->entries, g_strconcat (from, "/", to, NULL)))
    return _leren_form_fail (form, LEREN_ERROR_DUPLICATE,
                             _ ("says from “%s” to %s once more; leave one of them out"), from,
                             quoted);
  return TRUE;
}

static gboolean
check_content (LerenForm *form, JsonObject *object, Content *content)
{
  if (!check_kind (form, object, &content->kind) ||
      !_leren_form_check_wording (form, object, "label", LEREN_FORM_TEXT, TRUE) ||
      !_leren_form_check_wording (form, object, "description", LEREN_FORM_TEXT, FALSE) ||
      !_leren_form_check_objects (form, object, "sources", FALSE, _ ("a list of sources"),
                                  check_source, NULL) ||
      !_leren_form_check_objects (form, object, "concepts", TRUE, _ ("a list of concepts"),
                                  check_concept, content))
    return FALSE;
  if (g_hash_table_size (content->concepts) == 0)
    {
      _leren_form_enter (form, "concepts");
      return _leren_form_fail (form, LEREN_ERROR_INVALID,
                               _ ("is empty; give at least one concept"));
    }
  return _leren_form_check_objects (form, object, "crosswalk", FALSE,
                                    _ ("a list of correspondences"), check_entry, content);
}

gboolean
_leren_framework_check (JsonNode *root, GError **error)
{
  g_autoptr (GString) path = g_string_new (NULL);
  LerenForm form = { .path = path, .error = error };
  Content content = { .id = NULL };
  gboolean right;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_SYNTAX,
                   _ ("a framework file is one object: {\"format\": \"leren-framework\", …}"));
      return FALSE;
    }
  if (!check_format (&form, json_node_get_object (root)) ||
      !_leren_form_check_id (&form, json_node_get_object (root), &content.id))
    {
      g_prefix_error (error, _ ("framework: "));
      return FALSE;
    }
  content.concepts = g_hash_table_new (g_str_hash, g_str_equal);
  content.entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  right = check_content (&form, json_node_get_object (root), &content);
  g_hash_table_unref (content.entries);
  g_hash_table_unref (content.concepts);
  if (!right)
    g_prefix_error (error, _ ("framework “%s”: "), content.id);
  return right;
}
