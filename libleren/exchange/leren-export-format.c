/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-export-format-private.h"

#define MOST_FORMATS 16

static const LerenExportFormat *formats[MOST_FORMATS];
static LerenExportDisguise make_disguise;

void
_leren_export_format_register (const LerenExportFormat *format)
{
  g_return_if_fail ((guint) format->format < MOST_FORMATS);
  formats[format->format] = format;
}

const LerenExportFormat *
_leren_export_format_find (LerenFormat format)
{
  return (guint) format < MOST_FORMATS ? formats[format] : NULL;
}

void
_leren_export_set_disguise (LerenExportDisguise disguise)
{
  make_disguise = disguise;
}

gboolean
_leren_export_write (const LerenExportFormat *self, LerenStore *store, GOutputStream *stream,
                     gboolean identifying, GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenStore) disguised = NULL;

  if (!self->foreign || identifying)
    return self->write (store, stream, self->format, cancellable, error);
  disguised = make_disguise (store, cancellable, error);
  return disguised != NULL && self->write (disguised, stream, self->format, cancellable, error);
}
