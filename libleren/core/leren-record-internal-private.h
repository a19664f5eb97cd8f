/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-record-private.h"

G_BEGIN_DECLS

/* What the files that make up LerenRecord share. */

typedef struct {
  guint64 set;
  guint64 heard_of;       /* the members of an own type that were notified */
  char *unknown_members;  /* a JSON object */
  char *numbers_as_given; /* a JSON object */
  char **times_as_given;  /* of an own type, which keeps moments only: by index; mostly NULL */
  GRefString *place;      /* the store it was read from or saved in last; NULL: none yet */
  struct _LerenRevision *revision; /* what it goes on from; NULL: nothing */
  char *failure;  /* why an accessor of an own type did not do what GObject asked of it */
  gboolean asked; /* GObject asks, and the accessor has not found that out yet */
  LerenSlot common[LEREN_RECORD_N_FIELDS];
} LerenRecordPrivate;

extern int _leren_record_private_offset;

static inline LerenRecordPrivate *
private_of (LerenRecord *self)
{
  return G_STRUCT_MEMBER_P (self, _leren_record_private_offset);
}

/* unchecked: every public function has checked its argument before it comes here */
static inline LerenRecordClass *
class_of (LerenRecord *self)
{
  return (LerenRecordClass *) ((GTypeInstance *) self)->g_class;
}

/* An own type keeps the values of its members itself; those that every record has are ours. */
static inline gboolean
has_slot (LerenRecord *self, guint index)
{
  return index < LEREN_RECORD_N_FIELDS || class_of (self)->slots_offset != 0;
}

static inline LerenSlot *
slot_at (LerenRecord *self, guint index)
{
  if (index < LEREN_RECORD_N_FIELDS)
    return &private_of (self)->common[index];
  return (LerenSlot *) ((char *) self + class_of (self)->slots_offset) +
         (index - LEREN_RECORD_N_FIELDS);
}

static inline const LerenField *
field_at (LerenRecord *self, guint index)
{
  if (index < LEREN_RECORD_N_FIELDS)
    return &_leren_record_fields[index];
  return class_of (self)->declaration->fields[index];
}

static inline gboolean
is_set (LerenRecord *self, guint index)
{
  return (private_of (self)->set & (G_GUINT64_CONSTANT (1) << index)) != 0;
}

/* in leren-record-revision.c */
void _leren_record_forget_revision (LerenRecord *self);

/* A number that is set anew is no longer the one whose text was kept. */
void _leren_record_forget_as_given (LerenRecord *self, const LerenField *field);

static inline void
changed (LerenRecord *self, const LerenField *field, gboolean present)
{
  LerenRecordPrivate *priv = private_of (self);
  guint64 bit = G_GUINT64_CONSTANT (1) << field->index;

  priv->set = present ? priv->set | bit : priv->set & ~bit;
  if (G_UNLIKELY (priv->numbers_as_given != NULL))
    _leren_record_forget_as_given (self, field);
  if (G_UNLIKELY (priv->revision != NULL && field->index == LEREN_RECORD_ID))
    _leren_record_forget_revision (self);
  g_object_notify_by_pspec (G_OBJECT (self), field->pspec);
}

/* Own types, in leren-record-own.c. */
void _leren_own_type_notify (GObject *object, GParamSpec *pspec);
gboolean _leren_own_type_to_cell (LerenRecord *self, const LerenField *field, LerenArena *arena,
                                  LerenCell *cell, GError **error);
gboolean _leren_own_type_from_cell (LerenRecord *self, const LerenField *field,
                                    const LerenCell *cell, GError **error);
void _leren_own_type_unset (LerenRecord *self, const LerenField *field);

G_END_DECLS
