/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NAME=VALUE, or NAME:=JSON */
typedef struct {
  char *name;
  const char *value;
  gboolean json;
} ToolAssignment;

/* Takes such arguments apart. NULL with a line on standard error where one is none. */
GPtrArray *tool_read_assignments (char **arguments, gboolean allow_json);

G_END_DECLS
