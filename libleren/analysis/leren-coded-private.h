/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-reading-private.h"

G_BEGIN_DECLS

/* The codings of a snapshot by one framework, one after the other. */

typedef struct {
  const LerenRows *rows; /* of the codings */
  const LerenVector *frameworks, *concepts, *targets;
  const gint32 *coders;
  const gint64 *starts, *ends; /* LEREN_ABSENT_TIME: no span */
  const double *weights;
  guint32 wanted; /* the framework's word, 0: no coding names it */
  LerenSnapshot *snapshot;
} LerenCoded;

void _leren_coded_init (LerenCoded *self, LerenSnapshot *snapshot, LerenFramework *framework);
/* whether a coding counts: in scope, of the framework, by somebody, of something that is there */
gboolean _leren_coded_counts (const LerenCoded *self, guint32 coding);
static inline gboolean
_leren_coded_has_span (const LerenCoded *self, guint32 coding)
{
  return self->starts[coding] != LEREN_ABSENT_TIME && self->ends[coding] != LEREN_ABSENT_TIME;
}
const char *_leren_coded_concept (const LerenCoded *self, guint32 coding);
/* ids, freed by the caller */
char *_leren_coded_dup_target (const LerenCoded *self, guint32 coding);
char *_leren_coded_dup_coder (const LerenCoded *self, guint32 coding);

G_END_DECLS
