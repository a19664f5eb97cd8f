/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long something lasts when not all of it has ended: the product-limit estimator of Kaplan &
 * Meier (1958). */

/* One case: how many days it was watched, and whether it ended on the last of them */
typedef struct {
  gint32 days;
  guint8 ended;
} LerenSpell;

/* A day on which something ended, or was watched for the last time. Those watched for the last time
 * on a day are at risk on it. NAN where a figure does not exist. */
typedef struct {
  gint32 day;
  guint32 at_risk, events, censored;
  double survival;  /* the product of 1 - events / at_risk over the days up to this one */
  double error;     /* its standard error (Greenwood 1926): survival * sqrt (the sum over those days
                     * of events / (at_risk * (at_risk - events))); NAN where survival is 0 */
  double low, high; /* survival ^ exp (+-z * error / (survival * ln survival)): the pointwise 95 %
                     * interval on the scale of ln (-ln survival) (Kalbfleisch & Prentice 1980).
                     * NAN where survival is 1 or 0: there that scale has no end. */
} LerenSurvivalPoint;

/* The days in their order. @spells may come in any order. */
GArray *_leren_kaplan_meier (const LerenSpell *spells, guint32 n);
/* The first day on which survival is at most one half, or NAN where it never is. @low and @high:
 * the first days on which the ends of the interval are (Brookmeyer & Crowley 1982), or NAN. */
double _leren_kaplan_meier_median (const GArray *points, double *low, double *high);
/* The point that holds on a day: NULL before the first, or where nobody was watched for so long */
const LerenSurvivalPoint *_leren_kaplan_meier_at (const GArray *points, guint day);

G_END_DECLS
