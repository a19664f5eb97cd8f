/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-reading-private.h"

G_BEGIN_DECLS

/* How deep the levels of a ladder go, by the loops they correspond with in the crosswalk. */

/* of each place and one more: the place of its highest loop and one more; 0: it goes with none */
typedef guint8 LerenDepthMap[256];
void _leren_map_depths (LerenTheory *theory, LerenFramework *levels, LerenFramework *loops,
                        LerenDepthMap map);
/* the lowest level that goes with more than the first loop; else the highest */
guint _leren_find_deep_level (LerenTheory *theory, LerenFramework *levels, LerenFramework *loops);

G_END_DECLS
