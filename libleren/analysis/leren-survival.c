/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-survival-private.h"

#include "analysis/leren-grouping-private.h"
#include "analysis/leren-kaplan-meier-private.h"
#include "analysis/leren-profile-private.h"
#include "analysis/leren-division-private.h"
#include "analysis/leren-writing-private.h"
#include "snapshot/leren-table-private.h"

#include <math.h>

/**
 * LerenSurvival:
 *
 * How long promises wait until the group looks back on them: the share that had not been looked
 * back on after so many days, by the product-limit estimator (Kaplan & Meier, 1958). It lets those
 * count that are still open, for as long as they have been waiting; leaving them out would make a
 * group that forgets its promises look quick.
 *
 * **Time zero** is the day, in UTC, of the session that agreed on the action. Where no session with
 * a day did, or it was called off, it is the day on which the record was made (`created`), unless
 * the action was tried before that day: then it was written down afterwards.
 *
 * **The event** is that the group looked back on it: the day `reviewed`, else the day of its
 * `review_session`. Whatever it concluded.
 *
 * **Censored** is an action that is open on the last day of the period: the day before the `until` of
 * the scope, or the day of the snapshot. A dropped one is censored on the day of its `modified`, the
 * last that is known of it, because no record says on which day it was dropped. So the figures
 * answer how long promises wait that a group keeps; a group that drops on purpose what it would
 * not have looked back on looks better than it is, and leren_survival_get_n_dropped() says how many
 * that are.
 *
 * **Left out**, and counted by leren_survival_get_n_undated(), are actions of which one of these days
 * is not known, or comes before time zero.
 *
 * A scope with a period takes in the actions that were agreed on in it, whenever they were tried.
 *
 * The band is pointwise, at 95 %: S^exp(±1.96 σ), with σ Greenwood's (1926) standard error of S
 * divided by S |ln S|. On this scale, of ln(−ln S), the band stays between 0 and 1 and holds its level
 * where a group has few promises, as most have, which S ± 1.96 standard errors does not (Kalbfleisch
 * & Prentice, 1980; Borgan & Liestøl, 1990). It does not exist where S is 1 or 0.
 *
 * Since: 0.1
 */
struct _LerenSurvival {
  GObject parent_instance;

  GPtrArray *groups; /* Group */
};

G_DEFINE_FINAL_TYPE (LerenSurvival, leren_survival, G_TYPE_OBJECT)

typedef struct {
  char *id;
  GArray *points; /* LerenSurvivalPoint */
  guint32 n_actions, n_reviewed, n_dropped, n_from_created, n_undated;
  double median, low, high;
} Group;

/* What became of one action, as far as it is known */
typedef enum { OUTSIDE, UNDATED, OPEN, REVIEWED, DROPPED } Fate;

typedef struct {
  Fate fate;
  LerenSpell spell;
  gint32 begin; /* time zero, or LEREN_ABSENT_DATE */
  gint32 group;
  guint8 from_created;
} Promise;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->id);
  g_array_unref (group->points);
  g_free (group);
}

static void
leren_survival_finalize (GObject *object)
{
  g_ptr_array_unref (LEREN_SURVIVAL (object)->groups);

  G_OBJECT_CLASS (leren_survival_parent_class)->finalize (object);
}

static void
leren_survival_class_init (LerenSurvivalClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_survival_finalize;
}

static void
leren_survival_init (LerenSurvival *self)
{
  self->groups = g_ptr_array_new_with_free_func (group_free);
}

static gint32
find_beginning (const LerenPromises *promises, guint32 action, guint8 *from_created)
{
  gint32 begin = _leren_promise_agreed_on (promises, action);

  *from_created = begin == LEREN_ABSENT_DATE;
  if (begin != LEREN_ABSENT_DATE)
    return begin;
  begin = _leren_day_of (promises->created[action]);
  if (promises->undertaken[action] != LEREN_ABSENT_DATE && promises->undertaken[action] < begin)
    return LEREN_ABSENT_DATE;
  return begin;
}

/* The last day on which something is known of an action, and what that is */
static gint32
find_end (const LerenPromises *promises, guint32 action, gint32 last_day, Fate *fate)
{
  const gboolean seen = _leren_promise_is_looked_back_on (promises, action);
  gint32 day = seen ? _leren_promise_reviewed_on (promises, action) : LEREN_ABSENT_DATE;

  *fate = REVIEWED;
  if (day == LEREN_ABSENT_DATE && _leren_promise_is_dropped (promises, action))
    {
      *fate = DROPPED;
      day = _leren_day_of (promises->modified[action]);
    }
  else if (day == LEREN_ABSENT_DATE && !seen)
    {
      *fate = OPEN;
      day = last_day;
    }
  if (day > last_day)
    {
      *fate = OPEN;
      day = last_day;
    }
  return day;
}

static Promise
look_at (const LerenPromises *promises, guint32 action, gint32 first_day, gint32 last_day)
{
  Promise promise = { .fate = OUTSIDE, .group = -1 };
  gint32 end;

  if (!_leren_rows_in_scope_but_for_period (promises->actions, action))
    return promise;
  promise.begin = find_beginning (promises, action, &promise.from_created);
  if (promise.begin != LEREN_ABSENT_DATE && (promise.begin < first_day || promise.begin > last_day))
    return promise;
  end = find_end (promises, action, last_day, &promise.fate);
  if (promise.begin == LEREN_ABSENT_DATE || end == LEREN_ABSENT_DATE || end < promise.begin)
    promise.fate = UNDATED;
  else
    promise.spell = (LerenSpell){ end - promise.begin, promise.fate == REVIEWED };
  return promise;
}

static void
add_group (LerenSurvival *self, char *id, const Promise *promises, const guint32 *items, guint32 n)
{
  Group *group = g_new0 (Group, 1);
  g_autofree LerenSpell *spells = g_new (LerenSpell, MAX (n, 1));

  group->id = id;
  for (guint32 i = 0; i < n; i++)
    {
      const Promise *promise = &promises[items[i]];

      if (promise->fate == UNDATED)
        {
          group->n_undated++;
          continue;
        }
      spells[group->n_actions++] = promise->spell;
      group->n_reviewed += promise->fate == REVIEWED;
      group->n_dropped += promise->fate == DROPPED;
      group->n_from_created += promise->from_created;
    }
  group->points = _leren_kaplan_meier (spells, group->n_actions);
  group->median = _leren_kaplan_meier_median (group->points, &group->low, &group->high);
  g_ptr_array_add (self->groups, group);
}

static void
fill_groups (LerenSurvival *self, const LerenDivision *division, const Promise *promises, guint32 n)
{
  g_auto (LerenBuckets) by_group = { 0 };
  g_autofree gint32 *keys = g_new (gint32, MAX (n, 1));
  gint32 first = G_MAXINT32, last = -1;
  guint32 n_keys;

  for (guint32 i = 0; i < n; i++)
    if (promises[i].fate != OUTSIDE && promises[i].group >= 0)
      {
        first = MIN (first, promises[i].group);
        last = MAX (last, promises[i].group);
      }
  /* those that belong to none come last */
  n_keys = last >= 0 ? last - first + 2 : 1;
  for (guint32 i = 0; i < n; i++)
    keys[i] = promises[i].fate == OUTSIDE ? -1
              : promises[i].group >= 0    ? promises[i].group - first
                                          : (gint32) n_keys - 1;
  _leren_buckets_fill (&by_group, keys, NULL, n, n_keys);
  for (guint32 key = 0; key < n_keys; key++)
    if (_leren_buckets_size (&by_group, key) > 0 || division->by == LEREN_GROUPING_NONE)
      add_group (self, key + 1 < n_keys ? _leren_division_name (division, first + key) : NULL,
                 promises, by_group.items + by_group.offsets[key],
                 _leren_buckets_size (&by_group, key));
}

LerenSurvival *
_leren_survival_measure (LerenSnapshot *snapshot, const LerenPromises *promises, LerenGrouping by)
{
  const guint32 n = promises->actions->n_rows;
  const gint32 first_day = _leren_day_of (_leren_snapshot_get_since (snapshot));
  /* the end itself does not count */
  const gint32 last_day = _leren_day_of (_leren_snapshot_get_end (snapshot) - 1);
  LerenSurvival *self = g_object_new (LEREN_TYPE_SURVIVAL, NULL);
  g_autofree Promise *looked_at = g_new (Promise, MAX (n, 1));
  g_auto (LerenDivision) division = { 0 };

  _leren_division_init (&division, snapshot, by);
  for (guint32 i = 0; i < n; i++)
    {
      Promise *promise = &looked_at[i];

      *promise = look_at (promises, i, first_day, last_day);
      if (promise->fate != OUTSIDE)
        promise->group = _leren_division_find (&division, promises->actions, i,
                                               promise->begin != LEREN_ABSENT_DATE
                                                 ? promise->begin * G_TIME_SPAN_DAY
                                                 : LEREN_ABSENT_TIME);
    }
  fill_groups (self, &division, looked_at, n);
  return self;
}

/**
 * leren_survival:
 * @snapshot: the records to look at
 * @by: how to divide the actions; by month, that in which they were agreed on
 *
 * Measures how long promises wait until the group looks back on them. Without a division there is
 * exactly one group.
 *
 * Returns: (transfer full): how long they wait
 *
 * Since: 0.1
 */
LerenSurvival *
leren_survival (LerenSnapshot *snapshot, LerenGrouping by)
{
  LerenPromises promises = { 0 };
  LerenSurvival *self;

  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), NULL);

  _leren_promises_read (&promises, snapshot);
  self = _leren_survival_measure (snapshot, &promises, by);
  _leren_promises_clear (&promises);
  return self;
}

static const Group *
group_at (LerenSurvival *self, guint group)
{
  return g_ptr_array_index (self->groups, group);
}

/**
 * leren_survival_get_n_groups:
 * @self: how long promises wait
 *
 * How many groups there are: those that have an action.
 *
 * Returns: the number of groups
 *
 * Since: 0.1
 */
guint
leren_survival_get_n_groups (LerenSurvival *self)
{
  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), 0);
  return self->groups->len;
}

/**
 * leren_survival_get_group:
 * @self: how long promises wait
 * @group: which group, counted from 0
 *
 * What a group is: the id of a record, or a month as YYYY-MM.
 *
 * Returns: (nullable) (transfer none): the id; %NULL for the actions that belong to no group, and for all
 *   of them where they are not divided
 *
 * Since: 0.1
 */
const char *
leren_survival_get_group (LerenSurvival *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), NULL);
  g_return_val_if_fail (group < self->groups->len, NULL);
  return group_at (self, group)->id;
}

/**
 * leren_survival_find_group:
 * @self: how long promises wait
 * @id: (nullable): the id of a record, a month as YYYY-MM, or %NULL for what belongs to none
 *
 * Which group that is.
 *
 * Returns: the group, counted from 0; -1 where there is no such group
 *
 * Since: 0.1
 */
int
leren_survival_find_group (LerenSurvival *self, const char *id)
{
  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), -1);

  for (guint i = 0; i < self->groups->len; i++)
    if (g_strcmp0 (group_at (self, i)->id, id) == 0)
      return i;
  return -1;
}

/**
 * leren_survival_get_n_actions:
 * @self: how long promises wait
 * @group: which group, counted from 0
 *
 * How many actions the figures stand on.
 *
 * Returns: the number of actions
 *
 * Since: 0.1
 */
guint
leren_survival_get_n_actions (LerenSurvival *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), 0);
  g_return_val_if_fail (group < self->groups->len, 0);
  return group_at (self, group)->n_actions;
}

/**
 * leren_survival_get_n_reviewed:
 * @self: how long promises wait
 * @group: which group, counted from 0
 *
 * How many of them the group looked back on. The others are censored.
 *
 * Returns: the number of actions
 *
 * Since: 0.1
 */
guint
leren_survival_get_n_reviewed (LerenSurvival *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), 0);
  g_return_val_if_fail (group < self->groups->len, 0);
  return group_at (self, group)->n_reviewed;
}

/**
 * leren_survival_get_n_dropped:
 * @self: how long promises wait
 * @group: which group, counted from 0
 *
 * How many of them are censored because they were dropped before the group looked back on them.
 *
 * Returns: the number of actions
 *
 * Since: 0.1
 */
guint
leren_survival_get_n_dropped (LerenSurvival *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), 0);
  g_return_val_if_fail (group < self->groups->len, 0);
  return group_at (self, group)->n_dropped;
}

/**
 * leren_survival_get_n_from_created:
 * @self: how long promises wait
 * @group: which group, counted from 0
 *
 * How many of them count from the day on which their record was made, because no session with a day
 * agreed on them.
 *
 * Returns: the number of actions
 *
 * Since: 0.1
 */
guint
leren_survival_get_n_from_created (LerenSurvival *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), 0);
  g_return_val_if_fail (group < self->groups->len, 0);
  return group_at (self, group)->n_from_created;
}

/**
 * leren_survival_get_n_undated:
 * @self: how long promises wait
 * @group: which group, counted from 0
 *
 * How many actions are left out because their days are not known, or contradict each other.
 *
 * Returns: the number of actions
 *
 * Since: 0.1
 */
guint
leren_survival_get_n_undated (LerenSurvival *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), 0);
  g_return_val_if_fail (group < self->groups->len, 0);
  return group_at (self, group)->n_undated;
}

/**
 * leren_survival_get_n_at_risk:
 * @self: how long promises wait
 * @group: which group, counted from 0
 * @days: a number of days
 *
 * How many actions were watched for at least so many days without the group having looked back on
 * them before that day.
 *
 * Returns: the number of actions
 *
 * Since: 0.1
 */
guint
leren_survival_get_n_at_risk (LerenSurvival *self, guint group, guint days)
{
  const GArray *points;

  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), 0);
  g_return_val_if_fail (group < self->groups->len, 0);

  points = group_at (self, group)->points;
  for (guint i = 0; i < points->len; i++)
    if ((guint) g_array_index (points, LerenSurvivalPoint, i).day >= days)
      return g_array_index (points, LerenSurvivalPoint, i).at_risk;
  return 0;
}

/**
 * leren_survival_get_n_days:
 * @self: how long promises wait
 * @group: which group, counted from 0
 *
 * For how many days the action was watched that was watched longest. Nothing is known of what
 * comes after, unless the group had looked back on all.
 *
 * Returns: the number of days; 0 where there is no action
 *
 * Since: 0.1
 */
guint
leren_survival_get_n_days (LerenSurvival *self, guint group)
{
  const GArray *points;

  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), 0);
  g_return_val_if_fail (group < self->groups->len, 0);

  points = group_at (self, group)->points;
  return points->len > 0 ? g_array_index (points, LerenSurvivalPoint, points->len - 1).day : 0;
}

/**
 * leren_survival_get_open_share:
 * @self: how long promises wait
 * @group: which group, counted from 0
 * @days: a number of days
 * @low: (out) (optional): the lower end of its 95 % interval; NaN where there is none
 * @high: (out) (optional): the upper end of its 95 % interval; NaN where there is none
 *
 * The share of promises that had not been looked back on at the end of so many days.
 *
 * Returns: the share, from 0 to 1; NaN where no action was watched for so long
 *
 * Since: 0.1
 */
double
leren_survival_get_open_share (LerenSurvival *self, guint group, guint days, double *low,
                               double *high)
{
  const LerenSurvivalPoint *point;

  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);

  point = _leren_kaplan_meier_at (group_at (self, group)->points, days);
  if (low != NULL)
    *low = point != NULL ? point->low : NAN;
  if (high != NULL)
    *high = point != NULL ? point->high : NAN;
  if (point != NULL)
    return point->survival;
  /* before the first day on which anything is known, all are open */
  return leren_survival_get_n_at_risk (self, group, days) > 0 ? 1 : NAN;
}

/**
 * leren_survival_get_median:
 * @self: how long promises wait
 * @group: which group, counted from 0
 * @low: (out) (optional): the lower end of its 95 % interval; NaN where there is none
 * @high: (out) (optional): the upper end of its 95 % interval; NaN where there is none
 *
 * After how many days half of the promises had been looked back on: the first day on which the share
 * of those that had not is at most one half. Its interval holds the days on which the band of the share
 * has one half in it (Brookmeyer & Crowley, 1982).
 *
 * Returns: the number of days, or NaN where it did not come to half of them
 *
 * Since: 0.1
 */
double
leren_survival_get_median (LerenSurvival *self, guint group, double *low, double *high)
{
  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);

  if (low != NULL)
    *low = group_at (self, group)->low;
  if (high != NULL)
    *high = group_at (self, group)->high;
  return group_at (self, group)->median;
}

/**
 * leren_survival_get_table:
 * @self: how long promises wait
 *
 * A row for each group and each day on which an action of it was looked back on, or watched for the
 * last time, with the columns `group`; `day`, counted from the agreement; `at_risk`, how many were
 * watched and open up to that day; `events`, how many of them were looked back on that day; `censored`,
 * how many were watched for the last time; `survival`, the share that had not been looked back on at the
 * end of it; `error`, its standard error; and `low` and `high`, its 95 % interval.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_survival_get_table (LerenSurvival *self)
{
  static const char *const names[] = { "day", "at_risk", "events", "censored" };
  static const char *const figures[] = { "survival", "error", "low", "high" };
  LerenTable *table;
  guint n_rows = 0;

  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), NULL);

  table = _leren_table_new ();
  _leren_table_add_column (table, "group", LEREN_COLUMN_KIND_TEXT, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    _leren_table_add_column (table, names[i], LEREN_COLUMN_KIND_INTEGER, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    _leren_table_add_column (table, figures[i], LEREN_COLUMN_KIND_NUMBER, NULL);
  for (guint i = 0; i < self->groups->len; i++)
    for (guint j = 0; j < group_at (self, i)->points->len; j++)
      {
        const Group *group = group_at (self, i);
        const LerenSurvivalPoint *point = &g_array_index (group->points, LerenSurvivalPoint, j);
        guint column = 0;

        _leren_table_add_text (table, column++, group->id, -1);
        _leren_table_add_integer (table, column++, point->day);
        _leren_table_add_integer (table, column++, point->at_risk);
        _leren_table_add_integer (table, column++, point->events);
        _leren_table_add_integer (table, column++, point->censored);
        _leren_table_add_number (table, column++, point->survival);
        _leren_table_add_figure (table, column++, point->error);
        _leren_table_add_figure (table, column++, point->low);
        _leren_table_add_figure (table, column++, point->high);
        n_rows++;
      }
  _leren_table_seal (table, n_rows);
  return table;
}

static void
write_count (JsonBuilder *builder, const char *name, guint count)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, count);
}

void
_leren_survival_write (LerenSurvival *self, guint index, JsonBuilder *builder)
{
  const Group *group = group_at (self, index);

  json_builder_set_member_name (builder, "time_to_review");
  json_builder_begin_object (builder);
  write_count (builder, "actions", group->n_actions);
  write_count (builder, "reviewed", group->n_reviewed);
  write_count (builder, "censored", group->n_actions - group->n_reviewed);
  write_count (builder, "dropped", group->n_dropped);
  write_count (builder, "from_created", group->n_from_created);
  write_count (builder, "undated", group->n_undated);
  _leren_write_number (builder, "median", group->median);
  _leren_write_number (builder, "median_low", group->low);
  _leren_write_number (builder, "median_high", group->high);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "survival");
  json_builder_begin_array (builder);
  for (guint i = 0; i < group->points->len; i++)
    {
      const LerenSurvivalPoint *point = &g_array_index (group->points, LerenSurvivalPoint, i);

      json_builder_begin_object (builder);
      write_count (builder, "day", point->day);
      write_count (builder, "at_risk", point->at_risk);
      write_count (builder, "events", point->events);
      write_count (builder, "censored", point->censored);
      _leren_write_number (builder, "survival", point->survival);
      _leren_write_number (builder, "error", point->error);
      _leren_write_number (builder, "low", point->low);
      _leren_write_number (builder, "high", point->high);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * leren_survival_to_json:
 * @self: how long promises wait
 *
 * All of it as JSON: `groups`, each with its `group`, `time_to_review` and `survival`, in the form that they
 * have in `leren cycles --json`.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_survival_to_json (LerenSurvival *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (LEREN_IS_SURVIVAL (self), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->groups->len; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "group");
      if (group_at (self, i)->id != NULL)
        json_builder_add_string_value (builder, group_at (self, i)->id);
      else
        json_builder_add_null_value (builder);
      _leren_survival_write (self, i, builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
