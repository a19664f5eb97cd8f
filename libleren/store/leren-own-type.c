/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-schema-private.h"

/* An own type's fields as text, so that a program without its class can read and export it:
 * "street:text n:integer". */
char *
_leren_own_type_describe (const LerenDeclaration *declaration)
{
  GString *text = g_string_new (NULL);

  for (guint i = LEREN_RECORD_N_FIELDS; i < declaration->n_fields; i++)
    g_string_append_printf (text, "%s%s:%d", text->len > 0 ? " " : "", declaration->fields[i]->name,
                            declaration->fields[i]->kind);
  return g_string_free (text, FALSE);
}

/* The kinds an own type's properties can have; the words of a closed list are not known without the
 * class, so that is text. */
static gboolean
parse_kind (const char *text, LerenFieldKind *kind)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, LEREN_FIELD_KIND_JSON, &value, NULL))
    return FALSE;
  *kind = value == LEREN_FIELD_KIND_ENUM ? LEREN_FIELD_KIND_TEXT : (LerenFieldKind) value;
  return *kind <= LEREN_FIELD_KIND_DATE || *kind == LEREN_FIELD_KIND_TEXTS;
}

static gboolean
name_is_free (const LerenField *fields, guint n_fields, const char *name)
{
  if (!g_param_spec_is_valid_name (name) || strchr (name, '-') != NULL ||
      g_str_equal (name, "type"))
    return FALSE;
  for (guint i = 0; i < LEREN_RECORD_N_FIELDS; i++)
    if (g_str_equal (_leren_record_fields[i].name, name))
      return FALSE;
  for (guint i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].name, name))
      return FALSE;
  return TRUE;
}

/* NULL where it is not what _leren_own_type_describe() writes */
static LerenField *
parse_fields (const char *text, guint *n_fields)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  guint n = *text == '\0' ? 0 : g_strv_length (parts);
  g_autofree LerenField *fields = g_new0 (LerenField, n + 1);

  if (n > LEREN_MAX_FIELDS - LEREN_RECORD_N_FIELDS)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      char *colon = strrchr (parts[i], ':');

      if (colon == NULL || !parse_kind (colon + 1, &fields[i].kind))
        return NULL;
      *colon = '\0';
      if (!name_is_free (fields, i, parts[i]))
        return NULL;
      fields[i].name = g_intern_string (parts[i]);
      fields[i].minimum = fields[i].maximum = __builtin_nan ("");
    }
  *n_fields = n;
  return g_steal_pointer (&fields);
}

/* Declarations live as long as the program, so each is made once, however often stores that have
 * it are opened. */
const LerenDeclaration *
_leren_own_type_declare (const char *name, const char *described)
{
  static GMutex lock;
  static GHashTable *made;
  g_autofree char *key = g_strconcat (name, "\n", described, NULL);
  LerenDeclaration *declaration;

  g_mutex_lock (&lock);
  if (made == NULL)
    made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  declaration = g_hash_table_lookup (made, key);
  if (declaration == NULL)
    {
      guint n_fields;
      LerenField *fields = parse_fields (described, &n_fields);

      if (fields != NULL)
        {
          declaration = _leren_declaration_new_for_store (name, fields, n_fields);
          if (n_fields == 0)
            g_free (fields);
          g_hash_table_insert (made, g_steal_pointer (&key), declaration);
        }
    }
  g_mutex_unlock (&lock);
  return declaration;
}

gboolean
_leren_own_type_is (const LerenDeclaration *declaration, const char *described)
{
  g_autofree char *text = _leren_own_type_describe (declaration);
  return g_str_equal (text, described);
}
