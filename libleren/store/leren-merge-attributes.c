/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-writer-private.h"
#include "store/leren-members-private.h"
#include "store/leren-merge-private.h"

#include <string.h>

/* Attributes are a user's own, and each of them is somebody's word: for a merge each is a member by
 * itself. No name of a member contains a byte that is no text, so these never meet. */

#define ATTRIBUTES "attributes"
#define MARK "\xff"

/* The key as it is written, in quotes: it can be any text */
static const char *
find_key (const char *name)
{
  return g_str_has_prefix (name, ATTRIBUTES MARK) ? name + strlen (ATTRIBUTES MARK) : NULL;
}

char *
_leren_merge_show_member (const char *name)
{
  const char *key = name != NULL ? find_key (name) : NULL;

  return key != NULL ? g_strdup_printf (ATTRIBUTES ".%.*s", (int) strlen (key) - 2, key + 1)
                     : g_strdup (name);
}

static char *
dup_raw (const char *json, const LerenJsonToken *token)
{
  return g_strndup (json + token->offset, _leren_json_token_raw_length (token, json));
}

/* Where it is an object with keys, it is taken apart. */
static gboolean
take_apart (GPtrArray *members, const char *json)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  guint32 n;
  const LerenJsonToken *tokens =
    _leren_json_reader_parse (reader, json, strlen (json), 1, &n, NULL);

  if (tokens == NULL || tokens[0].kind != LEREN_JSON_OBJECT || n == 1)
    return FALSE;
  for (guint32 i = 1; i < n; i = tokens[i + 1].end)
    {
      g_autofree char *key = dup_raw (json, &tokens[i]);
      g_autofree char *name = g_strconcat (ATTRIBUTES MARK, key, NULL);
      g_autofree char *value = dup_raw (json, &tokens[i + 1]);

      _leren_members_set (members, name, value);
    }
  return TRUE;
}

GPtrArray *
_leren_merge_read (const char *json, GError **error)
{
  g_autoptr (GPtrArray) members = _leren_members_read (json, -1, error);
  g_autofree char *attributes =
    members != NULL ? g_strdup (_leren_members_get (members, ATTRIBUTES)) : NULL;

  if (attributes != NULL && take_apart (members, attributes))
    _leren_members_set (members, ATTRIBUTES, NULL);
  return g_steal_pointer (&members);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const LerenMember *const *) a)->name, (*(const LerenMember *const *) b)->name);
}

/* All of them, where the first is met */
static void
put_together (const GPtrArray *members, GString *out)
{
  _leren_json_append_name (out, ATTRIBUTES);
  g_string_append_c (out, '{');
  for (guint i = 0; i < members->len; i++)
    {
      const LerenMember *member = g_ptr_array_index (members, i);
      const char *key = find_key (member->name);

      if (key == NULL)
        continue;
      g_string_append_printf (out, "%s%s:%s", out->str[out->len - 1] == '{' ? "" : ",", key,
                              member->value);
    }
  g_string_append_c (out, '}');
}

static gboolean
has_keys (const GPtrArray *members)
{
  for (guint i = 0; i < members->len; i++)
    if (find_key (((const LerenMember *) g_ptr_array_index (members, i))->name) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
_leren_merge_is_mixed (const GPtrArray *members)
{
  const char *whole = _leren_members_get (members, ATTRIBUTES);

  return whole != NULL && !g_str_equal (whole, "{}") && has_keys (members);
}

char *
_leren_merge_write (GPtrArray *members, gboolean in_order)
{
  GString *out = g_string_new ("{");
  const gboolean apart = has_keys (members);
  gboolean together = FALSE;

  if (!in_order)
    g_ptr_array_sort (members, compare_names);
  for (guint i = 0; i < members->len; i++)
    {
      const LerenMember *member = g_ptr_array_index (members, i);
      const gboolean is_key = find_key (member->name) != NULL;

      if (is_key && !together)
        put_together (members, out);
      together |= is_key;
      /* {} on one side, and keys that the other one kept */
      if (is_key || (apart && g_str_equal (member->name, ATTRIBUTES)))
        continue;
      _leren_json_append_name (out, member->name);
      g_string_append (out, member->value);
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}
