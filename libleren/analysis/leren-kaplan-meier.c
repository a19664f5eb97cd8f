/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-kaplan-meier-private.h"

#include "analysis/leren-grouping-private.h"

#include <math.h>

/* the 0.975 quantile of the normal distribution */
#define Z 1.959963984540054
/* by how much a product of shares that is one half may miss it */
#define ROUNDING 1e-12

static void
measure (LerenSurvivalPoint *point, double survival, double variance)
{
  const double sigma = sqrt (variance) / fabs (log (survival));

  point->survival = survival;
  point->error = survival > 0 ? survival * sqrt (variance) : NAN;
  point->low = point->high = NAN;
  if (survival > 0 && survival < 1)
    {
      point->low = pow (survival, exp (Z * sigma));
      point->high = pow (survival, exp (-Z * sigma));
    }
}

GArray *
_leren_kaplan_meier (const LerenSpell *spells, guint32 n)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (LerenSurvivalPoint));
  g_autofree guint64 *keys = g_new (guint64, MAX (n, 1));
  g_autofree guint32 *order = g_new (guint32, MAX (n, 1));
  double survival = 1, variance = 0;

  for (guint32 i = 0; i < n; i++)
    {
      keys[i] = spells[i].days;
      order[i] = i;
    }
  _leren_sort_by_keys (order, keys, n);
  for (guint32 i = 0; i < n;)
    {
      LerenSurvivalPoint point = { .day = spells[order[i]].days, .at_risk = n - i };

      for (; i < n && spells[order[i]].days == point.day; i++)
        {
          point.events += spells[order[i]].ended;
          point.censored += !spells[order[i]].ended;
        }
      survival *= (double) (point.at_risk - point.events) / point.at_risk;
      variance += (double) point.events / point.at_risk / (point.at_risk - point.events);
      measure (&point, survival, variance);
      g_array_append_val (points, point);
    }
  return points;
}

double
_leren_kaplan_meier_median (const GArray *points, double *low, double *high)
{
  double median = NAN;

  *low = *high = NAN;
  for (guint i = 0; i < points->len; i++)
    {
      const LerenSurvivalPoint *point = &g_array_index (points, LerenSurvivalPoint, i);

      if (isnan (*low) && point->low <= 0.5)
        *low = point->day;
      if (isnan (median) && point->survival <= 0.5 + ROUNDING)
        median = point->day;
      if (isnan (*high) && point->high <= 0.5)
        *high = point->day;
    }
  return median;
}

const LerenSurvivalPoint *
_leren_kaplan_meier_at (const GArray *points, guint day)
{
  const LerenSurvivalPoint *found = NULL;

  for (guint i = 0; i < points->len; i++)
    {
      const LerenSurvivalPoint *point = &g_array_index (points, LerenSurvivalPoint, i);

      if ((guint) point->day > day)
        return found;
      found = point;
    }
  /* after the last day it is known only where nothing was left */
  return found != NULL && ((guint) found->day == day || found->survival == 0) ? found : NULL;
}
