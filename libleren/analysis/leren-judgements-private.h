/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-judged-private.h"
#include "analysis/leren-judgements.h"

G_BEGIN_DECLS

struct _LerenJudgements {
  GObject parent_instance;

  LerenJudged *judged;
};

/* what is there now, to compute with: later changes do not reach it */
LerenJudged *_leren_judgements_freeze (LerenJudgements *self);
/* puts something else in its place; takes @judged */
void _leren_judgements_replace (LerenJudgements *self, LerenJudged *judged);

G_END_DECLS
