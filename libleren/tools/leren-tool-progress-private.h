/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A bar on standard error with the rate and the time left, where that is a terminal */
typedef struct {
  gboolean shown;
  gint64 began;
  gint64 latest;
} ToolProgress;

void tool_progress_begin (ToolProgress *self);
/* @records: how many, or -1 where they are not counted
 * @total: how many bytes there are, or -1 where that is not known */
void tool_progress_show (ToolProgress *self, gint64 records, gint64 bytes, gint64 total);
/* Wipes the bar away */
void tool_progress_end (ToolProgress *self);

G_END_DECLS
