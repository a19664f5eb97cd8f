/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that appears whole or not at all: it is written under another name in the same folder, and
 * can be read by its owner alone. "-" is standard output, and a device is written as it is. */
typedef struct _ToolFile ToolFile;

/* @store: a file that must not be overwritten; nullable. NULL with a line on standard error. */
ToolFile *tool_file_new (const char *path, const char *store);
GOutputStream *tool_file_get_stream (ToolFile *self);
/* Puts the file in its place. FALSE with @error. Frees it either way. */
gboolean tool_file_finish (ToolFile *self, GError **error);
/* Leaves nothing behind. */
void tool_file_drop (ToolFile *self);

G_END_DECLS
