/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-declaration.h"
#include "core/leren-field-private.h"

G_BEGIN_DECLS

/* Judges what one field alone cannot: members that must fit each other. */
typedef gboolean (*LerenRowCheck) (const LerenRow *row, GError **error);

struct _LerenDeclaration {
  const char *name;   /* the record type: "case" */
  const char *plural; /* "cases"; NULL of an own type */
  GType object_type;  /* 0: a type that this program has no class for */
  gboolean built_in;
  GThread *thread;     /* the only one on which its objects can be made; NULL: any */
  LerenField **fields; /* those of LerenRecord first */
  guint n_fields;
  LerenRowCheck check;
};

/* the fields every record has, in this order, before a type's own */
enum {
  LEREN_RECORD_ID,
  LEREN_RECORD_CREATED,
  LEREN_RECORD_MODIFIED,
  LEREN_RECORD_AUTHOR,
  LEREN_RECORD_PRACTICE,
  LEREN_RECORD_VISIBILITY,
  LEREN_RECORD_ATTRIBUTES,
  LEREN_RECORD_N_FIELDS
};

/* the set mask of a record has a bit for each field */
#define LEREN_MAX_FIELDS 64

/* Written by the generator out of record.toml. */
extern LerenField _leren_record_fields[];

/* The declaration of a class; made from its properties at first need where it is an own type. */
LerenDeclaration *_leren_declaration_for_type (GType type, GError **error);
/* Lets a class whose properties are members know whether GObject asks for them; in leren-record-own.c. */
void _leren_own_type_watch (GType type);
/* A built-in type, called from its class_init. */
LerenDeclaration *_leren_declaration_new_built_in (const char *name, const char *plural, GType type,
                                                   LerenField *fields, guint n_fields,
                                                   LerenRowCheck check);
/* A type as one store holds it, where this program has no class for it or one with other members.
 * It is not found by name. */
LerenDeclaration *_leren_declaration_new_for_store (const char *name, LerenField *fields,
                                                    guint n_fields);
/* Whether this thread can make objects of the type. */
gboolean _leren_declaration_is_at_home (const LerenDeclaration *self);
/* All declarations, built-in ones first, in the order of their making. */
GPtrArray *_leren_declaration_list (void);

const LerenField *_leren_declaration_find (const LerenDeclaration *self, const char *name,
                                           gsize length);
/* the field marked as title, or NULL */
const LerenField *_leren_declaration_get_title (const LerenDeclaration *self);

/* Makes the built-in types known; above this room, so handed in from the model. */
typedef void (*LerenBuiltInTypes) (void);
void _leren_declaration_set_built_in_types (LerenBuiltInTypes ensure);

/* Field checks, required members, and the type's own check; the message begins with type and id. */
gboolean _leren_row_check (const LerenRow *row, GError **error);
/* `case “c1”: ` before what is there already */
void _leren_row_prefix_error (const LerenRow *row, GError **error);

/* JSON tokens of one object to a row whose cells the caller made room for (n_fields). Unknown
 * members and numbers as given are kept. Checks each field and that required ones are there. */
gboolean _leren_row_read (LerenRow *row, const LerenJsonToken *tokens, LerenArena *arena,
                          GError **error);
/* The row as a JSON object on one line. */
void _leren_row_write (const LerenRow *row, GString *out);

G_END_DECLS
