/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-promises-private.h"
#include "analysis/leren-survival.h"

G_BEGIN_DECLS

/* Of promises that were read already */
LerenSurvival *_leren_survival_measure (LerenSnapshot *snapshot, const LerenPromises *promises,
                                        LerenGrouping by);
/* Writes the members `time_to_review` and `survival` of one group. */
void _leren_survival_write (LerenSurvival *self, guint group, JsonBuilder *builder);

G_END_DECLS
