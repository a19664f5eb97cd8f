/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-agreement.h"
#include "analysis/leren-judged-private.h"

G_BEGIN_DECLS

/* The values of a table as places on a scale, in the order that a metric asks for. */
typedef struct {
  guint32 n;
  guint32 *places;    /* by the code of a value, 0 with them: the place and one more, 0: none */
  double *points;     /* by place: where it lies among the numbers, or the place itself */
  const char **names; /* by place, owned by the table */
  gboolean is_ordered;
} LerenScale;

/* Every value as it is written; sorted, so that the order in which they came does not matter. */
void _leren_scale_init_nominal (LerenScale *self, const LerenJudged *judged);
/* FALSE with an error that says where, when a value does not fit the metric */
gboolean _leren_scale_init (LerenScale *self, const LerenJudged *judged, LerenMetric metric,
                            GError **error);
void _leren_scale_clear (LerenScale *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenScale, _leren_scale_clear)

static inline guint32
_leren_scale_place (const LerenScale *self, guint32 code)
{
  return self->places[code];
}

G_END_DECLS
