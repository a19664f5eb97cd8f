/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-members-private.h"

#include "core/leren-json-reader-private.h"

#include <string.h>

static void
member_free (LerenMember *self)
{
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static LerenMember *
find (const GPtrArray *self, const char *name)
{
  for (guint i = 0; i < self->len; i++)
    {
      LerenMember *member = g_ptr_array_index (self, i);

      if (g_str_equal (member->name, name))
        return member;
    }
  return NULL;
}

static void
add (GPtrArray *self, char *name, char *value)
{
  LerenMember *member = g_new (LerenMember, 1);

  member->name = name;
  member->value = value;
  g_ptr_array_add (self, member);
}

GPtrArray *
_leren_members_read (const char *json, gssize length, GError **error)
{
  g_autoptr (GPtrArray) self = g_ptr_array_new_with_free_func ((GDestroyNotify) member_free);
  g_autoptr (LerenJsonReader) reader = NULL;
  const LerenJsonToken *tokens;
  guint32 n_tokens;

  if (json == NULL)
    return g_steal_pointer (&self);
  reader = _leren_json_reader_new ();
  tokens = _leren_json_reader_parse (reader, json, length < 0 ? strlen (json) : (gsize) length, 1,
                                     &n_tokens, error);
  if (tokens == NULL)
    return NULL;
  for (guint32 i = 1; tokens[0].kind == LEREN_JSON_OBJECT && i < n_tokens; i = tokens[i + 1].end)
    {
      const LerenJsonToken *value = &tokens[i + 1];

      add (self, g_strndup (tokens[i].text, tokens[i].length),
           g_strndup (json + value->offset, _leren_json_token_raw_length (value, json)));
    }
  return g_steal_pointer (&self);
}

const char *
_leren_members_get (const GPtrArray *self, const char *name)
{
  const LerenMember *member = find (self, name);

  return member != NULL ? member->value : NULL;
}

void
_leren_members_set (GPtrArray *self, const char *name, const char *value)
{
  LerenMember *member = find (self, name);

  if (value == NULL)
    {
      if (member != NULL)
        g_ptr_array_remove (self, member);
    }
  else if (member == NULL)
    add (self, g_strdup (name), g_strdup (value));
  else
    {
      g_free (member->value);
      member->value = g_strdup (value);
    }
}

GPtrArray *
_leren_members_compare (const GPtrArray *one, const GPtrArray *other)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < one->len; i++)
    {
      const LerenMember *member = g_ptr_array_index (one, i);

      if (g_strcmp0 (member->value, _leren_members_get (other, member->name)) != 0)
        g_ptr_array_add (names, member->name);
    }
  for (guint i = 0; i < other->len; i++)
    {
      const LerenMember *member = g_ptr_array_index (other, i);

      if (find (one, member->name) == NULL)
        g_ptr_array_add (names, member->name);
    }
  return names;
}
