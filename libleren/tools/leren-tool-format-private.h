/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "leren.h"

G_BEGIN_DECLS

/* Which format --format names; @name NULL gives @fallback. FALSE with a line on standard error. */
gboolean tool_read_format (const char *name, LerenFormat fallback, LerenFormat *format);

G_END_DECLS
