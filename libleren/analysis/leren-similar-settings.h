/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-version.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LerenSimilarPart:
 * @LEREN_SIMILAR_PART_TEXT: the title, the narrative and the question: BM25 over the store's text index
 *   (Robertson and Zaragoza, 2009), divided by what the asked case has itself. Since: 0.1
 * @LEREN_SIMILAR_PART_DOMAINS: the life domains, as a set (Jaccard, 1912), whatever the case of their letters. Since: 0.1
 * @LEREN_SIMILAR_PART_NEEDS: the areas of knowledge that are needed, as a set, in the same way. Since: 0.1
 * @LEREN_SIMILAR_PART_LEVELS: the shares of the logical levels in the reflections: the intersection of
 *   the two histograms (Swain and Ballard, 1991). Since: 0.1
 * @LEREN_SIMILAR_PART_LOOPS: the shares of the learning loops in the reflections, in the same way. Since: 0.1
 * @LEREN_SIMILAR_PART_TENSIONS: what the tensions name: the pair of poles and the type of contradiction, as a set. Since: 0.1
 * @LEREN_SIMILAR_PART_ELEMENTS: the elements of the activity system between which the tensions lie, as a set. Since: 0.1
 * @LEREN_SIMILAR_PART_PEOPLE: the roles of who brought the case in, who were present at its sessions and
 *   who owned its actions, as a set. Since: 0.1
 *
 * What two cases are compared by. Each part gives a similarity from 0 to 1.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_SIMILAR_PART_TEXT,
  LEREN_SIMILAR_PART_DOMAINS,
  LEREN_SIMILAR_PART_NEEDS,
  LEREN_SIMILAR_PART_LEVELS,
  LEREN_SIMILAR_PART_LOOPS,
  LEREN_SIMILAR_PART_TENSIONS,
  LEREN_SIMILAR_PART_ELEMENTS,
  LEREN_SIMILAR_PART_PEOPLE,
} LerenSimilarPart;

#define LEREN_TYPE_SIMILAR_SETTINGS (leren_similar_settings_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenSimilarSettings, leren_similar_settings, LEREN, SIMILAR_SETTINGS,
                      GObject)

LEREN_AVAILABLE_IN_0_1
LerenSimilarSettings *leren_similar_settings_new (void);
LEREN_AVAILABLE_IN_0_1
double leren_similar_settings_get_weight (LerenSimilarSettings *self, LerenSimilarPart part);
LEREN_AVAILABLE_IN_0_1
gboolean leren_similar_settings_set_weight (LerenSimilarSettings *self, LerenSimilarPart part,
                                            double weight, GError **error);
LEREN_AVAILABLE_IN_0_1
double leren_similar_settings_get_bonus (LerenSimilarSettings *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_similar_settings_set_bonus (LerenSimilarSettings *self, double bonus,
                                           GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_similar_settings_get_include_later (LerenSimilarSettings *self);
LEREN_AVAILABLE_IN_0_1
void leren_similar_settings_set_include_later (LerenSimilarSettings *self, gboolean include_later);

G_END_DECLS
