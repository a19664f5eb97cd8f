/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "leren.h"

G_BEGIN_DECLS

extern const GOptionEntry tool_scope_options[];

/* whether any of them was given */
gboolean tool_scope_is_given (void);

/* What the options of the scope say; held against @store. NULL with a line on standard error, and
 * the exit status in @status. */
LerenScope *tool_scope_new (LerenStore *store, int *status);

/* Opens the store and takes the snapshot that the options of the scope ask for. Anything but
 * TOOL_DONE is the exit status, with a line on standard error. */
int tool_take_snapshot (const char *file, LerenStore **store, LerenSnapshot **snapshot);

/* Reads a day, YYYY-MM-DD. */
gboolean tool_read_date (const char *text, GDate *date);

G_END_DECLS
