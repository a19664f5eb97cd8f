/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-declaration-private.h"
#include "core/leren-record.h"

G_BEGIN_DECLS

/* A time keeps the text it was given in, because there are many ways to write one moment. */
typedef struct {
  GDateTime *time;
  char *text; /* NULL: as _leren_time_format() writes it */
} LerenTime;

/* Where a built-in type keeps the value of one field; zero is absent. */
typedef union {
  char *text;
  gint64 integer; /* also boolean and enum */
  double number;
  LerenTime *time;
  GDate *date;
  char **texts;
} LerenSlot;

/* Called by a built-in type's class_init: installs the properties of its fields. @slots_offset is
 * where in the instance the slots of its own fields are. */
void _leren_record_class_declare (LerenRecordClass *class, const char *name, const char *plural,
                                  LerenField *fields, guint n_fields, gsize slots_offset,
                                  LerenRowCheck check);

/* The accessors that the generated ones call; @index is the field's place in the declaration. */
const char *_leren_record_get_text (LerenRecord *self, guint index);
void _leren_record_set_text (LerenRecord *self, guint index, const char *value);
gint64 _leren_record_get_integer (LerenRecord *self, guint index);
void _leren_record_set_integer (LerenRecord *self, guint index, gint64 value);
int _leren_record_get_enum (LerenRecord *self, guint index);
void _leren_record_set_enum (LerenRecord *self, guint index, int value);
double _leren_record_get_number (LerenRecord *self, guint index);
void _leren_record_set_number (LerenRecord *self, guint index, double value);
gboolean _leren_record_get_boolean (LerenRecord *self, guint index);
void _leren_record_set_boolean (LerenRecord *self, guint index, gboolean value);
GDateTime *_leren_record_get_time (LerenRecord *self, guint index);
void _leren_record_set_time (LerenRecord *self, guint index, GDateTime *value);
const GDate *_leren_record_get_date (LerenRecord *self, guint index);
void _leren_record_set_date (LerenRecord *self, guint index, const GDate *value);
const char *const *_leren_record_get_texts (LerenRecord *self, guint index);
void _leren_record_set_texts (LerenRecord *self, guint index, const char *const *value);

/* A record's values as cells and back. Cells made here live in @arena. Reading an object's values
 * fails where one cannot be kept (text that is not UTF-8, a date that is not valid). */
gboolean _leren_record_to_row (LerenRecord *self, LerenRow *row, LerenArena *arena, GError **error);
/* whether its class has put a validation in the place of ours */
gboolean _leren_record_validates_itself (LerenRecord *self);
/* NULL where an accessor of an own type fails. */
LerenRecord *_leren_record_new_from_row (const LerenRow *row, GError **error);
/* One that has a slot. */
void _leren_record_put_cell (LerenRecord *self, const LerenField *field, const LerenCell *cell);

/* Where the record is kept: an interned string, one for each store; NULL while it is in none. */
void _leren_record_set_place (LerenRecord *self, GRefString *place);
GRefString *_leren_record_get_place (LerenRecord *self);

/* How a transaction ended: held by all records that were saved in it. */
typedef struct _LerenFate LerenFate;

LerenFate *_leren_fate_new (void);
void _leren_fate_decide (LerenFate *self, gboolean kept);
void _leren_fate_unref (LerenFate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenFate, _leren_fate_unref)

#define LEREN_REVISION_UNKNOWN -1

/* Which state of the record at @place this object goes on from: the revision it was read with, or that
 * of its last save. Where the transaction of that save (@fate, or NULL) is undone, it is the one
 * before again. An object whose id changes goes on from none. From any thread. */
void _leren_record_set_revision (LerenRecord *self, GRefString *place, gint64 revision,
                                 LerenFate *fate);
/* LEREN_REVISION_UNKNOWN where it is of none at @place */
gint64 _leren_record_get_revision (LerenRecord *self, GRefString *place);
void _leren_record_copy_revision (LerenRecord *self, LerenRecord *from);

/* the lower half, one value each: in leren-slot.c */
void _leren_slot_clear (const LerenField *field, LerenSlot *slot);
gboolean _leren_slot_to_cell (const LerenField *field, const LerenSlot *slot, LerenArena *arena,
                              LerenCell *cell, GError **error);
void _leren_slot_from_cell (const LerenField *field, LerenSlot *slot, const LerenCell *cell);
gboolean _leren_value_to_cell (const LerenField *field, const GValue *value, LerenArena *arena,
                               LerenCell *cell, GError **error);
void _leren_value_from_cell (const LerenField *field, GValue *value, const LerenCell *cell);

G_END_DECLS
