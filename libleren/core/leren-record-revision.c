/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-record-internal-private.h"

/* From which state of a store an object goes on. A save on another thread changes it, under the lock
 * of its store; the program may read it or change the id meanwhile. */

typedef enum {
  OPEN,
  KEPT,
  UNDONE,
} Outcome;

struct _LerenFate {
  Outcome outcome; /* atomic */
};

typedef struct _LerenRevision {
  GRefString *place;
  gint64 number;
  gint64 before;   /* until the fate is decided */
  LerenFate *fate; /* NULL once it is */
} LerenRevision;

G_LOCK_DEFINE_STATIC (revisions);

LerenFate *
_leren_fate_new (void)
{
  return g_atomic_rc_box_new0 (LerenFate);
}

void
_leren_fate_decide (LerenFate *self, gboolean kept)
{
  g_atomic_int_set (&self->outcome, kept ? KEPT : UNDONE);
}

void
_leren_fate_unref (LerenFate *self)
{
  g_atomic_rc_box_release (self);
}

static void
revision_free (LerenRevision *self)
{
  g_clear_pointer (&self->fate, _leren_fate_unref);
  g_ref_string_release (self->place);
  g_free (self);
}

/* What has been decided meanwhile is taken in. */
static gint64
settle (LerenRevision *self)
{
  Outcome outcome = self->fate != NULL ? g_atomic_int_get (&self->fate->outcome) : OPEN;

  if (outcome == UNDONE)
    self->number = self->before;
  if (outcome != OPEN)
    g_clear_pointer (&self->fate, _leren_fate_unref);
  return self->number;
}

void
_leren_record_forget_revision (LerenRecord *self)
{
  G_LOCK (revisions);
  g_clear_pointer (&private_of (self)->revision, revision_free);
  G_UNLOCK (revisions);
}

void
_leren_record_set_revision (LerenRecord *self, GRefString *place, gint64 revision, LerenFate *fate)
{
  LerenRecordPrivate *priv = private_of (self);
  gint64 before = LEREN_REVISION_UNKNOWN;

  G_LOCK (revisions);
  if (priv->revision != NULL && priv->revision->place == place)
    {
      before = settle (priv->revision);
      /* the second save of one transaction: what was before it is what was before the first */
      if (priv->revision->fate != NULL)
        before = priv->revision->before;
    }
  g_clear_pointer (&priv->revision, revision_free);
  priv->revision = g_new (LerenRevision, 1);
  priv->revision->place = g_ref_string_acquire (place);
  priv->revision->number = revision;
  priv->revision->before = before;
  priv->revision->fate = fate != NULL ? g_atomic_rc_box_acquire (fate) : NULL;
  G_UNLOCK (revisions);
}

gint64
_leren_record_get_revision (LerenRecord *self, GRefString *place)
{
  LerenRevision *revision;
  gint64 number = LEREN_REVISION_UNKNOWN;

  G_LOCK (revisions);
  revision = private_of (self)->revision;
  if (revision != NULL && revision->place == place)
    number = settle (revision);
  G_UNLOCK (revisions);
  return number;
}

void
_leren_record_copy_revision (LerenRecord *self, LerenRecord *from)
{
  LerenRecordPrivate *priv = private_of (self);
  const LerenRevision *revision;

  G_LOCK (revisions);
  g_clear_pointer (&priv->revision, revision_free);
  revision = private_of (from)->revision;
  if (revision != NULL)
    {
      priv->revision = g_memdup2 (revision, sizeof *revision);
      g_ref_string_acquire (revision->place);
      if (revision->fate != NULL)
        g_atomic_rc_box_acquire (revision->fate);
    }
  G_UNLOCK (revisions);
}
