/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far one JSON value reaches, whether it is right or not: strings and brackets are followed,
 * and nothing more. The search can go on where it stopped when there is more of the text. */
typedef struct {
  gsize length; /* found so far to belong to the value */
  guint depth;
  gboolean in_string;
} LerenJsonExtent;

/* @self begins as { 0 }. TRUE when self->length is the value's length, FALSE when the value goes on
 * after the @length bytes at @text (a number at the end may, so for a number it is FALSE then). */
gboolean _leren_json_extent_find (LerenJsonExtent *self, const char *text, gsize length);

G_END_DECLS
