/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-declaration.h"

G_BEGIN_DECLS

#define LEREN_TYPE_RECORD (leren_record_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_DERIVABLE_TYPE (LerenRecord, leren_record, LEREN, RECORD, GObject)

/**
 * LerenRecordClass:
 * @parent_class: the parent class
 * @validate: checks what the fields alone cannot say; chain up. Since: 0.1
 *
 * The class of records. Own record types derive from #LerenRecord and declare ordinary GObject
 * properties, which become the members of the type.
 *
 * Since: 0.1
 */
struct _LerenRecordClass {
  GObjectClass parent_class;

  gboolean (*validate) (LerenRecord *self, GError **error);

  /*< private >*/
  LerenDeclaration *declaration;
  gsize slots_offset;
  void (*get_own) (GObject *object, guint id, GValue *value, GParamSpec *pspec);
  void (*set_own) (GObject *object, guint id, const GValue *value, GParamSpec *pspec);
  gpointer padding[6];
};

LEREN_AVAILABLE_IN_0_1
const char *leren_record_get_record_type (LerenRecord *self);
LEREN_AVAILABLE_IN_0_1
const LerenDeclaration *leren_record_get_declaration (LerenRecord *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_record_get_title (LerenRecord *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_record_is_set (LerenRecord *self, const char *member);
LEREN_AVAILABLE_IN_0_1
void leren_record_unset (LerenRecord *self, const char *member);
LEREN_AVAILABLE_IN_0_1
gboolean leren_record_take_request (LerenRecord *self);
LEREN_AVAILABLE_IN_0_1
void leren_record_fail_request (LerenRecord *self, const char *reason);
LEREN_AVAILABLE_IN_0_1
gboolean leren_record_validate (LerenRecord *self, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_record_equal (LerenRecord *self, LerenRecord *other);
LEREN_AVAILABLE_IN_0_1
gboolean leren_record_is_same (LerenRecord *self, LerenRecord *other);
LEREN_AVAILABLE_IN_0_1
LerenRecord *leren_record_copy (LerenRecord *self);
LEREN_AVAILABLE_IN_0_1
char *leren_record_to_json (LerenRecord *self, GError **error);
LEREN_AVAILABLE_IN_0_1
LerenRecord *leren_record_from_json (const char *json, gssize length, GError **error);

G_END_DECLS
