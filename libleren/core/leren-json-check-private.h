/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What yajl does not see, or sees wrongly: how many bytes of @text are without such a fault (all of
 * them: @length). Otherwise the fault begins there, and @message says what it is. */
gsize _leren_json_check_text (const char *text, gsize length, const char **message);

G_END_DECLS
