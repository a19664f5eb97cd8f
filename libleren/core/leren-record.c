/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-writer-private.h"
#include "core/leren-record-internal-private.h"
#include "core/leren-unknown-record-private.h"

/**
 * LerenRecord:
 *
 * What a team writes down: the base of all record types. A record has an identity, an author, a
 * visibility and attributes of the user's own, and the members of its type. Each member can be
 * absent, which is not the same as having its default; leren_record_is_set() tells which.
 *
 * Setters cannot fail: a value that the declaration does not allow is kept and reported by
 * leren_record_validate(), and by a store that is asked to save it. Records are not safe to use
 * from several threads at once.
 *
 * Since: 0.1
 */

static gpointer leren_record_parent_class;
int _leren_record_private_offset;

enum { PROP_RECORD_TYPE = LEREN_MAX_FIELDS + 1 };

static GParamSpec *record_type_pspec;

/* the id of a field's property is its place and one more: 0 is not allowed */
#define PROP_OF(index) ((index) + 1)

void
_leren_record_forget_as_given (LerenRecord *self, const LerenField *field)
{
  LerenRecordPrivate *priv = private_of (self);
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (GString) kept = g_string_new ("{");
  const LerenJsonToken *tokens;
  guint32 n_tokens;

  tokens = _leren_json_reader_parse (reader, priv->numbers_as_given,
                                     strlen (priv->numbers_as_given), 1, &n_tokens, NULL);
  for (guint32 i = 1; tokens != NULL && i < n_tokens; i = tokens[i + 1].end)
    {
      g_autofree char *name = g_strndup (tokens[i].text, tokens[i].length);

      if (g_str_equal (name, field->name))
        continue;
      _leren_json_append_name (kept, name);
      g_string_append_len (kept, tokens[i + 1].text, tokens[i + 1].length);
    }
  g_string_append_c (kept, '}');
  g_clear_pointer (&priv->numbers_as_given, g_free);
  if (kept->len > 2)
    priv->numbers_as_given = g_string_free (g_steal_pointer (&kept), FALSE);
}

const char *
_leren_record_get_text (LerenRecord *self, guint index)
{
  return is_set (self, index) ? slot_at (self, index)->text : field_at (self, index)->fallback;
}

/* The setters come in two layers, because g_object_new() sets many properties in a row and the
 * lower one is inlined there. */
static inline void
put_text (LerenRecord *self, const LerenField *field, LerenSlot *slot, const char *value)
{
  char *copy;

  if (g_strcmp0 (slot->text, value) == 0)
    return;
  copy = g_strdup (value);
  g_free (slot->text);
  slot->text = copy;
  changed (self, field, value != NULL);
}

static inline void
put_integer (LerenRecord *self, const LerenField *field, LerenSlot *slot, gint64 value)
{
  if (slot->integer == value && is_set (self, field->index))
    return;
  slot->integer = value;
  changed (self, field, TRUE);
}

static inline void
put_enum (LerenRecord *self, const LerenField *field, LerenSlot *slot, int value)
{
  if (slot->integer == value)
    return;
  slot->integer = value;
  changed (self, field, value != 0);
}

void
_leren_record_set_text (LerenRecord *self, guint index, const char *value)
{
  put_text (self, field_at (self, index), slot_at (self, index), value);
}

gint64
_leren_record_get_integer (LerenRecord *self, guint index)
{
  const char *fallback = field_at (self, index)->fallback;

  if (is_set (self, index) || fallback == NULL)
    return slot_at (self, index)->integer;
  return g_ascii_strtoll (fallback, NULL, 10);
}

void
_leren_record_set_integer (LerenRecord *self, guint index, gint64 value)
{
  put_integer (self, field_at (self, index), slot_at (self, index), value);
}

int
_leren_record_get_enum (LerenRecord *self, guint index)
{
  const LerenField *field = field_at (self, index);

  if (is_set (self, index) || field->fallback == NULL)
    return slot_at (self, index)->integer;
  return _leren_field_enum_value (field, field->fallback, strlen (field->fallback));
}

void
_leren_record_set_enum (LerenRecord *self, guint index, int value)
{
  put_enum (self, field_at (self, index), slot_at (self, index), value);
}

double
_leren_record_get_number (LerenRecord *self, guint index)
{
  const char *fallback = field_at (self, index)->fallback;

  if (is_set (self, index) || fallback == NULL)
    return slot_at (self, index)->number;
  return g_ascii_strtod (fallback, NULL);
}

void
_leren_record_set_number (LerenRecord *self, guint index, double value)
{
  LerenSlot *slot = slot_at (self, index);

  if (is_set (self, index) && slot->number == value)
    return;
  slot->number = value;
  changed (self, field_at (self, index), TRUE);
}

gboolean
_leren_record_get_boolean (LerenRecord *self, guint index)
{
  return slot_at (self, index)->integer != 0;
}

void
_leren_record_set_boolean (LerenRecord *self, guint index, gboolean value)
{
  _leren_record_set_integer (self, index, value != FALSE);
}

GDateTime *
_leren_record_get_time (LerenRecord *self, guint index)
{
  LerenTime *time = slot_at (self, index)->time;
  return time != NULL ? time->time : NULL;
}

void
_leren_record_set_time (LerenRecord *self, guint index, GDateTime *value)
{
  LerenSlot *slot = slot_at (self, index);
  LerenTime *time = NULL;

  if (value == NULL && slot->time == NULL)
    return;
  if (value != NULL)
    {
      time = g_new0 (LerenTime, 1);
      time->time = g_date_time_ref (value);
    }
  _leren_slot_clear (field_at (self, index), slot);
  slot->time = time;
  changed (self, field_at (self, index), value != NULL);
}

const GDate *
_leren_record_get_date (LerenRecord *self, guint index)
{
  return slot_at (self, index)->date;
}

void
_leren_record_set_date (LerenRecord *self, guint index, const GDate *value)
{
  LerenSlot *slot = slot_at (self, index);
  GDate *copy;

  if (value == NULL && slot->date == NULL)
    return;
  copy = value != NULL ? g_date_copy (value) : NULL;
  g_clear_pointer (&slot->date, g_date_free);
  slot->date = copy;
  changed (self, field_at (self, index), value != NULL);
}

const char *const *
_leren_record_get_texts (LerenRecord *self, guint index)
{
  return (const char *const *) slot_at (self, index)->texts;
}

void
_leren_record_set_texts (LerenRecord *self, guint index, const char *const *value)
{
  LerenSlot *slot = slot_at (self, index);
  char **copy;

  if (value == NULL && slot->texts == NULL)
    return;
  copy = g_strdupv ((char **) value);
  g_strfreev (slot->texts);
  slot->texts = copy;
  changed (self, field_at (self, index), value != NULL);
}

static void
leren_record_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LerenRecord *self = (LerenRecord *) object;
  guint index = id - 1;
  const LerenField *field;
  LerenSlot *slot;

  if (id == PROP_RECORD_TYPE || index >= LEREN_MAX_FIELDS)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }

  field = field_at (self, index);
  slot = slot_at (self, index);
  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
      put_integer (self, field, slot, g_value_get_int64 (value));
      break;
    case LEREN_FIELD_KIND_NUMBER:
      _leren_record_set_number (self, index, g_value_get_double (value));
      break;
    case LEREN_FIELD_KIND_BOOLEAN:
      put_integer (self, field, slot, g_value_get_boolean (value));
      break;
    case LEREN_FIELD_KIND_ENUM:
      put_enum (self, field, slot, g_value_get_enum (value));
      break;
    case LEREN_FIELD_KIND_TIME:
      _leren_record_set_time (self, index, g_value_get_boxed (value));
      break;
    case LEREN_FIELD_KIND_DATE:
      _leren_record_set_date (self, index, g_value_get_boxed (value));
      break;
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    case LEREN_FIELD_KIND_REFERENCES:
      _leren_record_set_texts (self, index, g_value_get_boxed (value));
      break;
    case LEREN_FIELD_KIND_TEXT:
    case LEREN_FIELD_KIND_CONCEPT:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_REFERENCE:
    case LEREN_FIELD_KIND_JSON:
      put_text (self, field, slot, g_value_get_string (value));
      break;
    }
}

static void
leren_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LerenRecord *self = LEREN_RECORD (object);
  guint index = id - 1;

  if (id == PROP_RECORD_TYPE)
    {
      g_value_set_string (value, leren_record_get_record_type (self));
      return;
    }
  if (index >= LEREN_MAX_FIELDS)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (index == LEREN_RECORD_ID)
    {
      g_value_set_string (value, leren_record_get_id (self));
      return;
    }

  switch (field_at (self, index)->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
      g_value_set_int64 (value, _leren_record_get_integer (self, index));
      break;
    case LEREN_FIELD_KIND_NUMBER:
      g_value_set_double (value, _leren_record_get_number (self, index));
      break;
    case LEREN_FIELD_KIND_BOOLEAN:
      g_value_set_boolean (value, _leren_record_get_boolean (self, index));
      break;
    case LEREN_FIELD_KIND_ENUM:
      g_value_set_enum (value, _leren_record_get_enum (self, index));
      break;
    case LEREN_FIELD_KIND_TIME:
      g_value_set_boxed (value, _leren_record_get_time (self, index));
      break;
    case LEREN_FIELD_KIND_DATE:
      g_value_set_boxed (value, _leren_record_get_date (self, index));
      break;
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    case LEREN_FIELD_KIND_REFERENCES:
      g_value_set_boxed (value, _leren_record_get_texts (self, index));
      break;
    case LEREN_FIELD_KIND_TEXT:
    case LEREN_FIELD_KIND_CONCEPT:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_REFERENCE:
    case LEREN_FIELD_KIND_JSON:
      g_value_set_string (value, _leren_record_get_text (self, index));
      break;
    }
}

static void
leren_record_finalize (GObject *object)
{
  LerenRecord *self = LEREN_RECORD (object);
  LerenRecordPrivate *priv = private_of (self);
  LerenRecordClass *class = class_of (self);
  guint n_fields = class->slots_offset != 0 ? class->declaration->n_fields : LEREN_RECORD_N_FIELDS;

  for (guint64 left = priv->set; left != 0; left &= left - 1)
    {
      guint index = __builtin_ctzll (left);

      if (index < n_fields)
        {
          const LerenField *field = field_at (self, index);
          LerenSlot *slot = slot_at (self, index);

          if (LEREN_FIELD_IS_TEXT (field))
            g_free (slot->text);
          else
            _leren_slot_clear (field, slot);
        }
    }
  g_free (priv->unknown_members);
  g_free (priv->numbers_as_given);
  if (priv->times_as_given != NULL)
    for (guint i = 0; i < LEREN_MAX_FIELDS; i++)
      g_free (priv->times_as_given[i]);
  g_free (priv->times_as_given);
  g_free (priv->failure);
  g_clear_pointer (&priv->place, g_ref_string_release);
  _leren_record_forget_revision (self);

  G_OBJECT_CLASS (leren_record_parent_class)->finalize (object);
}

static gboolean
leren_record_real_validate (LerenRecord *self, GError **error)
{
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  const LerenDeclaration *declaration;
  g_autofree LerenCell *cells = NULL;
  LerenRow row = { 0 };

  declaration = _leren_declaration_for_type (G_OBJECT_TYPE (self), error);
  if (declaration == NULL)
    return FALSE;
  cells = g_new0 (LerenCell, declaration->n_fields);
  row.cells = cells;
  leren_record_get_id (self);
  return _leren_record_to_row (self, &row, arena, error) && _leren_row_check (&row, error);
}

gboolean
_leren_record_validates_itself (LerenRecord *self)
{
  return LEREN_RECORD_GET_CLASS (self)->validate != leren_record_real_validate;
}

/* Runs for every subclass before its own class_init: GObject clears these two in each class. */
static void
leren_record_base_init (gpointer g_class)
{
  GObjectClass *object_class = g_class;
  LerenRecordClass *class = g_class;

  object_class->set_property = leren_record_set_property;
  object_class->get_property = leren_record_get_property;
  object_class->notify = _leren_own_type_notify;
  class->declaration = NULL;
  class->slots_offset = 0;
  class->get_own = NULL;
  class->set_own = NULL;
}

static void
leren_record_class_init (gpointer g_class, gpointer data)
{
  LerenRecordClass *class = g_class;
  GObjectClass *object_class = g_class;

  leren_record_parent_class = g_type_class_peek_parent (class);
  g_type_class_adjust_private_offset (class, &_leren_record_private_offset);
  object_class->finalize = leren_record_finalize;
  class->validate = leren_record_real_validate;

  for (guint i = 0; i < LEREN_RECORD_N_FIELDS; i++)
    {
      LerenField *field = &_leren_record_fields[i];

      _leren_field_prepare (field, i);
      field->pspec = _leren_field_make_pspec (field);
      g_object_class_install_property (object_class, PROP_OF (i), field->pspec);
    }

  /**
   * LerenRecord:record-type:
   *
   * The name of the record's type, such as `case`.
   *
   * Since: 0.1
   */
  record_type_pspec = g_param_spec_string ("record-type", NULL, NULL, NULL,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, PROP_RECORD_TYPE, record_type_pspec);
}

/* By hand, because G_DEFINE_TYPE() knows no base_init. */
GType
leren_record_get_type (void)
{
  static gsize registered;

  if (g_once_init_enter (&registered))
    {
      const GTypeInfo info = {
        .class_size = sizeof (LerenRecordClass),
        .base_init = leren_record_base_init,
        .class_init = leren_record_class_init,
        .instance_size = sizeof (LerenRecord),
      };
      GType type = g_type_register_static (G_TYPE_OBJECT, g_intern_static_string ("LerenRecord"),
                                           &info, G_TYPE_FLAG_ABSTRACT);

      _leren_record_private_offset =
        g_type_add_instance_private (type, sizeof (LerenRecordPrivate));
      g_once_init_leave (&registered, type);
    }
  return registered;
}

void
_leren_record_class_declare (LerenRecordClass *class, const char *name, const char *plural,
                             LerenField *fields, guint n_fields, gsize slots_offset,
                             LerenRowCheck check)
{
  class->slots_offset = slots_offset;
  class->declaration = _leren_declaration_new_built_in (name, plural, G_TYPE_FROM_CLASS (class),
                                                        fields, n_fields, check);
  /* the set bits of built-in types are kept by their setters */
  G_OBJECT_CLASS (class)->notify = NULL;
  for (guint i = 0; i < n_fields; i++)
    {
      fields[i].pspec = _leren_field_make_pspec (&fields[i]);
      g_object_class_install_property (G_OBJECT_CLASS (class), PROP_OF (fields[i].index),
                                       fields[i].pspec);
    }
}

gboolean
_leren_record_to_row (LerenRecord *self, LerenRow *row, LerenArena *arena, GError **error)
{
  LerenRecordPrivate *priv = private_of (self);
  const LerenDeclaration *declaration;

  declaration = _leren_declaration_for_type (G_OBJECT_TYPE (self), error);
  if (declaration == NULL)
    return FALSE;
  row->declaration = declaration;
  row->unknown_members.kind = row->numbers_as_given.kind = LEREN_CELL_ABSENT;
  if (priv->unknown_members != NULL)
    row->unknown_members = _leren_cell_text (priv->unknown_members, -1);
  if (priv->numbers_as_given != NULL)
    row->numbers_as_given = _leren_cell_text (priv->numbers_as_given, -1);

  for (guint i = 0; i < declaration->n_fields; i++)
    {
      const LerenField *field = declaration->fields[i];
      LerenCell *cell = &row->cells[i];
      gboolean read;

      cell->kind = LEREN_CELL_ABSENT;
      if (!is_set (self, i))
        continue;
      if (has_slot (self, i))
        read = _leren_slot_to_cell (field, slot_at (self, i), arena, cell, error);
      else
        read = _leren_own_type_to_cell (self, field, arena, cell, error);
      if (!read)
        {
          _leren_row_prefix_error (row, error);
          return FALSE;
        }
    }
  return TRUE;
}

void
_leren_record_put_cell (LerenRecord *self, const LerenField *field, const LerenCell *cell)
{
  _leren_slot_from_cell (field, slot_at (self, field->index), cell);
  private_of (self)->set |= G_GUINT64_CONSTANT (1) << field->index;
}

LerenRecord *
_leren_record_new_from_row (const LerenRow *row, GError **error)
{
  g_autoptr (LerenRecord) self = g_object_new (row->declaration->object_type, NULL);
  LerenRecordPrivate *priv = private_of (self);

  for (guint i = 0; i < row->declaration->n_fields; i++)
    {
      const LerenField *field = row->declaration->fields[i];
      const LerenCell *cell = &row->cells[i];

      if (cell->kind == LEREN_CELL_ABSENT)
        continue;
      if (has_slot (self, i))
        _leren_slot_from_cell (field, slot_at (self, i), cell);
      else if (!_leren_own_type_from_cell (self, field, cell, error))
        {
          _leren_row_prefix_error (row, error);
          return NULL;
        }
      priv->set |= G_GUINT64_CONSTANT (1) << i;
    }
  priv->unknown_members = _leren_cell_dup_text (&row->unknown_members);
  priv->numbers_as_given = _leren_cell_dup_text (&row->numbers_as_given);
  return g_steal_pointer (&self);
}

/**
 * leren_record_get_id:
 * @self: a record
 *
 * The identity of the record, unique in a store over all types. A UUID is made where none was given.
 *
 * Returns: (transfer none): the id
 *
 * Since: 0.1
 */
const char *
leren_record_get_id (LerenRecord *self)
{
  LerenSlot *slot;

  g_return_val_if_fail (LEREN_IS_RECORD (self), NULL);

  slot = slot_at (self, LEREN_RECORD_ID);
  if (slot->text == NULL)
    {
      slot->text = g_uuid_string_random ();
      private_of (self)->set |= 1 << LEREN_RECORD_ID;
    }
  return slot->text;
}

void
_leren_record_set_place (LerenRecord *self, GRefString *place)
{
  LerenRecordPrivate *priv = private_of (self);

  if (place == priv->place)
    return;
  g_clear_pointer (&priv->place, g_ref_string_release);
  if (place != NULL)
    priv->place = g_ref_string_acquire (place);
}

GRefString *
_leren_record_get_place (LerenRecord *self)
{
  return private_of (self)->place;
}

/**
 * leren_record_is_same:
 * @self: a record
 * @other: another record
 *
 * Whether two objects stand for one record: they have the same type and the same id, and were last
 * read from or saved in the same store, or both in none yet. What they say can differ, where one
 * was changed since; leren_record_equal() compares that. A record that has no id yet is the same as
 * itself alone, and a copy is the same as what it was made of.
 *
 * Returns: %TRUE if they do
 *
 * Since: 0.1
 */
gboolean
leren_record_is_same (LerenRecord *self, LerenRecord *other)
{
  const char *mine, *theirs;

  g_return_val_if_fail (LEREN_IS_RECORD (self), FALSE);
  g_return_val_if_fail (LEREN_IS_RECORD (other), FALSE);

  mine = slot_at (self, LEREN_RECORD_ID)->text;
  theirs = slot_at (other, LEREN_RECORD_ID)->text;
  if (self == other)
    return TRUE;
  return mine != NULL && g_strcmp0 (mine, theirs) == 0 &&
         private_of (self)->place == private_of (other)->place &&
         g_str_equal (leren_record_get_record_type (self), leren_record_get_record_type (other));
}

/**
 * leren_record_get_record_type: (get-property record-type)
 * @self: a record
 *
 * The name of the record's type, as in the `type` of its JSON.
 *
 * Returns: (transfer none): the name, such as `case`
 *
 * Since: 0.1
 */
const char *
leren_record_get_record_type (LerenRecord *self)
{
  const LerenDeclaration *declaration;

  g_return_val_if_fail (LEREN_IS_RECORD (self), NULL);

  if (LEREN_IS_UNKNOWN_RECORD (self))
    return _leren_unknown_record_get_type_name (LEREN_UNKNOWN_RECORD (self));
  declaration = _leren_declaration_for_type (G_OBJECT_TYPE (self), NULL);
  return declaration != NULL ? declaration->name : G_OBJECT_TYPE_NAME (self);
}

/**
 * leren_record_get_declaration:
 * @self: a record
 *
 * What the record's type is declared to be.
 *
 * Returns: (nullable) (transfer none): the declaration, or %NULL where an own type has a property that cannot be kept
 *
 * Since: 0.1
 */
const LerenDeclaration *
leren_record_get_declaration (LerenRecord *self)
{
  g_return_val_if_fail (LEREN_IS_RECORD (self), NULL);
  return _leren_declaration_for_type (G_OBJECT_TYPE (self), NULL);
}

/**
 * leren_record_get_title:
 * @self: a record
 *
 * What a person recognises the record by: the title of a case, the name of a team, what an action promises, the
 * text of a reflection.
 *
 * Returns: (nullable) (transfer none): the title, or %NULL where it has none
 *
 * Since: 0.1
 */
const char *
leren_record_get_title (LerenRecord *self)
{
  const LerenField *field;

  g_return_val_if_fail (LEREN_IS_RECORD (self), NULL);

  if (LEREN_RECORD_GET_CLASS (self)->slots_offset == 0)
    return NULL;
  field = _leren_declaration_get_title (LEREN_RECORD_GET_CLASS (self)->declaration);
  return field != NULL ? _leren_record_get_text (self, field->index) : NULL;
}

static const LerenField *
find_member (LerenRecord *self, const char *member)
{
  const LerenDeclaration *declaration = _leren_declaration_for_type (G_OBJECT_TYPE (self), NULL);
  return declaration != NULL ? leren_declaration_find_field (declaration, member) : NULL;
}

/**
 * leren_record_is_set:
 * @self: a record
 * @member: the name of a member (`effect_rating`) or of its property (`effect-rating`)
 *
 * Whether a member has been given a value. A getter gives the default of a member that is not set.
 *
 * Returns: %TRUE if the member is present; %FALSE if it is absent or the type has no such member
 *
 * Since: 0.1
 */
gboolean
leren_record_is_set (LerenRecord *self, const char *member)
{
  const LerenField *field;

  g_return_val_if_fail (LEREN_IS_RECORD (self), FALSE);
  g_return_val_if_fail (member != NULL, FALSE);

  field = find_member (self, member);
  return field != NULL && is_set (self, field->index);
}

/**
 * leren_record_unset:
 * @self: a record
 * @member: the name of a member (`effect_rating`) or of its property (`effect-rating`)
 *
 * Makes a member absent. A name the type does not have is let be.
 *
 * Since: 0.1
 */
void
leren_record_unset (LerenRecord *self, const char *member)
{
  const LerenField *field;

  g_return_if_fail (LEREN_IS_RECORD (self));
  g_return_if_fail (member != NULL);

  field = find_member (self, member);
  if (field == NULL || !is_set (self, field->index))
    return;
  if (has_slot (self, field->index))
    {
      _leren_slot_clear (field, slot_at (self, field->index));
      changed (self, field, FALSE);
    }
  else
    _leren_own_type_unset (self, field);
}

/**
 * leren_record_validate:
 * @self: a record
 * @error: return location for a #GError
 *
 * Checks all that can be known without a store: required members, bounds, words, dates, and
 * members that must fit each other. A store checks the same, and references, when it saves.
 *
 * Returns: %TRUE if the record is valid; otherwise %FALSE with an error of #LEREN_ERROR that names the member
 *
 * Since: 0.1
 */
gboolean
leren_record_validate (LerenRecord *self, GError **error)
{
  g_return_val_if_fail (LEREN_IS_RECORD (self), FALSE);
  return LEREN_RECORD_GET_CLASS (self)->validate (self, error);
}
