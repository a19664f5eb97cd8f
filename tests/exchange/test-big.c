/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange-fixture.h"

#include <glib/gstdio.h>
#include <sys/resource.h>
#include <unistd.h>

/* Records that go on as long as they are asked for: nothing of them is ever in memory at once. */
typedef struct {
  GInputStream parent;
  guint next, n;
  char line[512];
  gsize at, length;
} Endless;
typedef GInputStreamClass EndlessClass;
GType endless_get_type (void);
G_DEFINE_TYPE (Endless, endless, G_TYPE_INPUT_STREAM)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Endless, g_object_unref)

static void
make_line (Endless *self)
{
  guint i = self->next++;

  self->at = 0;
  if (i % 20 == 0)
    self->length = g_snprintf (self->line, sizeof self->line,
                               "{\"type\":\"case\",\"id\":\"case-%u\",\"title\":\"T\"}\n", i / 20);
  else
    self->length = g_snprintf (
      self->line, sizeof self->line,
      "{\"type\":\"reflection\",\"id\":\"reflection-of-some-length-%u\",\"text\":\"What was said about "
      "it, and what that did to those who heard it\",\"case\":\"case-%u\",\"level\":\"belief\"}\n",
      i, MIN (i / 20 + i % 3, (self->n - 1) / 20));
}

static gssize
endless_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
              GError **error)
{
  Endless *self = (Endless *) stream;
  gsize given = 0;

  while (given < count)
    {
      gsize some;

      if (self->at == self->length && self->next == self->n)
        break;
      if (self->at == self->length)
        make_line (self);
      some = MIN (count - given, self->length - self->at);
      memcpy ((char *) buffer + given, self->line + self->at, some);
      self->at += some;
      given += some;
    }
  return given;
}

static void
endless_class_init (EndlessClass *class)
{
  class->read_fn = endless_read;
}

static void
endless_init (Endless *self)
{
}

static long
most_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

static long
import (guint n)
{
  g_autofree char *path =
    g_strdup_printf ("%s/leren-big-%d.leren", g_get_tmp_dir (), (int) getpid ());
  g_autoptr (LerenStore) store = leren_store_open (path, LEREN_STORE_FLAGS_NEW, NULL, NULL);
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autoptr (Endless) stream = g_object_new (endless_get_type (), NULL);
  g_autoptr (GError) error = NULL;

  stream->n = n;
  leren_importer_add_stream (importer, (GInputStream *) stream, "endless", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, n);
  g_clear_object (&store);
  g_unlink (path);
  return most_memory ();
}

/* The memory it takes does not grow with what is imported: twice as much takes no more. The
 * last cases that are named come as well. */
static void
test_memory (void)
{
  const guint n = 200000;
  long some = import (n / 2 / 20 * 20 + 61), all;

  all = import (n / 20 * 20 + 61);
  g_test_message ("%ld MiB, then %ld MiB", some, all);
  /* what AddressSanitizer and valgrind hold back is in there too */
#ifndef __SANITIZE_ADDRESS__
  if (g_getenv ("LD_PRELOAD") == NULL)
    {
      g_assert_cmpint (all - some, <, 50);
      g_assert_cmpint (all, <, 100);
    }
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/big/memory", test_memory);
  return g_test_run ();
}
