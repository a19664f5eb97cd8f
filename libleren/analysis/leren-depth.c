/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-depth-private.h"

#include <string.h>

void
_leren_map_depths (LerenTheory *theory, LerenFramework *levels, LerenFramework *loops,
                   LerenDepthMap map)
{
  const guint n_levels = leren_framework_get_n_concepts (levels);

  memset (map, 0, sizeof (LerenDepthMap));
  for (guint i = 0; i < n_levels && i < G_MAXUINT8; i++)
    map[i + 1] = _leren_corresponding_place (theory, _leren_concept_at (levels, i), loops);
}

guint
_leren_find_deep_level (LerenTheory *theory, LerenFramework *levels, LerenFramework *loops)
{
  const guint n_levels = leren_framework_get_n_concepts (levels);
  LerenDepthMap depths;

  _leren_map_depths (theory, levels, loops, depths);
  for (guint i = 0; i < n_levels && i < G_MAXUINT8; i++)
    if (depths[i + 1] > 1)
      return i;
  return n_levels - 1;
}
