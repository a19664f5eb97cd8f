/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-scale-private.h"

#include "core/leren-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

void
_leren_scale_clear (LerenScale *self)
{
  g_clear_pointer (&self->places, g_free);
  g_clear_pointer (&self->points, g_free);
  g_clear_pointer (&self->names, g_free);
}

static void
make_room (LerenScale *self, const LerenJudged *judged)
{
  const guint n = judged->values->len;

  *self = (LerenScale){ 0 };
  self->places = g_new0 (guint32, n + 1);
  self->points = g_new (double, MAX (n, 1));
  self->names = g_new (const char *, MAX (n, 1));
}

static void
add_place (LerenScale *self, const LerenJudged *judged, guint32 value, double point)
{
  self->points[self->n] = point;
  self->names[self->n] = _leren_judged_value (judged, value)->text;
  self->places[value + 1] = ++self->n;
}

static int
compare_values (gconstpointer first, gconstpointer second, gpointer data)
{
  const LerenValue *one = _leren_judged_value (data, *(const guint32 *) first);
  const LerenValue *other = _leren_judged_value (data, *(const guint32 *) second);

  if (isnan (one->number) != isnan (other->number))
    return isnan (one->number) ? 1 : -1;
  if (!isnan (one->number) && one->number != other->number)
    return one->number < other->number ? -1 : 1;
  return strcmp (one->text, other->text);
}

/* the values that are in use and not on the scale that was set, sorted */
static GArray *
list_others (const LerenScale *self, const LerenJudged *judged, gboolean with_several)
{
  GArray *others = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < judged->values->len; i++)
    {
      const LerenValue *value = _leren_judged_value (judged, i);

      if (value->n_uses > 0 && self->places[i + 1] == 0 && (with_several || !value->several))
        g_array_append_val (others, i);
    }
  g_array_sort_with_data (others, compare_values, (gpointer) judged);
  return others;
}

void
_leren_scale_init_nominal (LerenScale *self, const LerenJudged *judged)
{
  g_autoptr (GArray) others = NULL;

  make_room (self, judged);
  for (guint i = 0; i < judged->scale->len; i++)
    add_place (self, judged, g_array_index (judged->scale, guint32, i), i);
  others = list_others (self, judged, TRUE);
  for (guint i = 0; i < others->len; i++)
    add_place (self, judged, g_array_index (others, guint32, i), self->n);
}

/* where somebody gave a value */
static char *
find_use (const LerenJudged *judged, guint32 value)
{
  for (guint32 unit = 0; unit < _leren_judged_n_units (judged); unit++)
    for (guint32 coder = 0; coder < _leren_judged_n_coders (judged); coder++)
      {
        if (_leren_judged_get (judged, unit, coder) != value + 1)
          continue;
        if (unit < judged->lines->len)
          return g_strdup_printf (_ ("%s: line %u, column %u (unit “%s”, coder “%s”)"),
                                  judged->source, g_array_index (judged->lines, guint32, unit),
                                  coder + judged->first_field, _leren_judged_unit (judged, unit),
                                  _leren_judged_coder (judged, coder));
        return g_strdup_printf (_ ("unit “%s”, coder “%s”"), _leren_judged_unit (judged, unit),
                                _leren_judged_coder (judged, coder));
      }
  return g_strdup (_ ("the scale"));
}

static gboolean
refuse (const LerenJudged *judged, guint32 value, const char *why, GError **error)
{
  g_autofree char *where = find_use (judged, value);

  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID, "%s: “%s” %s", where,
               _leren_judged_value (judged, value)->text, why);
  return FALSE;
}

static gboolean
check_number (const LerenJudged *judged, guint32 value, LerenMetric metric, GError **error)
{
  const double number = _leren_judged_value (judged, value)->number;

  if (isnan (number) && metric == LEREN_METRIC_ORDINAL)
    return refuse (judged, value,
                   _ ("is no number, and the order of the values is not known; say which it is, or "
                      "use the nominal metric"),
                   error);
  if (isnan (number))
    return refuse (judged, value,
                   _ ("is no number; write numbers with a point, or use the nominal or the ordinal "
                      "metric"),
                   error);
  if (number < 0 && metric == LEREN_METRIC_RATIO)
    return refuse (judged, value,
                   _ ("is below zero, where a ratio has no meaning; use the interval metric"),
                   error);
  return TRUE;
}

/* by the order that was set; numbers keep their distances where they are in that order */
static gboolean
order_as_set (LerenScale *self, const LerenJudged *judged, GError **error)
{
  g_autoptr (GArray) others = NULL;
  double last = -INFINITY;
  gboolean numbers = TRUE;

  for (guint i = 0; i < judged->scale->len; i++)
    {
      const guint32 value = g_array_index (judged->scale, guint32, i);
      const double number = _leren_judged_value (judged, value)->number;

      numbers = numbers && number > last;
      last = number;
      add_place (self, judged, value, number);
    }
  for (guint32 i = 0; i < self->n && !numbers; i++)
    self->points[i] = i;
  others = list_others (self, judged, FALSE);
  return others->len == 0 || refuse (judged, g_array_index (others, guint32, 0),
                                     _ ("is not on the scale; add it, or take it away"), error);
}

static gboolean
order_as_numbers (LerenScale *self, const LerenJudged *judged, LerenMetric metric, GError **error)
{
  g_autoptr (GArray) values = list_others (self, judged, FALSE);

  /* numbers come first, and the lowest of them before others */
  if (values->len > 0 &&
      (!check_number (judged, g_array_index (values, guint32, values->len - 1), metric, error) ||
       !check_number (judged, g_array_index (values, guint32, 0), metric, error)))
    return FALSE;
  /* what could have been chosen counts among the places */
  for (guint i = 0; i < judged->scale->len && metric == LEREN_METRIC_ORDINAL; i++)
    {
      const guint32 value = g_array_index (judged->scale, guint32, i);

      if (!check_number (judged, value, metric, error))
        return FALSE;
      if (_leren_judged_value (judged, value)->n_uses == 0)
        g_array_append_val (values, value);
    }
  g_array_sort_with_data (values, compare_values, (gpointer) judged);
  for (guint i = 0; i < values->len; i++)
    {
      const guint32 value = g_array_index (values, guint32, i);
      const double number = _leren_judged_value (judged, value)->number;

      if (self->n > 0 && self->points[self->n - 1] == number)
        self->places[value + 1] = self->n;
      else
        add_place (self, judged, value, number);
    }
  return TRUE;
}

gboolean
_leren_scale_init (LerenScale *self, const LerenJudged *judged, LerenMetric metric, GError **error)
{
  gboolean done;

  if (metric == LEREN_METRIC_NOMINAL || metric == LEREN_METRIC_OWN)
    {
      _leren_scale_init_nominal (self, judged);
      return TRUE;
    }
  make_room (self, judged);
  self->is_ordered = TRUE;
  if (metric == LEREN_METRIC_ORDINAL && judged->scale->len > 0 && judged->ordered)
    done = order_as_set (self, judged, error);
  else
    done = order_as_numbers (self, judged, metric, error);
  if (!done)
    {
      _leren_scale_clear (self);
      *self = (LerenScale){ 0 };
    }
  return done;
}
