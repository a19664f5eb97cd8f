/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "theory/leren-wording-private.h"

#include <string.h>

typedef struct {
  const char *language;
  const char *text;
  const char **list;
} Version;

struct _LerenWording {
  guint n_versions;
  Version versions[];
};

static const char **
list_texts (JsonArray *array)
{
  guint n_texts = json_array_get_length (array);
  const char **list = g_new0 (const char *, n_texts + 1);

  for (guint i = 0; i < n_texts; i++)
    list[i] = json_array_get_string_element (array, i);
  return list;
}

LerenWording *
_leren_wording_new (JsonObject *languages)
{
  LerenWording *self;
  JsonObjectIter iter;
  const char *language;
  JsonNode *node;

  if (languages == NULL)
    return NULL;

  self = g_malloc0 (sizeof *self + json_object_get_size (languages) * sizeof (Version));
  json_object_iter_init_ordered (&iter, languages);
  while (json_object_iter_next_ordered (&iter, &language, &node))
    {
      Version *version = &self->versions[self->n_versions];

      if (JSON_NODE_HOLDS_VALUE (node))
        version->text = json_node_get_string (node);
      else if (json_array_get_length (json_node_get_array (node)) > 0)
        version->list = list_texts (json_node_get_array (node));
      else
        continue;
      version->language = language;
      self->n_versions++;
    }
  return self;
}

void
_leren_wording_free (LerenWording *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_versions; i++)
    g_free (self->versions[i].list);
  g_free (self);
}

/* Tags say the same in any case, with `-` or `_`. */
static gboolean
same_tag (const char *language, const char *tag, gsize length)
{
  if (strlen (language) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      char a = language[i] == '_' ? '-' : g_ascii_tolower (language[i]);
      char b = tag[i] == '_' ? '-' : g_ascii_tolower (tag[i]);

      if (a != b)
        return FALSE;
    }
  return TRUE;
}

/* `nl_NL.UTF-8` is looked for as nl_NL, then as nl. */
static const Version *
find_tag (const LerenWording *self, const char *tag)
{
  gsize length = strcspn (tag, ".@");

  while (length > 0)
    {
      for (guint i = 0; i < self->n_versions; i++)
        if (same_tag (self->versions[i].language, tag, length))
          return &self->versions[i];
      while (length > 0 && strchr ("-_", tag[length - 1]) == NULL)
        length--;
      if (length > 0)
        length--;
    }
  return NULL;
}

static const Version *
choose (const LerenWording *self, const char *language)
{
  const Version *version = NULL;

  if (self == NULL || self->n_versions == 0)
    return NULL;
  if (language != NULL)
    version = find_tag (self, language);
  else
    for (const char *const *name = g_get_language_names (); *name != NULL && version == NULL;
         name++)
      version = find_tag (self, *name);
  if (version == NULL)
    version = find_tag (self, "en");
  return version != NULL ? version : &self->versions[0];
}

const char *
_leren_wording_get_text (const LerenWording *self, const char *language)
{
  const Version *version = choose (self, language);

  return version != NULL ? version->text : NULL;
}

const char *const *
_leren_wording_get_list (const LerenWording *self, const char *language)
{
  static const char *const none[] = { NULL };
  const Version *version = choose (self, language);

  return version != NULL && version->list != NULL ? (const char *const *) version->list : none;
}
