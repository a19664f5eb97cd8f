/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-kappa-private.h"

G_BEGIN_DECLS

#define LEREN_N_WEIGHTINGS 4

struct _LerenAgreement {
  GObject parent_instance;

  LerenJudged *judged;
  LerenMetric metric;
  LerenScale scale; /* by the metric */
  double *distances;
  const guint32 **columns;
  LerenCells cells;
  LerenDifference difference;
  LerenCoincidences sums;
  guint n_set_aside;

  /* the others, when somebody asks for them */
  gsize others_done;
  LerenScale nominal;
  LerenScale ordered; /* empty where the values have no order */
  LerenTogether together[LEREN_N_WEIGHTINGS];
  LerenTwo two[LEREN_N_WEIGHTINGS];

  guint n_resamples; /* 0: no interval was asked for */
  guint32 seed;
  double level;
  LerenInterval interval;
};

/* computes what can be asked for besides alpha */
void _leren_agreement_find_others (LerenAgreement *self);
/* the scale for a weighting, or NULL where the values have no order */
const LerenScale *_leren_agreement_get_scale (LerenAgreement *self, LerenWeighting weighting);

G_END_DECLS
