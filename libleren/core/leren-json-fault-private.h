/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-error.h"

G_BEGIN_DECLS

/* Sets `line 3, column 14: MESSAGE`. A column is a character, the first is 1. */
void _leren_json_fault_set (GError **error, LerenError code, const char *text, gsize offset,
                            guint64 first_line, const char *message);

/* Says in our words, and exactly where, what yajl complains of. @consumed is how far yajl had come,
 * @last_end the end of the last token it told of. */
char *_leren_json_fault_explain (const char *complaint, const char *text, gsize length,
                                 gsize consumed, gsize last_end, gboolean after_value,
                                 gsize *offset);

/* A name for a message: quoted as in JSON, and cut when it is long */
char *_leren_json_fault_quote (const char *name, gsize length);

G_END_DECLS
