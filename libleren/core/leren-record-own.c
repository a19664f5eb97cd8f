/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-record-internal-private.h"

#include <glib/gi18n-lib.h>

/* A subclass in a program, in whatever language, keeps the values of its members itself. They are read and set as
 * GObject properties, and its accessors are code that can fail. */

static void
get_own_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LerenRecordClass *class = g_type_class_peek (pspec->owner_type);
  LerenRecordPrivate *priv = private_of (LEREN_RECORD (object));

  priv->asked = TRUE;
  class->get_own (object, id, value, pspec);
  priv->asked = FALSE;
}

static void
set_own_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LerenRecordClass *class = g_type_class_peek (pspec->owner_type);
  LerenRecordPrivate *priv = private_of (LEREN_RECORD (object));

  priv->asked = TRUE;
  class->set_own (object, id, value, pspec);
  priv->asked = FALSE;
}

void
_leren_own_type_watch (GType type)
{
  LerenRecordClass *class;
  GObjectClass *object_class;

  if (!g_type_is_a (type, LEREN_TYPE_RECORD))
    return;
  class = g_type_class_peek (type);
  object_class = G_OBJECT_CLASS (class);
  if (class->get_own != NULL)
    return;
  class->get_own = object_class->get_property;
  class->set_own = object_class->set_property;
  object_class->get_property = get_own_property;
  object_class->set_property = set_own_property;
}

/**
 * leren_record_take_request:
 * @self: a record of an own type
 *
 * Tells the accessor of a property whether it runs because GObject asks for it, as with
 * g_object_get_property(), or the program itself did so. Where a language has other values than
 * GObject (its own times, words for enums), the one wants those of GObject, the other those of the
 * language. It is answered once for each request, so that what the accessor reads itself is its own.
 *
 * Returns: %TRUE the first time it is called while GObject waits for an accessor of the record
 *
 * Since: 0.1
 */
gboolean
leren_record_take_request (LerenRecord *self)
{
  LerenRecordPrivate *priv;
  gboolean asked;

  g_return_val_if_fail (LEREN_IS_RECORD (self), FALSE);

  priv = private_of (self);
  asked = priv->asked;
  priv->asked = FALSE;
  return asked;
}

/**
 * leren_record_fail_request:
 * @self: a record of an own type
 * @reason: what went wrong, such as the message of an exception
 *
 * Says that an accessor could not do what GObject asked of it, which GObject has no way to hear. What
 * the library was about to do with the record (save it, write it, make it) then fails with
 * #LEREN_ERROR_FAILED and the reason, and changes nothing.
 *
 * Since: 0.1
 */
void
leren_record_fail_request (LerenRecord *self, const char *reason)
{
  LerenRecordPrivate *priv;

  g_return_if_fail (LEREN_IS_RECORD (self));
  g_return_if_fail (reason != NULL);

  priv = private_of (self);
  if (priv->failure == NULL)
    priv->failure = g_strdup (reason);
}

/* Does an own type's property say something? NULL does not, nor does the default that GObject gives
 * a construct property on its own account, which is the first that is heard of it. One that cannot
 * be read does, so that it is found out when it matters. */
static gboolean
says_something (LerenRecord *self, GParamSpec *pspec, gboolean first)
{
  LerenRecordPrivate *priv = private_of (self);
  g_autofree char *failure = g_steal_pointer (&priv->failure);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean failed;

  g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (pspec));
  g_object_get_property (G_OBJECT (self), pspec->name, &value);
  failed = priv->failure != NULL;
  g_free (priv->failure);
  priv->failure = g_steal_pointer (&failure);
  if (failed)
    return TRUE;
  if ((G_VALUE_HOLDS_STRING (&value) || G_VALUE_HOLDS_BOXED (&value)) &&
      g_value_peek_pointer (&value) == NULL)
    return FALSE;
  return !first || (pspec->flags & G_PARAM_CONSTRUCT) == 0 ||
         !g_param_value_defaults (pspec, &value);
}

/* An own type keeps its values itself; that one was set is learnt from its notification. */
void
_leren_own_type_notify (GObject *object, GParamSpec *pspec)
{
  LerenRecord *self = LEREN_RECORD (object);
  LerenRecordPrivate *priv = private_of (self);
  const LerenDeclaration *declaration;

  if (pspec->owner_type == LEREN_TYPE_RECORD)
    return;
  declaration = _leren_declaration_for_type (G_OBJECT_TYPE (self), NULL);
  for (guint i = LEREN_RECORD_N_FIELDS; declaration != NULL && i < declaration->n_fields; i++)
    if (declaration->fields[i]->pspec == pspec)
      {
        const guint64 bit = G_GUINT64_CONSTANT (1) << i;

        if (says_something (self, pspec, (priv->heard_of & bit) == 0))
          priv->set |= bit;
        else
          priv->set &= ~bit;
        priv->heard_of |= bit;
        if (priv->times_as_given != NULL)
          g_clear_pointer (&priv->times_as_given[i], g_free);
        if (priv->numbers_as_given != NULL)
          _leren_record_forget_as_given (self, declaration->fields[i]);
      }
}

gboolean
_leren_own_type_to_cell (LerenRecord *self, const LerenField *field, LerenArena *arena,
                         LerenCell *cell, GError **error)
{
  LerenRecordPrivate *priv = private_of (self);
  g_autofree char *failure = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  if (priv->times_as_given != NULL && priv->times_as_given[field->index] != NULL)
    {
      *cell = _leren_cell_text (priv->times_as_given[field->index], -1);
      return TRUE;
    }
  g_clear_pointer (&priv->failure, g_free);
  g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (field->pspec));
  g_object_get_property (G_OBJECT (self), field->property, &value);
  failure = g_steal_pointer (&priv->failure);
  if (failure == NULL)
    return _leren_value_to_cell (field, &value, arena, cell, error);
  _leren_field_set_error (field, error, LEREN_ERROR_FAILED, _ ("cannot be read: %s"), failure);
  return FALSE;
}

gboolean
_leren_own_type_from_cell (LerenRecord *self, const LerenField *field, const LerenCell *cell,
                           GError **error)
{
  LerenRecordPrivate *priv = private_of (self);
  g_autofree char *failure = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  g_clear_pointer (&priv->failure, g_free);
  g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (field->pspec));
  _leren_value_from_cell (field, &value, cell);
  g_object_set_property (G_OBJECT (self), field->property, &value);
  failure = g_steal_pointer (&priv->failure);
  if (failure != NULL)
    {
      _leren_field_set_error (field, error, LEREN_ERROR_FAILED, _ ("cannot be set: %s"), failure);
      return FALSE;
    }
  if (field->kind == LEREN_FIELD_KIND_TIME)
    {
      if (priv->times_as_given == NULL)
        priv->times_as_given = g_new0 (char *, LEREN_MAX_FIELDS);
      g_free (priv->times_as_given[field->index]);
      priv->times_as_given[field->index] = _leren_cell_dup_text (cell);
    }
  priv->set |= G_GUINT64_CONSTANT (1) << field->index;
  return TRUE;
}

void
_leren_own_type_unset (LerenRecord *self, const LerenField *field)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (field->pspec));
  g_param_value_set_default (field->pspec, &value);
  g_object_set_property (G_OBJECT (self), field->property, &value);
  private_of (self)->set &= ~(G_GUINT64_CONSTANT (1) << field->index);
}
