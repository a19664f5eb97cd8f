/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-document-writer-private.h"

#define FLUSH_BYTES (256 * 1024)

struct _LerenDocumentWriter {
  GOutputStream *stream;
  GCancellable *cancellable;
  GString *text;
  LerenFormat format;
  gboolean first;
  gboolean in_records;
};

LerenDocumentWriter *
_leren_document_writer_new (GOutputStream *stream, LerenFormat format, GCancellable *cancellable)
{
  LerenDocumentWriter *self = g_new0 (LerenDocumentWriter, 1);

  self->stream = g_object_ref (stream);
  g_set_object (&self->cancellable, cancellable);
  self->text = g_string_sized_new (FLUSH_BYTES + 4096);
  self->format = format;
  self->first = TRUE;
  if (format == LEREN_FORMAT_JSON)
    g_string_append (self->text, "{\"format\":\"leren\",\"version\":1,\n");
  return self;
}

void
_leren_document_writer_free (LerenDocumentWriter *self)
{
  g_object_unref (self->stream);
  g_clear_object (&self->cancellable);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static gboolean
flush (LerenDocumentWriter *self, gsize above, GError **error)
{
  gboolean written;

  if (self->text->len <= above)
    return TRUE;
  written = g_output_stream_write_all (self->stream, self->text->str, self->text->len, NULL,
                                       self->cancellable, error);
  g_string_truncate (self->text, 0);
  return written;
}

void
_leren_document_writer_begin_records (LerenDocumentWriter *self)
{
  if (self->format == LEREN_FORMAT_JSON)
    g_string_append (self->text, self->first ? "\"records\":[" : "\n],\n\"records\":[");
  self->first = TRUE;
  self->in_records = TRUE;
}

GString *
_leren_document_writer_open (LerenDocumentWriter *self)
{
  if (self->format == LEREN_FORMAT_JSON)
    {
      if (self->first && !self->in_records)
        g_string_append (self->text, "\"frameworks\":[");
      g_string_append (self->text, self->first ? "\n" : ",\n");
    }
  self->first = FALSE;
  return self->text;
}

gboolean
_leren_document_writer_close (LerenDocumentWriter *self, GError **error)
{
  if (self->format == LEREN_FORMAT_JSON_LINES)
    g_string_append_c (self->text, '\n');
  return flush (self, FLUSH_BYTES, error);
}

gboolean
_leren_document_writer_finish (LerenDocumentWriter *self, GError **error)
{
  if (self->format == LEREN_FORMAT_JSON)
    g_string_append (self->text, "\n]}\n");
  return flush (self, 0, error) && g_output_stream_flush (self->stream, self->cancellable, error);
}
