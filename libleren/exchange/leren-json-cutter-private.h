/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-error.h"
#include "exchange/leren-json-buffer-private.h"

G_BEGIN_DECLS

/* What the ways to cut a stream have in common. */
typedef struct {
  LerenJsonBuffer buffer;
  char *name;
  gsize max_length;
  GCancellable *cancellable; /* of the call that is under way */
} LerenJsonCutter;

typedef enum {
  LEREN_JSON_CUT_FOUND,
  LEREN_JSON_CUT_SHORT,  /* the stream ended first */
  LEREN_JSON_CUT_LONG,   /* longer than max_length */
  LEREN_JSON_CUT_FAILED, /* the stream could not be read */
} LerenJsonCut;

/* Sets an error that begins with the name, and returns FALSE. */
gboolean _leren_json_cutter_fail (LerenJsonCutter *self, GError **error, LerenError code,
                                  const char *format, ...) G_GNUC_PRINTF (4, 5);
gboolean _leren_json_cutter_fill (LerenJsonCutter *self, GError **error);
/* Lets go of white space; after it, the window is empty only at the end of the stream. */
gboolean _leren_json_cutter_skip_space (LerenJsonCutter *self, GError **error);
/* The length of the value that begins where the window does */
LerenJsonCut _leren_json_cutter_find_value (LerenJsonCutter *self, gsize *length, GError **error);
/* What stands where the window begins, for a message */
char *_leren_json_cutter_describe (LerenJsonCutter *self);

G_END_DECLS
