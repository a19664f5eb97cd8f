/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON that the strict reader took, without the white space between its tokens: so it fits on one
 * line of JSON Lines, and everything in it stays as it was given. */
gsize _leren_json_compact_length (const char *text, gsize length);
void _leren_json_compact (const char *text, gsize length, char *out);

G_END_DECLS
