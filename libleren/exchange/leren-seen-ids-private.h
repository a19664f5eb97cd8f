/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-bulk-private.h"

G_BEGIN_DECLS

/* What an import remembers of the ids that went by, in memory that does not grow: most references
 * name a record that came shortly before, or one that many others name. What it has forgotten is looked up
 * in the store at the end, so forgetting costs time and never correctness. */
typedef struct _LerenSeenIds LerenSeenIds;

typedef enum {
  LEREN_SEEN_UNKNOWN,    /* look it up at the end */
  LEREN_SEEN_RIGHT,      /* it is there, and of the type wanted */
  LEREN_SEEN_WRONG_TYPE, /* it is there, of another type: *found */
  LEREN_SEEN_PENDING,    /* the same reference is to be looked up already */
} LerenSeen;

LerenSeenIds *_leren_seen_ids_new (void);
void _leren_seen_ids_free (LerenSeenIds *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenSeenIds, _leren_seen_ids_free)

void _leren_seen_ids_add (LerenSeenIds *self, const char *type, const char *id, gsize length);
/* @target: interned, or NULL for any type. LEREN_SEEN_UNKNOWN is remembered as pending. */
LerenSeen _leren_seen_ids_look_up (LerenSeenIds *self, const char *target, const char *id,
                                   gsize length, const char **found);

G_END_DECLS
