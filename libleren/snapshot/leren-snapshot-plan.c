/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-snapshot-plan-private.h"

#include "store/leren-store-private.h"

#include <string.h>

const char *const _leren_ways_to_belong[LEREN_BELONGS_N][6] = {
  [LEREN_BELONGS_TO_PRACTICE] = { "case", "session", "team", "subject", "target", NULL },
  [LEREN_BELONGS_TO_TEAM] = { "session", "case", "subject", "target", NULL },
  [LEREN_BELONGS_TO_CASE] = { "subject", "target", NULL },
};

/* the members that say when the thing itself was, in the order in which they count */
static const char *const own_times[] = { "at", "started", "undertaken", "reviewed", "surfaced" };

static GPtrArray *all_needs;

void
_leren_snapshot_add_needs (const LerenNeed *needs)
{
  if (all_needs == NULL)
    all_needs = g_ptr_array_new ();
  g_ptr_array_add (all_needs, (gpointer) needs);
}

static const LerenNeed *
find_need (const LerenDeclaration *declaration, const LerenField *field)
{
  const LerenNeed *found = NULL;

  for (guint i = 0; all_needs != NULL && i < all_needs->len; i++)
    for (const LerenNeed *need = g_ptr_array_index (all_needs, i); need->type != NULL; need++)
      if (g_str_equal (need->type, declaration->name) && g_str_equal (need->member, field->name) &&
          (found == NULL || found->presence))
        found = need;
  return found;
}

/* the members by which a record belongs somewhere; a session has its cases in a list */
static gboolean
is_way_to_belong (const LerenField *field)
{
  if (field->kind == LEREN_FIELD_KIND_REFERENCES)
    return g_strcmp0 (field->target, "case") == 0;
  if (field->kind != LEREN_FIELD_KIND_REFERENCE)
    return FALSE;
  if (g_str_equal (field->name, "practice"))
    return TRUE;
  for (const char *const *way = _leren_ways_to_belong[LEREN_BELONGS_TO_PRACTICE]; *way; way++)
    if (g_str_equal (field->name, *way))
      return TRUE;
  return FALSE;
}

guint
_leren_snapshot_plan_find (GPtrArray *types, const char *name)
{
  for (guint i = 0; i < types->len; i++)
    if (g_str_equal (((const LerenDeclaration *) g_ptr_array_index (types, i))->name, name))
      return i;
  return types->len;
}

static LerenVectorKind
kind_for (const LerenField *field)
{
  const gboolean closed = field->words != NULL && field->n_words < G_MAXUINT8;

  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
      return LEREN_VECTOR_INTEGERS;
    case LEREN_FIELD_KIND_NUMBER:
      return LEREN_VECTOR_NUMBERS;
    case LEREN_FIELD_KIND_BOOLEAN:
      return LEREN_VECTOR_CODES;
    case LEREN_FIELD_KIND_TIME:
      return LEREN_VECTOR_TIMES;
    case LEREN_FIELD_KIND_DATE:
      return LEREN_VECTOR_DATES;
    case LEREN_FIELD_KIND_ENUM:
    case LEREN_FIELD_KIND_CONCEPT:
      return closed ? LEREN_VECTOR_CODES : LEREN_VECTOR_WORDS;
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_TEXT:
      return LEREN_VECTOR_WORDS;
    case LEREN_FIELD_KIND_REFERENCE:
      return field->target != NULL ? LEREN_VECTOR_REFERENCE : LEREN_VECTOR_REFERENCE_ANY;
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
      return closed ? LEREN_VECTOR_CODE_LIST : LEREN_VECTOR_NONE;
    case LEREN_FIELD_KIND_REFERENCES:
      return field->target != NULL ? LEREN_VECTOR_REFERENCE_LIST : LEREN_VECTOR_NONE;
    case LEREN_FIELD_KIND_TEXTS:
      return LEREN_VECTOR_WORD_LIST;
    case LEREN_FIELD_KIND_JSON:
      return g_strcmp0 (field->shape, "expertise") == 0 ? LEREN_VECTOR_EXPERTISE
                                                        : LEREN_VECTOR_PRESENCE;
    }
  g_assert_not_reached ();
}

/* by these a reader is let in */
static gboolean
is_for_sight (const LerenDeclaration *declaration, const LerenField *field)
{
  return g_str_equal (declaration->name, "team")
           ? g_str_equal (field->name, "members")
           : g_str_equal (declaration->name, "session") &&
               (g_str_equal (field->name, "present") || g_str_equal (field->name, "facilitator"));
}

static gboolean
is_for_everyone (const LerenField *field)
{
  return (field->kind == LEREN_FIELD_KIND_REFERENCE ||
          field->kind == LEREN_FIELD_KIND_REFERENCES) &&
         g_strcmp0 (field->target, "participant") == 0;
}

LerenVector *
_leren_snapshot_plan (const LerenDeclaration *declaration, GPtrArray *types, gboolean everyone)
{
  LerenVector *vectors = g_new0 (LerenVector, declaration->n_fields);

  for (guint i = 0; i < declaration->n_fields; i++)
    {
      const LerenField *field = declaration->fields[i];
      const LerenNeed *need = find_need (declaration, field);
      const gboolean own_concept =
        i >= LEREN_RECORD_N_FIELDS &&
        (field->kind == LEREN_FIELD_KIND_ENUM || field->kind == LEREN_FIELD_KIND_CONCEPT ||
         field->kind == LEREN_FIELD_KIND_CONCEPTS);

      vectors[i].field = field;
      if (need != NULL && need->presence)
        vectors[i].kind = LEREN_VECTOR_PRESENCE;
      else if (need != NULL || own_concept || is_way_to_belong (field) ||
               is_for_sight (declaration, field) || (everyone && is_for_everyone (field)))
        vectors[i].kind = kind_for (field);
      if (field->target != NULL)
        vectors[i].target = _leren_snapshot_plan_find (types, field->target);
      if (vectors[i].kind == LEREN_VECTOR_WORDS || vectors[i].kind == LEREN_VECTOR_WORD_LIST ||
          vectors[i].kind == LEREN_VECTOR_EXPERTISE)
        vectors[i].dictionary = g_ptr_array_new_with_free_func (g_free);
    }
  return vectors;
}

static gboolean
is_own_time (const LerenDeclaration *declaration, const LerenField *field)
{
  if (field->index < LEREN_RECORD_N_FIELDS ||
      (field->kind != LEREN_FIELD_KIND_TIME && field->kind != LEREN_FIELD_KIND_DATE))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (own_times); i++)
    if (g_str_equal (field->name, own_times[i]))
      return TRUE;
  return FALSE;
}

/* coalesce ("at", "created"): so a column that is there spares reading the other */
static void
append_moment (GString *sql, const LerenDeclaration *declaration)
{
  g_string_append (sql, ", coalesce (");
  for (guint t = 0; t < G_N_ELEMENTS (own_times); t++)
    for (guint i = 0; i < declaration->n_fields; i++)
      if (g_str_equal (declaration->fields[i]->name, own_times[t]) &&
          is_own_time (declaration, declaration->fields[i]))
        {
          _leren_append_identifier (sql, own_times[t]);
          g_string_append (sql, ", ");
        }
  g_string_append (sql, "\"created\", NULL)");
}

char *
_leren_snapshot_plan_sql (const LerenDeclaration *declaration, const LerenVector *vectors,
                          const char *table, const char *more)
{
  GString *sql = g_string_new ("SELECT _rowid_, \"id\"");

  append_moment (sql, declaration);
  for (guint i = 0; i < declaration->n_fields; i++)
    if (vectors[i].kind == LEREN_VECTOR_PRESENCE)
      {
        g_string_append (sql, ", ");
        _leren_append_identifier (sql, vectors[i].field->name);
        g_string_append (sql, " IS NOT NULL");
      }
    else if (vectors[i].kind != LEREN_VECTOR_NONE)
      {
        g_string_append (sql, ", ");
        _leren_append_identifier (sql, vectors[i].field->name);
      }
  if (more != NULL)
    g_string_append_printf (sql, ", %s", more);
  g_string_append_printf (sql, " FROM %s ORDER BY _rowid_", table);
  return g_string_free (sql, FALSE);
}
