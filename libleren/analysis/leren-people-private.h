/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "snapshot/leren-snapshot-private.h"

G_BEGIN_DECLS

/* Which participants have one of some roles: 1 for each that has, 0 for the others. @roles: the
 * words of participant.roles, ended by NULL. Freed by the caller. */
guint8 *_leren_find_people (LerenSnapshot *snapshot, const char *const *roles);

#define LEREN_NEEDS_OF_PEOPLE                                                                      \
  {                                                                                                \
    "participant", "roles"                                                                         \
  }

G_END_DECLS
