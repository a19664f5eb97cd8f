/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-reading-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

LerenFramework *
_leren_require_framework (LerenTheory *theory, const char *id, GError **error)
{
  LerenFramework *framework = leren_theory_get_framework (theory, id);

  if (framework == NULL)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                 _ ("there is no framework “%s”; the command “leren frameworks” lists them"), id);
  return framework;
}

LerenConcept *
_leren_concept_at (LerenFramework *framework, guint index)
{
  /* the framework keeps it */
  g_autoptr (LerenConcept) concept = g_list_model_get_item (G_LIST_MODEL (framework), index);

  return concept;
}

static gboolean
is_of (const char *correspondence, const char *framework)
{
  gsize length = strlen (framework);

  return strncmp (correspondence, framework, length) == 0 && correspondence[length] == '/';
}

LerenConcept *
_leren_find_corresponding (LerenTheory *theory, LerenConcept *concept, const char *target)
{
  g_auto (GStrv) all = leren_theory_list_correspondences (
    theory, leren_concept_get_framework (concept), leren_concept_get_id (concept));

  for (guint i = 0; all[i] != NULL; i++)
    if (is_of (all[i], target))
      return leren_theory_find_concept (theory, target, strchr (all[i], '/') + 1);
  return NULL;
}

guint
_leren_corresponding_place (LerenTheory *theory, LerenConcept *concept, LerenFramework *target)
{
  g_auto (GStrv) all = leren_theory_list_correspondences (
    theory, leren_concept_get_framework (concept), leren_concept_get_id (concept));
  guint place = 0;

  for (guint i = 0; all[i] != NULL; i++)
    if (is_of (all[i], leren_framework_get_id (target)))
      {
        LerenConcept *other = leren_framework_get_concept (target, strchr (all[i], '/') + 1);
        if (other != NULL)
          place = MAX (place, leren_concept_get_index (other) + 1);
      }
  return place;
}

gboolean
_leren_field_names_framework (const LerenField *field, LerenFramework *framework)
{
  return g_strcmp0 (field->framework, leren_framework_get_id (framework)) == 0;
}

static guint8
place_of (LerenFramework *framework, const char *id)
{
  LerenConcept *concept = leren_framework_get_concept (framework, id);

  /* a framework of more concepts than fit counts the first of them */
  if (concept == NULL || leren_concept_get_index (concept) >= G_MAXUINT8)
    return 0;
  return leren_concept_get_index (concept) + 1;
}

void
_leren_map_codes (const LerenField *field, LerenFramework *framework, LerenCodeMap map)
{
  memset (map, 0, sizeof (LerenCodeMap));
  for (guint i = 0; i < field->n_words && i < G_MAXUINT8; i++)
    map[i + 1] = place_of (framework, field->words[i]);
}

gboolean
_leren_map_named_words (const LerenRows *rows, const LerenField *field, LerenFramework *framework,
                        LerenCodeMap map)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", rows->declaration->name, field->name);
  gboolean found = FALSE;

  memset (map, 0, sizeof (LerenCodeMap));
  /* a framework of more concepts than fit counts the first of them */
  for (guint i = 0; i < MIN (leren_framework_get_n_concepts (framework), G_MAXUINT8); i++)
    {
      JsonObject *attributes = leren_concept_get_attributes (_leren_concept_at (framework, i));
      JsonNode *members =
        attributes != NULL ? json_object_get_member (attributes, "named_by") : NULL;
      JsonNode *words = members != NULL && JSON_NODE_HOLDS_OBJECT (members)
                          ? json_object_get_member (json_node_get_object (members), name)
                          : NULL;
      JsonArray *list =
        words != NULL && JSON_NODE_HOLDS_ARRAY (words) ? json_node_get_array (words) : NULL;

      for (guint j = 0; list != NULL && j < json_array_get_length (list); j++)
        {
          JsonNode *item = json_array_get_element (list, j);
          const char *word =
            json_node_get_value_type (item) == G_TYPE_STRING ? json_node_get_string (item) : "";
          const gint code = _leren_field_find_word (field, word, strlen (word));

          if (code < 0)
            continue;
          map[code + 1] = i + 1;
          found = TRUE;
        }
    }
  return found;
}

guint8 *
_leren_map_words (const LerenVector *vector, LerenFramework *framework)
{
  guint n_words = vector->dictionary != NULL ? vector->dictionary->len : 0;
  guint8 *map = g_new0 (guint8, n_words + 1);

  for (guint i = 0; i < n_words; i++)
    map[i + 1] = place_of (framework, g_ptr_array_index (vector->dictionary, i));
  return map;
}

guint32
_leren_find_word (const LerenVector *vector, const char *word)
{
  for (guint i = 0; vector->dictionary != NULL && i < vector->dictionary->len; i++)
    if (g_str_equal (g_ptr_array_index (vector->dictionary, i), word))
      return i + 1;
  return 0;
}

guint8 *
_leren_read_members (const LerenRows *rows, const char *member, LerenFramework *framework)
{
  guint8 *places = g_new0 (guint8, MAX (rows->n_rows, 1));
  const LerenVector *vector;
  LerenCodeMap map;

  if (member == NULL || rows->n_rows == 0)
    return places;
  vector = _leren_rows_get_vector (rows, member);
  if (!_leren_map_named_words (rows, vector->field, framework, map))
    _leren_map_codes (vector->field, framework, map);
  for (guint32 row = 0; row < rows->n_rows; row++)
    places[row] = map[vector->codes[row]];
  return places;
}

guint8 *
_leren_read_concepts (LerenSnapshot *snapshot, const LerenRows *rows, const char *member,
                      LerenFramework *framework)
{
  guint8 *places = _leren_read_members (rows, member, framework);
  g_autofree guint8 *voices = _leren_weigh_codings (snapshot, rows, framework, places);

  return places;
}

gint
_leren_ladder_find_stuck (const guint32 *counts, guint n_concepts, gint latest, guint32 min_total,
                          double min_share)
{
  guint64 total = 0;
  guint most = 0;

  for (guint i = 0; i < n_concepts; i++)
    {
      total += counts[i];
      if (counts[i] > counts[most])
        most = i;
    }
  if (total == 0 || total < min_total || counts[most] < min_share * total || latest > (gint) most)
    return -1;
  return most;
}
