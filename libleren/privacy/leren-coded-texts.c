/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-coded-texts-private.h"

typedef struct {
  glong length;
  GArray *moved;
} Text;

struct _LerenCodedTexts {
  GHashTable *records; /* of the id: an array of Text */
  gint64 n_moved, n_unsure;
};

static void
clear_text (gpointer data)
{
  g_array_unref (((Text *) data)->moved);
}

static GArray *
texts_new (void)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (Text));

  g_array_set_clear_func (texts, clear_text);
  return texts;
}

LerenCodedTexts *
_leren_coded_texts_new (void)
{
  LerenCodedTexts *self = g_new0 (LerenCodedTexts, 1);

  self->records =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

void
_leren_coded_texts_free (LerenCodedTexts *self)
{
  g_hash_table_unref (self->records);
  g_free (self);
}

void
_leren_coded_texts_want (LerenCodedTexts *self, const char *id)
{
  g_hash_table_insert (self->records, g_strdup (id), texts_new ());
}

gboolean
_leren_coded_texts_wants (LerenCodedTexts *self, const char *id)
{
  return g_hash_table_contains (self->records, id);
}

gboolean
_leren_coded_texts_begin (LerenCodedTexts *self)
{
  GHashTableIter iter;
  gpointer texts;

  self->n_moved = self->n_unsure = 0;
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &texts))
    g_array_set_size (texts, 0);
  return g_hash_table_size (self->records) > 0;
}

void
_leren_coded_texts_add (LerenCodedTexts *self, const char *id, glong length, GArray *moved)
{
  Text text = { .length = length, .moved = moved };

  g_array_append_val ((GArray *) g_hash_table_lookup (self->records, id), text);
}

static glong
move (const GArray *moved, glong at, gboolean is_end)
{
  glong further = 0;

  for (guint i = 0; i < moved->len; i++)
    {
      const LerenMovedSpan *span = &g_array_index (moved, LerenMovedSpan, i);

      if (at <= span->start)
        break;
      if (at < span->end)
        return is_end ? span->new_end : span->new_start;
      further = span->new_end - span->end;
    }
  return at + further;
}

/* In which of the texts a span lies is not said: it is taken to be the longest, of which the span is
 * a part whenever it is of any. */
static const Text *
choose (LerenCodedTexts *self, const char *id, gint64 end)
{
  GArray *texts = g_hash_table_lookup (self->records, id);
  const Text *longest = NULL;
  guint n_possible = 0;

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      const Text *text = &g_array_index (texts, Text, i);

      n_possible += text->length >= end ? 1 : 0;
      if (longest == NULL || text->length > longest->length)
        longest = text;
    }
  if (longest != NULL && n_possible != 1)
    self->n_unsure++;
  return longest;
}

gboolean
_leren_coded_texts_move (LerenCodedTexts *self, const char *id, gint64 *start, gint64 *end)
{
  const Text *text = choose (self, id, end != NULL ? *end : 0);

  if (text == NULL)
    return FALSE;
  self->n_moved++;
  if (start != NULL)
    *start = move (text->moved, *start, FALSE);
  if (end != NULL)
    *end = move (text->moved, *end, TRUE);
  return TRUE;
}

void
_leren_coded_texts_write (LerenCodedTexts *self, GString *out)
{
  g_string_append_printf (out, "{\"moved\":%" G_GINT64_FORMAT ",\"unsure\":%" G_GINT64_FORMAT "}",
                          self->n_moved, self->n_unsure);
}
