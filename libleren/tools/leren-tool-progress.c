/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-progress-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#define BAR_COLUMNS 24
#define WIPE_LINE "\r\033[K"

void
tool_progress_begin (ToolProgress *self)
{
  self->shown = isatty (STDERR_FILENO);
  self->began = self->latest = g_get_monotonic_time ();
}

static void
show_bar (gint64 bytes, gint64 total, double seconds)
{
  double part = CLAMP ((double) bytes / (double) total, 0.0, 1.0);
  int filled = (int) (part * BAR_COLUMNS);

  fputc ('[', stderr);
  for (int i = 0; i < BAR_COLUMNS; i++)
    fputc (i < filled ? '#' : '-', stderr);
  fprintf (stderr, "] %3.0f %%  ", part * 100);
  if (part > 0.01)
    {
      int left = (int) (seconds / part * (1 - part) + 0.5);
      /* Translators: minutes and seconds */
      fprintf (stderr, _ ("%d:%02d left  "), left / 60, left % 60);
    }
}

void
tool_progress_show (ToolProgress *self, gint64 records, gint64 bytes, gint64 total)
{
  gint64 now = g_get_monotonic_time ();
  double seconds = (double) (now - self->began) / G_USEC_PER_SEC;
  g_autofree char *number = NULL;

  if (!self->shown || now - self->latest < G_USEC_PER_SEC / 10)
    return;
  self->latest = now;
  fputs (WIPE_LINE, stderr);
  if (total > 0)
    show_bar (bytes, total, seconds);
  if (records >= 0)
    fprintf (stderr, _ ("%" PRId64 " records, %.0f a second"), records, (double) records / seconds);
  fflush (stderr);
}

void
tool_progress_end (ToolProgress *self)
{
  if (self->shown)
    fputs (WIPE_LINE, stderr);
}
