/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the first object of a text shows itself to be */
typedef struct {
  enum {
    LEREN_JSON_SHAPE_OTHER,
    LEREN_JSON_SHAPE_RECORD,
    LEREN_JSON_SHAPE_FRAMEWORK,
    LEREN_JSON_SHAPE_DOCUMENT,
  } kind;
  gboolean one_line; /* as far as is known, it ends on the line on which it begins */
} LerenJsonShape;

/* How much of a text is looked at */
#define LEREN_JSON_SHAPE_LENGTH (64 * 1024)

/* @text begins with `{`. FALSE when more of the text is needed to tell; when there is no more, or
 * it is not worth the wait, @complete is TRUE and so is the result. */
gboolean _leren_json_shape_tell (const char *text, gsize length, gboolean complete,
                                 LerenJsonShape *shape);

G_END_DECLS
