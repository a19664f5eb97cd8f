/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "theory/leren-framework.h"

G_BEGIN_DECLS

#define LEREN_FRAMEWORK_MAX_BYTES (16 * 1024 * 1024)

/* An entry of the crosswalk; points into the framework. */
typedef struct {
  const char *from; /* a concept of this framework */
  const char *to;   /* "framework/concept" */
} LerenCrosswalkEntry;

LerenFramework *_leren_framework_new (GBytes *json, gboolean built_in, GError **error);
const LerenCrosswalkEntry *_leren_framework_get_crosswalk (LerenFramework *self, guint *n_entries);
/* whether both have the same content; the order of members and white space are none */
gboolean _leren_framework_equal (LerenFramework *self, LerenFramework *other);

/* Holds a framework file against its form, all that can be known of it without other frameworks.
 * The error names the framework, the member and what to do. */
gboolean _leren_framework_check (JsonNode *root, GError **error);
/* whether one concept comes before the other, or lies below it, as the kind says */
gboolean _leren_framework_is_ordered (LerenFramework *self);
LerenFrameworkKind _leren_framework_kind_of (const char *word);

G_END_DECLS
