/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "leren.h"

G_BEGIN_DECLS

extern const GOptionEntry tool_scope_options[];

/* What the options of the scope say; held against @store. NULL with a line on standard error, and
 * the exit status in @status. */
LerenScope *tool_scope_new (LerenStore *store, int *status);

/* Reads a day, YYYY-MM-DD. */
gboolean tool_read_date (const char *text, GDate *date);

G_END_DECLS
