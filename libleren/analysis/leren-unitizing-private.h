/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-names-private.h"
#include "analysis/leren-unitizing.h"

G_BEGIN_DECLS

typedef struct {
  guint32 text, coder, value;
  guint32 start, end;
} LerenSpan;

/* What coders marked in texts */
typedef struct {
  LerenNames texts, coders, values;
  GArray *lengths; /* guint32, of each text */
  GArray *spans;   /* LerenSpan */
} LerenMarked;

void _leren_marked_init (LerenMarked *self);
void _leren_marked_clear (LerenMarked *self);
guint32 _leren_marked_add_text (LerenMarked *self, const char *text, guint32 length);
/* the text is there already, and as long as the span needs */
void _leren_marked_add_span (LerenMarked *self, guint32 text, const char *coder, guint32 start,
                             guint32 end, const char *value);

struct _LerenUnitizing {
  GObject parent_instance;

  LerenMarked marked;
};

G_END_DECLS
