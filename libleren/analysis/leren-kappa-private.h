/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-alpha-private.h"

G_BEGIN_DECLS

/* The coefficients of which each has its own idea of chance. */

/* What all coders together come to (Fleiss 1971; Gwet 2008, 2014) */
typedef struct {
  guint32 n_pairable; /* units with two values or more */
  double agreement; /* the mean over these of how far their pairs agree, by the weighting; or NAN */
  double fleiss;    /* only without weighting */
  double gwet;
} LerenTogether;

void _leren_together (LerenTogether *self, const LerenCells *cells, const LerenScale *scale,
                      LerenWeighting weighting);

/* What two coders come to, over the units that both judged (Cohen 1960, 1968; Scott 1955) */
typedef struct {
  guint32 n_units;
  double agreement;
  double kappa;
  double pi;
} LerenTwo;

void _leren_two (LerenTwo *self, const guint32 *column, const guint32 *other, guint32 n_units,
                 const LerenScale *scale, LerenWeighting weighting);

G_END_DECLS
