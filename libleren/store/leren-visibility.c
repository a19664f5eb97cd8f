/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-visibility-private.h"

#include "store/leren-store-private.h"

#include <string.h>

const LerenBelonging _leren_belongings[] = {
  [LEREN_CIRCLE_PRESENCE] = { { "session", "case" }, { "session", "case", "subject", "target" } },
  [LEREN_CIRCLE_TEAMS] = { { "team", "participant", "practice" },
                           { "team", "case", "session", "subject", "target" } },
  [LEREN_CIRCLE_NETWORK] = { { "practice" },
                             { "practice", "case", "session", "team", "subject", "target" } },
};

gboolean
_leren_visibility_is_about (const char *member)
{
  return g_str_equal (member, "subject") || g_str_equal (member, "target");
}

gboolean
_leren_visibility_depends_on (const LerenField *field)
{
  return field->kind == LEREN_FIELD_KIND_REFERENCE || field->index == LEREN_RECORD_ID ||
         field->index == LEREN_RECORD_VISIBILITY;
}

/* A session and a case lead to a team and a practice; to those present they lead by themselves. */
gboolean
_leren_visibility_is_direct (LerenCircle circle, const char *member)
{
  switch (circle)
    {
    case LEREN_CIRCLE_PRESENCE:
      return !_leren_visibility_is_about (member);
    case LEREN_CIRCLE_TEAMS:
      return g_str_equal (member, "team");
    default:
      return g_str_equal (member, "practice");
    }
}

typedef struct {
  const LerenSightRule *rule;
  LerenCircle circle;
  guint n_aliases;
} Writing;

static void append_place (Writing *self, GString *sql, const LerenDeclaration *declaration,
                          const char *alias, guint steps);

static gboolean
is_among (const char *const *names, const char *name)
{
  for (; *names != NULL; names++)
    if (g_str_equal (*names, name))
      return TRUE;
  return FALSE;
}

static const LerenField *
find_reference (const LerenDeclaration *declaration, const char *member)
{
  const LerenField *field = _leren_declaration_find (declaration, member, strlen (member));

  return field != NULL && field->kind == LEREN_FIELD_KIND_REFERENCE ? field : NULL;
}

static void
append_column (GString *sql, const char *alias, const char *member)
{
  g_string_append_printf (sql, "%s.", alias);
  _leren_append_identifier (sql, member);
}

/* where the record of one type belongs whose id is in a column */
static void
append_hop (Writing *self, GString *sql, const LerenDeclaration *to, const char *alias,
            const char *member, guint steps)
{
  g_autofree char *next = g_strdup_printf ("v%u", ++self->n_aliases);

  g_string_append (sql, ", (SELECT ");
  append_place (self, sql, to, next, steps);
  g_string_append_printf (sql, " FROM %s", self->rule->base);
  _leren_append_identifier (sql, to->name);
  g_string_append_printf (sql, " AS %s WHERE %s.\"id\" = ", next, next);
  append_column (sql, alias, member);
  g_string_append_c (sql, ')');
}

static gboolean
leads_anywhere (Writing *self, const LerenDeclaration *declaration, guint steps)
{
  const LerenBelonging *belonging = &_leren_belongings[self->circle];

  if (is_among (belonging->itself, declaration->name) ||
      g_str_equal (declaration->name, "participant"))
    return TRUE;
  for (const char *const *way = belonging->ways; *way != NULL; way++)
    if (find_reference (declaration, *way) != NULL &&
        (steps > 0 || !_leren_visibility_is_about (*way)))
      return TRUE;
  return FALSE;
}

static void
append_way (Writing *self, GString *sql, const LerenField *field, const char *alias, guint steps)
{
  const gboolean about = _leren_visibility_is_about (field->name);
  const char *named = about ? field->target : field->name;

  if (_leren_visibility_is_direct (self->circle, field->name))
    {
      g_string_append (sql, ", ");
      append_column (sql, alias, field->name);
      return;
    }
  if (about && steps == 0)
    return;
  for (guint i = 0; i < self->rule->declarations->len; i++)
    {
      const LerenDeclaration *to = g_ptr_array_index (self->rule->declarations, i);
      const guint left = about ? steps - 1 : 0;

      if ((named == NULL || g_str_equal (named, to->name)) && leads_anywhere (self, to, left))
        append_hop (self, sql, to, alias, field->name, left);
    }
}

static void
append_place (Writing *self, GString *sql, const LerenDeclaration *declaration, const char *alias,
              guint steps)
{
  const LerenBelonging *belonging = &_leren_belongings[self->circle];

  if (is_among (belonging->itself, declaration->name))
    {
      append_column (sql, alias, "id");
      return;
    }
  /* with one value alone there would be nothing to coalesce */
  g_string_append (sql, "coalesce(NULL");
  for (const char *const *way = belonging->ways; *way != NULL; way++)
    {
      const LerenField *field = find_reference (declaration, *way);

      if (field != NULL)
        append_way (self, sql, field, alias, steps);
    }
  /* who is in a practice by their teams is in the circle of it */
  if (self->circle == LEREN_CIRCLE_NETWORK && g_str_equal (declaration->name, "participant"))
    {
      g_string_append (sql, ", ");
      append_column (sql, alias, "id");
    }
  g_string_append (sql, ", NULL)");
}

char *
_leren_visibility_place (const LerenSightRule *self, const LerenDeclaration *declaration,
                         const char *alias, LerenCircle circle)
{
  Writing writing = { self, circle, 0 };
  GString *sql = g_string_new (NULL);

  append_place (&writing, sql, declaration, alias, LEREN_VISIBILITY_STEPS);
  return g_string_free (sql, FALSE);
}

/* @what of the teams that have the reader among their members */
static char *
of_teams (const LerenSightRule *self, const char *what)
{
  return g_strdup_printf (
    "SELECT m.\"%s\" FROM %s\"team\" AS m WHERE m.\"%s\" IS NOT NULL AND"
    " EXISTS (SELECT 1 FROM json_each(m.\"members\") AS e WHERE e.value = %s)",
    what, self->base, what, self->reader);
}

/* the members of the teams whose @what is in @those */
static char *
of_members (const LerenSightRule *self, const char *what, const char *those)
{
  return g_strdup_printf ("SELECT e.value FROM %s\"team\" AS o, json_each(o.\"members\") AS e"
                          " WHERE o.\"%s\" IN (%s)",
                          self->base, what, those);
}

char *
_leren_visibility_circle (const LerenSightRule *self, LerenCircle circle)
{
  g_autofree char *teams = of_teams (self, "id");
  g_autofree char *practices = of_teams (self, "practice");
  g_autofree char *colleagues = of_members (self, "id", teams);
  g_autofree char *network = of_members (self, "practice", practices);
  g_autofree char *was_there =
    g_strdup_printf ("(s.\"facilitator\" = %s OR EXISTS (SELECT 1 FROM json_each(s.\"present\") AS"
                     " e WHERE e.value = %s))",
                     self->reader, self->reader);

  switch (circle)
    {
    case LEREN_CIRCLE_PRESENCE:
      return g_strdup_printf ("SELECT s.\"id\" FROM %s\"session\" AS s WHERE %s UNION ALL"
                              " SELECT c.value FROM %s\"session\" AS s, json_each(s.\"cases\") AS c"
                              " WHERE %s",
                              self->base, was_there, self->base, was_there);
    case LEREN_CIRCLE_TEAMS:
      return g_strjoin (" UNION ALL ", teams, colleagues, practices, NULL);
    default:
      return g_strjoin (" UNION ALL ", practices, network, NULL);
    }
}

static void
append_level (const LerenSightRule *self, GString *sql, const LerenDeclaration *declaration,
              const char *alias, const char *level, LerenCircle circle)
{
  g_autofree char *place = _leren_visibility_place (self, declaration, alias, circle);
  g_autofree char *ids = _leren_visibility_circle (self, circle);

  g_string_append_printf (sql, " WHEN '%s' THEN %s IN (%s)", level, place, ids);
}

char *
_leren_visibility_condition (const LerenSightRule *self, const LerenDeclaration *declaration,
                             const char *alias)
{
  GString *sql = g_string_new ("(");

  /* who somebody is, they may always see */
  if (g_str_equal (declaration->name, "participant"))
    g_string_append_printf (sql, "%s.\"id\" = %s OR ", alias, self->reader);
  g_string_append_printf (sql, "CASE coalesce(%s.\"visibility\", 'team')", alias);
  append_level (self, sql, declaration, alias, "team", LEREN_CIRCLE_TEAMS);
  append_level (self, sql, declaration, alias, "session", LEREN_CIRCLE_PRESENCE);
  append_level (self, sql, declaration, alias, "network", LEREN_CIRCLE_NETWORK);
  g_string_append_printf (sql,
                          " WHEN 'private' THEN %s.\"author\" = %s WHEN 'public' THEN TRUE"
                          " ELSE FALSE END)",
                          alias, self->reader);
  return g_string_free (sql, FALSE);
}

/* Most records say nothing: that is asked first, as it is the least work for each row. */
char *
_leren_visibility_sight (const char *reader)
{
  return g_strdup_printf (
    "CASE WHEN \"visibility\" IS NULL THEN %d ELSE CASE \"visibility\" WHEN 'team' THEN %d"
    " WHEN 'session' THEN %d WHEN 'network' THEN %d WHEN 'public' THEN %d WHEN 'private' THEN"
    " CASE WHEN \"author\" = %s THEN %d ELSE %d END ELSE %d END END",
    LEREN_SIGHT_TEAM, LEREN_SIGHT_TEAM, LEREN_SIGHT_SESSION, LEREN_SIGHT_NETWORK, LEREN_SIGHT_OPEN,
    reader, LEREN_SIGHT_OPEN, LEREN_SIGHT_HIDDEN, LEREN_SIGHT_HIDDEN);
}

char *
_leren_visibility_unknown_condition (const LerenSightRule *self, const char *alias)
{
  return g_strdup_printf ("(%s.\"json\"%s ->> 'visibility') = 'public'", alias, self->as_json);
}
