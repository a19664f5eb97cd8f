/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-scope.h"

/**
 * LerenScope:
 *
 * Which records an analysis is about. What is not set does not narrow it; what is set narrows it
 * further with each.
 *
 * Since: 0.1
 */
struct _LerenScope {
  GObject parent_instance;

  char *practice;
  char *team;
  char *case_id;
  char *participant;
  GDateTime *since;
  GDateTime *until;
};

G_DEFINE_FINAL_TYPE (LerenScope, leren_scope, G_TYPE_OBJECT)

enum { PROP_PRACTICE = 1, PROP_TEAM, PROP_CASE, PROP_PARTICIPANT, PROP_SINCE, PROP_UNTIL, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
set_text (LerenScope *self, char **field, const char *value, guint property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;
  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_time (LerenScope *self, GDateTime **field, GDateTime *value, guint property)
{
  if (*field == value)
    return;
  g_clear_pointer (field, g_date_time_unref);
  *field = value != NULL ? g_date_time_ref (value) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
leren_scope_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LerenScope *self = LEREN_SCOPE (object);

  switch (id)
    {
    case PROP_PRACTICE:
      g_value_set_string (value, self->practice);
      break;
    case PROP_TEAM:
      g_value_set_string (value, self->team);
      break;
    case PROP_CASE:
      g_value_set_string (value, self->case_id);
      break;
    case PROP_PARTICIPANT:
      g_value_set_string (value, self->participant);
      break;
    case PROP_SINCE:
      g_value_set_boxed (value, self->since);
      break;
    case PROP_UNTIL:
      g_value_set_boxed (value, self->until);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leren_scope_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LerenScope *self = LEREN_SCOPE (object);

  switch (id)
    {
    case PROP_PRACTICE:
      leren_scope_set_practice (self, g_value_get_string (value));
      break;
    case PROP_TEAM:
      leren_scope_set_team (self, g_value_get_string (value));
      break;
    case PROP_CASE:
      leren_scope_set_case (self, g_value_get_string (value));
      break;
    case PROP_PARTICIPANT:
      leren_scope_set_participant (self, g_value_get_string (value));
      break;
    case PROP_SINCE:
      leren_scope_set_since (self, g_value_get_boxed (value));
      break;
    case PROP_UNTIL:
      leren_scope_set_until (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leren_scope_finalize (GObject *object)
{
  LerenScope *self = LEREN_SCOPE (object);

  g_free (self->practice);
  g_free (self->team);
  g_free (self->case_id);
  g_free (self->participant);
  g_clear_pointer (&self->since, g_date_time_unref);
  g_clear_pointer (&self->until, g_date_time_unref);

  G_OBJECT_CLASS (leren_scope_parent_class)->finalize (object);
}

static void
leren_scope_class_init (LerenScopeClass *class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = leren_scope_get_property;
  object_class->set_property = leren_scope_set_property;
  object_class->finalize = leren_scope_finalize;

  /**
   * LerenScope:practice:
   *
   * The practice that owns the records.
   *
   * Since: 0.1
   */
  properties[PROP_PRACTICE] = g_param_spec_string ("practice", NULL, NULL, NULL, flags);

  /**
   * LerenScope:team:
   *
   * The team that the records belong to.
   *
   * Since: 0.1
   */
  properties[PROP_TEAM] = g_param_spec_string ("team", NULL, NULL, NULL, flags);

  /**
   * LerenScope:case:
   *
   * The case that the records belong to.
   *
   * Since: 0.1
   */
  properties[PROP_CASE] = g_param_spec_string ("case", NULL, NULL, NULL, flags);

  /**
   * LerenScope:participant:
   *
   * Somebody who takes part in what the records tell.
   *
   * Since: 0.1
   */
  properties[PROP_PARTICIPANT] = g_param_spec_string ("participant", NULL, NULL, NULL, flags);

  /**
   * LerenScope:since:
   *
   * The moment from which on records count, or %NULL.
   *
   * Since: 0.1
   */
  properties[PROP_SINCE] = g_param_spec_boxed ("since", NULL, NULL, G_TYPE_DATE_TIME, flags);

  /**
   * LerenScope:until:
   *
   * The moment before which records count, or %NULL. It does not count itself.
   *
   * Since: 0.1
   */
  properties[PROP_UNTIL] = g_param_spec_boxed ("until", NULL, NULL, G_TYPE_DATE_TIME, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
leren_scope_init (LerenScope *self)
{
}

/**
 * leren_scope_new:
 *
 * Makes a scope that takes in everything.
 *
 * Returns: (transfer full): the scope
 *
 * Since: 0.1
 */
LerenScope *
leren_scope_new (void)
{
  return g_object_new (LEREN_TYPE_SCOPE, NULL);
}

/**
 * leren_scope_get_practice:
 * @self: a scope
 *
 * The practice that owns the records.
 *
 * Returns: (nullable): the id of a practice, or %NULL where it does not narrow the scope
 *
 * Since: 0.1
 */
const char *
leren_scope_get_practice (LerenScope *self)
{
  g_return_val_if_fail (LEREN_IS_SCOPE (self), NULL);
  return self->practice;
}

/**
 * leren_scope_set_practice:
 * @self: a scope
 * @practice: (nullable): the id of a practice, or %NULL for all
 *
 * Keeps only the records that this practice owns: by their own `practice`, and where that is absent
 * the one reached through their case, session, team, subject or target.
 *
 * Since: 0.1
 */
void
leren_scope_set_practice (LerenScope *self, const char *practice)
{
  g_return_if_fail (LEREN_IS_SCOPE (self));
  set_text (self, &self->practice, practice, PROP_PRACTICE);
}

/**
 * leren_scope_get_team:
 * @self: a scope
 *
 * The team that the records belong to.
 *
 * Returns: (nullable): the id of a team, or %NULL where it does not narrow the scope
 *
 * Since: 0.1
 */
const char *
leren_scope_get_team (LerenScope *self)
{
  g_return_val_if_fail (LEREN_IS_SCOPE (self), NULL);
  return self->team;
}

/**
 * leren_scope_set_team:
 * @self: a scope
 * @team: (nullable): the id of a team, or %NULL for all
 *
 * Keeps only the records of this team: the team itself, and what names it, or names a session, a case,
 * a subject or a target of it.
 *
 * Since: 0.1
 */
void
leren_scope_set_team (LerenScope *self, const char *team)
{
  g_return_if_fail (LEREN_IS_SCOPE (self));
  set_text (self, &self->team, team, PROP_TEAM);
}

/**
 * leren_scope_get_case:
 * @self: a scope
 *
 * The case that the records belong to.
 *
 * Returns: (nullable): the id of a case, or %NULL where it does not narrow the scope
 *
 * Since: 0.1
 */
const char *
leren_scope_get_case (LerenScope *self)
{
  g_return_val_if_fail (LEREN_IS_SCOPE (self), NULL);
  return self->case_id;
}

/**
 * leren_scope_set_case:
 * @self: a scope
 * @case_id: (nullable): the id of a case, or %NULL for all
 *
 * Keeps only the records of this case: the case itself, the sessions that took it up, and what names
 * it, or has a subject or a target that does.
 *
 * Since: 0.1
 */
void
leren_scope_set_case (LerenScope *self, const char *case_id)
{
  g_return_if_fail (LEREN_IS_SCOPE (self));
  set_text (self, &self->case_id, case_id, PROP_CASE);
}

/**
 * leren_scope_get_participant:
 * @self: a scope
 *
 * Somebody who takes part in what the records tell.
 *
 * Returns: (nullable): the id of a participant, or %NULL where it does not narrow the scope
 *
 * Since: 0.1
 */
const char *
leren_scope_get_participant (LerenScope *self)
{
  g_return_val_if_fail (LEREN_IS_SCOPE (self), NULL);
  return self->participant;
}

/**
 * leren_scope_set_participant:
 * @self: a scope
 * @participant: (nullable): the id of a participant, or %NULL for all
 *
 * Keeps only the records in which somebody has a part: as author, owner, speaker, coder, contributor,
 * facilitator, or among those present, and the participant’s own record.
 *
 * Since: 0.1
 */
void
leren_scope_set_participant (LerenScope *self, const char *participant)
{
  g_return_if_fail (LEREN_IS_SCOPE (self));
  set_text (self, &self->participant, participant, PROP_PARTICIPANT);
}

/**
 * leren_scope_get_since:
 * @self: a scope
 *
 * From which moment on records count.
 *
 * Returns: (nullable) (transfer none): the moment, or %NULL
 *
 * Since: 0.1
 */
GDateTime *
leren_scope_get_since (LerenScope *self)
{
  g_return_val_if_fail (LEREN_IS_SCOPE (self), NULL);
  return self->since;
}

/**
 * leren_scope_set_since:
 * @self: a scope
 * @since: (nullable): a moment, or %NULL
 *
 * Keeps only the records at or after it. A record’s moment is its own time (`at`, `started`, `undertaken`,
 * `reviewed`, `surfaced`), else when it was made (`created`); a record that has neither stays in.
 * A day counts from midnight UTC.
 *
 * Since: 0.1
 */
void
leren_scope_set_since (LerenScope *self, GDateTime *since)
{
  g_return_if_fail (LEREN_IS_SCOPE (self));
  set_time (self, &self->since, since, PROP_SINCE);
}

/**
 * leren_scope_get_until:
 * @self: a scope
 *
 * Before which moment records count.
 *
 * Returns: (nullable) (transfer none): the moment, or %NULL
 *
 * Since: 0.1
 */
GDateTime *
leren_scope_get_until (LerenScope *self)
{
  g_return_val_if_fail (LEREN_IS_SCOPE (self), NULL);
  return self->until;
}

/**
 * leren_scope_set_until:
 * @self: a scope
 * @until: (nullable): a moment, or %NULL
 *
 * Keeps only the records before it. A record’s moment is its own time (`at`, `started`, `undertaken`,
 * `reviewed`, `surfaced`), else when it was made (`created`); a record that has neither stays in.
 * A day counts from midnight UTC.
 *
 * Since: 0.1
 */
void
leren_scope_set_until (LerenScope *self, GDateTime *until)
{
  g_return_if_fail (LEREN_IS_SCOPE (self));
  set_time (self, &self->until, until, PROP_UNTIL);
}
