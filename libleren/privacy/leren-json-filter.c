/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-text-filter-private.h"

#include "core/leren-json-writer-private.h"

#include <string.h>

/* JSON of a user's own: attributes, unknown members, records of unknown types, frameworks. */

/* what a member of such a name holds, whatever it is */
static const struct {
  const char *name;
  int replaced; /* of LEREN_REPLACED_PATTERN, or a kind of name */
} telling[] = {
  { "naam", LEREN_NAME_KIND_PERSON },
  { "name", LEREN_NAME_KIND_PERSON },
  { "voornaam", LEREN_NAME_KIND_PERSON },
  { "achternaam", LEREN_NAME_KIND_PERSON },
  { "first_name", LEREN_NAME_KIND_PERSON },
  { "last_name", LEREN_NAME_KIND_PERSON },
  { "surname", LEREN_NAME_KIND_PERSON },
  { "roepnaam", LEREN_NAME_KIND_PERSON },
  { "initialen", LEREN_NAME_KIND_PERSON },
  { "initials", LEREN_NAME_KIND_PERSON },
  { "woonplaats", LEREN_NAME_KIND_PLACE },
  { "city", LEREN_NAME_KIND_PLACE },
  { "adres", LEREN_REPLACED_PATTERN + LEREN_PATTERN_ADDRESS },
  { "address", LEREN_REPLACED_PATTERN + LEREN_PATTERN_ADDRESS },
  { "straat", LEREN_REPLACED_PATTERN + LEREN_PATTERN_ADDRESS },
  { "street", LEREN_REPLACED_PATTERN + LEREN_PATTERN_ADDRESS },
  { "email", LEREN_REPLACED_PATTERN + LEREN_PATTERN_EMAIL },
  { "e_mail", LEREN_REPLACED_PATTERN + LEREN_PATTERN_EMAIL },
  { "telefoon", LEREN_REPLACED_PATTERN + LEREN_PATTERN_TELEPHONE },
  { "phone", LEREN_REPLACED_PATTERN + LEREN_PATTERN_TELEPHONE },
  { "telephone", LEREN_REPLACED_PATTERN + LEREN_PATTERN_TELEPHONE },
  { "mobiel", LEREN_REPLACED_PATTERN + LEREN_PATTERN_TELEPHONE },
  { "bsn", LEREN_REPLACED_PATTERN + LEREN_PATTERN_BSN },
  { "iban", LEREN_REPLACED_PATTERN + LEREN_PATTERN_IBAN },
  { "postcode", LEREN_REPLACED_PATTERN + LEREN_PATTERN_POSTCODE },
};

static int
find_telling (const LerenJsonToken *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    if (strlen (telling[i].name) == name->length &&
        g_ascii_strncasecmp (telling[i].name, name->text, name->length) == 0)
      return telling[i].replaced;
  return -1;
}

gboolean
_leren_json_filter_is_telling (const char *member, gsize length)
{
  LerenJsonToken name = { .text = member, .length = length };

  return find_telling (&name) >= 0;
}

gboolean
_leren_json_filter_is_name (const char *member, gsize length)
{
  LerenJsonToken name = { .text = member, .length = length };

  return find_telling (&name) == LEREN_NAME_KIND_PERSON;
}

/* ids, and words that programs go by */
static gboolean
is_for_programs (const LerenJsonToken *name)
{
  static const char *const names[] = { "id", "kind", "format", "from", "to", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    if (strlen (names[i]) == name->length && memcmp (names[i], name->text, name->length) == 0)
      return TRUE;
  return FALSE;
}

static void
append_filtered (LerenTextFilter *self, const LerenTextPlace *place, LerenJsonFilter how,
                 const LerenJsonToken *token, GString *out)
{
  g_autofree char *text = NULL;

  /* a text that holds U+0000 ends there to the rest of the library; nothing behind it is kept */
  if (how == LEREN_JSON_FILTER_IDS ||
      (self->shifts != NULL && _leren_shifts_has (self->shifts, token->text, token->length)))
    text = _leren_pseudonym_key_id (self->key, token->text, token->length);
  else
    text = _leren_text_filter_run (self, place, token->text, token->length, NULL);
  _leren_json_append_string (out, text, -1);
}

/* A number can be a citizen service number, too. */
static void
append_number (LerenTextFilter *self, const LerenJsonToken *token, GString *out)
{
  if (!self->erasing && _leren_patterns_is_bsn (token->text, token->length))
    {
      self->counts[LEREN_REPLACED_PATTERN + LEREN_PATTERN_BSN]++;
      _leren_json_append_string (out, self->patterns[LEREN_PATTERN_BSN], -1);
    }
  else
    g_string_append_len (out, token->text, token->length);
}

static void
append_name (LerenTextFilter *self, const LerenTextPlace *place, const LerenJsonToken *name,
             gboolean kept, GHashTable *used, GString *out)
{
  g_autofree char *text = kept
                            ? g_strndup (name->text, name->length)
                            : _leren_text_filter_run (self, place, name->text, name->length, NULL);

  /* two people who are called the same now must not become one member */
  while (!g_hash_table_add (used, g_strdup (text)))
    {
      char *other = g_strconcat (text, "+", NULL);

      g_free (text);
      text = other;
    }
  _leren_json_append_string (out, text, -1);
  g_string_append_c (out, ':');
}

static void
append_object (LerenTextFilter *self, const LerenTextPlace *place, LerenJsonFilter how,
               const char *text, const LerenJsonToken *tokens, guint32 at, GString *out)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean names_kept = how != LEREN_JSON_FILTER_TEXTS;

  g_string_append_c (out, '{');
  for (guint32 i = at + 1; i < tokens[at].end; i = tokens[i + 1].end)
    {
      const LerenJsonToken *name = &tokens[i], *value = &tokens[i + 1];
      int replaced = self->erasing ? -1 : find_telling (name);

      if (i > at + 1)
        g_string_append_c (out, ',');
      append_name (self, place, name, names_kept || replaced >= 0, used, out);
      if (how == LEREN_JSON_FILTER_FRAMEWORK && is_for_programs (name))
        g_string_append_len (out, text + value->offset, _leren_json_token_raw_length (value, text));
      else if (replaced >= 0 && how != LEREN_JSON_FILTER_FRAMEWORK &&
               (value->kind == LEREN_JSON_STRING || value->kind == LEREN_JSON_NUMBER))
        {
          self->counts[replaced]++;
          _leren_json_append_string (out,
                                     replaced >= LEREN_REPLACED_PATTERN
                                       ? self->patterns[replaced - LEREN_REPLACED_PATTERN]
                                       : self->labels[replaced],
                                     -1);
        }
      else
        _leren_json_filter (self, place,
                            how == LEREN_JSON_FILTER_MEMBERS ? LEREN_JSON_FILTER_TEXTS : how, text,
                            tokens, i + 1, out);
    }
  g_string_append_c (out, '}');
}

void
_leren_json_filter (LerenTextFilter *self, const LerenTextPlace *place, LerenJsonFilter how,
                    const char *text, const LerenJsonToken *tokens, guint32 at, GString *out)
{
  const LerenJsonToken *token = &tokens[at];

  switch (token->kind)
    {
    case LEREN_JSON_STRING:
      append_filtered (self, place, how, token, out);
      break;
    case LEREN_JSON_NUMBER:
      append_number (self, token, out);
      break;
    case LEREN_JSON_ARRAY:
      g_string_append_c (out, '[');
      for (guint32 i = at + 1; i < token->end; i = tokens[i].end)
        {
          if (i > at + 1)
            g_string_append_c (out, ',');
          _leren_json_filter (self, place, how, text, tokens, i, out);
        }
      g_string_append_c (out, ']');
      break;
    case LEREN_JSON_OBJECT:
      append_object (self, place, how, text, tokens, at, out);
      break;
    case LEREN_JSON_NULL:
    case LEREN_JSON_FALSE:
    case LEREN_JSON_TRUE:
    default:
      g_string_append_len (out, token->text, token->length);
      break;
    }
}

void
_leren_json_filter_text (LerenTextFilter *self, const LerenTextPlace *place, LerenJsonFilter how,
                         const char *json, gsize length, GString *out)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  guint32 n;
  const LerenJsonToken *tokens = _leren_json_reader_parse (reader, json, length, 1, &n, NULL);

  if (tokens != NULL)
    _leren_json_filter (self, place, how, json, tokens, 0, out);
  else
    {
      g_autofree char *text = _leren_text_filter_run (self, place, json, length, NULL);
      _leren_json_append_string (out, text, -1);
    }
}
