/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "theory/leren-theory-private.h"

#include "theory/leren-built-in-private.h"
#include "theory/leren-framework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * LerenTheory:
 *
 * The frameworks there are, and which of their concepts correspond: those of the library, and those
 * of the user's own that were added. leren_theory_get_default() gives the one with those of the
 * library only; a store has a theory with the frameworks that it keeps.
 *
 * A theory is a #GListModel of #LerenFramework, the built-in ones first. Frameworks are never
 * removed. A theory is safe to use from several threads; #GListModel::items-changed is emitted on the
 * thread that adds a framework.
 *
 * Since: 0.1
 */
struct _LerenTheory {
  GObject parent_instance;

  gboolean is_default;
  GRWLock lock; /* of what follows */
  GPtrArray *frameworks;
  GHashTable *by_id;
};

static LerenFramework *
look_up (LerenTheory *self, const char *id)
{
  LerenFramework *framework;

  g_rw_lock_reader_lock (&self->lock);
  framework = g_hash_table_lookup (self->by_id, id);
  g_rw_lock_reader_unlock (&self->lock);
  return framework;
}

static GType
get_item_type (GListModel *model)
{
  return LEREN_TYPE_FRAMEWORK;
}

static guint
get_n_items (GListModel *model)
{
  LerenTheory *self = LEREN_THEORY (model);
  guint n_items;

  g_rw_lock_reader_lock (&self->lock);
  n_items = self->frameworks->len;
  g_rw_lock_reader_unlock (&self->lock);
  return n_items;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LerenTheory *self = LEREN_THEORY (model);
  gpointer item = NULL;

  g_rw_lock_reader_lock (&self->lock);
  if (position < self->frameworks->len)
    item = g_object_ref (g_ptr_array_index (self->frameworks, position));
  g_rw_lock_reader_unlock (&self->lock);
  return item;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LerenTheory, leren_theory, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
leren_theory_finalize (GObject *object)
{
  LerenTheory *self = LEREN_THEORY (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->frameworks);
  g_rw_lock_clear (&self->lock);
  G_OBJECT_CLASS (leren_theory_parent_class)->finalize (object);
}

static void
leren_theory_class_init (LerenTheoryClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_theory_finalize;
}

/* With the lock held for writing */
static gboolean
add (LerenTheory *self, LerenFramework *framework, GError **error)
{
  const char *id = leren_framework_get_id (framework);
  LerenFramework *there = g_hash_table_lookup (self->by_id, id);

  if (*id == '\0')
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("a framework without content; make one with leren_framework_from_json()"));
      return FALSE;
    }
  if (there == NULL)
    {
      g_ptr_array_add (self->frameworks, g_object_ref (framework));
      g_hash_table_insert (self->by_id, (char *) id, framework);
      return TRUE;
    }
  if (there == framework ||
      (!leren_framework_is_built_in (there) && _leren_framework_equal (there, framework)))
    return TRUE;
  if (leren_framework_is_built_in (there))
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
                 _ ("framework “%s”: id is that of a built-in framework; choose another"), id);
  else
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
                 _ ("framework “%s”: id is that of another framework, with other content; choose "
                    "another"),
                 id);
  return FALSE;
}

/* With the lock held */
static gboolean
check_crosswalk (LerenTheory *self, LerenFramework *framework, GError **error)
{
  guint n_entries;
  const LerenCrosswalkEntry *crosswalk = _leren_framework_get_crosswalk (framework, &n_entries);

  for (guint i = 0; i < n_entries; i++)
    {
      const char *to = crosswalk[i].to;
      g_autofree char *id = g_strndup (to, strchr (to, '/') - to);
      LerenFramework *target = g_hash_table_lookup (self->by_id, id);

      if (target != NULL && leren_framework_get_concept (target, strchr (to, '/') + 1) != NULL)
        continue;
      if (target == NULL)
        g_set_error (
          error, LEREN_ERROR, LEREN_ERROR_REFERENCE,
          _ ("framework “%s”: crosswalk[%u].to names “%s”, but there is no framework “%s”; "
             "add that one first"),
          leren_framework_get_id (framework), i, to, id);
      else
        g_set_error (
          error, LEREN_ERROR, LEREN_ERROR_REFERENCE,
          _ ("framework “%s”: crosswalk[%u].to names “%s”, but framework “%s” has no such "
             "concept; name one it has"),
          leren_framework_get_id (framework), i, to, id);
      return FALSE;
    }
  return TRUE;
}

/* With the lock held for writing */
static gboolean
add_all (LerenTheory *self, LerenFramework *const *frameworks, guint n_frameworks, GError **error)
{
  guint before = self->frameworks->len;
  gboolean added = TRUE;

  for (guint i = 0; i < n_frameworks && added; i++)
    added = add (self, frameworks[i], error);
  for (guint i = before; i < self->frameworks->len && added; i++)
    added = check_crosswalk (self, g_ptr_array_index (self->frameworks, i), error);
  if (added)
    return TRUE;

  for (guint i = before; i < self->frameworks->len; i++)
    {
      LerenFramework *framework = g_ptr_array_index (self->frameworks, i);
      g_hash_table_remove (self->by_id, leren_framework_get_id (framework));
    }
  g_ptr_array_set_size (self->frameworks, before);
  return FALSE;
}

gboolean
_leren_theory_add_all (LerenTheory *self, LerenFramework *const *frameworks, guint n_frameworks,
                       GError **error)
{
  guint before, n_added;
  gboolean added;

  if (self->is_default)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
                   _ ("the default theory cannot be added to; make one with leren_theory_new()"));
      return FALSE;
    }
  g_rw_lock_writer_lock (&self->lock);
  before = self->frameworks->len;
  added = add_all (self, frameworks, n_frameworks, error);
  n_added = self->frameworks->len - before;
  g_rw_lock_writer_unlock (&self->lock);

  if (n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n_added);
  return added;
}

static void
leren_theory_init (LerenTheory *self)
{
  g_autoptr (GError) error = NULL;
  LerenFramework *const *built_in;
  guint n_built_in;

  g_rw_lock_init (&self->lock);
  self->frameworks = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  built_in = _leren_built_in_get (&n_built_in);
  if (!add_all (self, built_in, n_built_in, &error))
    g_error ("built-in %s", error->message);
}

/**
 * leren_theory_new:
 *
 * Makes a theory with the built-in frameworks, to which others can be added.
 *
 * Returns: (transfer full): a new #LerenTheory
 *
 * Since: 0.1
 */
LerenTheory *
leren_theory_new (void)
{
  return g_object_new (LEREN_TYPE_THEORY, NULL);
}

/**
 * leren_theory_get_default:
 *
 * The theory with the built-in frameworks. It is shared, and cannot be added to.
 *
 * Returns: (transfer none): the theory
 *
 * Since: 0.1
 */
LerenTheory *
leren_theory_get_default (void)
{
  static LerenTheory *theory;

  /* Not with g_once_init_enter(): making a theory may wait for a class to be made, and who makes it
   * may be waiting here. Where two make one, the first stays. */
  if (g_atomic_pointer_get (&theory) == NULL)
    {
      LerenTheory *made = leren_theory_new ();

      made->is_default = TRUE;
      if (!g_atomic_pointer_compare_and_exchange (&theory, NULL, made))
        g_object_unref (made);
    }
  return g_atomic_pointer_get (&theory);
}

/**
 * leren_theory_get_framework:
 * @self: a theory
 * @id: the id of a framework, such as `logical-levels`
 *
 * Finds a framework by its id.
 *
 * Returns: (nullable) (transfer none): the framework, or %NULL where there is none of that id
 *
 * Since: 0.1
 */
LerenFramework *
leren_theory_get_framework (LerenTheory *self, const char *id)
{
  g_return_val_if_fail (LEREN_IS_THEORY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  return look_up (self, id);
}

/**
 * leren_theory_find_concept:
 * @self: a theory
 * @framework: the id of a framework, such as `logical-levels`
 * @concept: the id of one of its concepts, such as `belief`
 *
 * Finds a concept by the ids of its framework and its own.
 *
 * Returns: (nullable) (transfer none): the concept, or %NULL where there is none of these ids
 *
 * Since: 0.1
 */
LerenConcept *
leren_theory_find_concept (LerenTheory *self, const char *framework, const char *concept)
{
  LerenFramework *found;

  g_return_val_if_fail (LEREN_IS_THEORY (self), NULL);
  g_return_val_if_fail (framework != NULL, NULL);
  g_return_val_if_fail (concept != NULL, NULL);

  found = look_up (self, framework);
  return found != NULL ? leren_framework_get_concept (found, concept) : NULL;
}

/**
 * leren_theory_add_framework:
 * @self: a theory
 * @framework: a framework
 * @error: return location for a #GError
 *
 * Adds a framework of the user's own. Adding one again that has the same content changes nothing.
 *
 * Returns: %TRUE if it is there now; otherwise %FALSE with #LEREN_ERROR_EXISTS (a built-in framework
 *   has its id, or one with other content), #LEREN_ERROR_REFERENCE (its crosswalk names what is not
 *   there), #LEREN_ERROR_STATE (this is the default theory) or #LEREN_ERROR_INVALID (it has no
 *   content)
 *
 * Since: 0.1
 */
gboolean
leren_theory_add_framework (LerenTheory *self, LerenFramework *framework, GError **error)
{
  g_return_val_if_fail (LEREN_IS_THEORY (self), FALSE);
  g_return_val_if_fail (LEREN_IS_FRAMEWORK (framework), FALSE);
  return _leren_theory_add_all (self, &framework, 1, error);
}

/* Takes over @name. */
static void
add_name (GPtrArray *names, GHashTable *seen, char *name)
{
  if (g_hash_table_add (seen, name))
    g_ptr_array_add (names, name);
  else
    g_free (name);
}

/**
 * leren_theory_list_correspondences:
 * @self: a theory
 * @framework: the id of a framework, such as `learning-loops`
 * @concept: the id of one of its concepts, such as `double`
 *
 * The concepts that correspond to one, by the crosswalks of all frameworks: those that its own
 * framework names first, then those of the frameworks that name it.
 *
 * Returns: (array zero-terminated=1) (transfer full): the concepts, each as `framework/concept`; empty
 *   where there are none
 *
 * Since: 0.1
 */
char **
leren_theory_list_correspondences (LerenTheory *self, const char *framework, const char *concept)
{
  g_autoptr (GHashTable) seen = NULL;
  g_autofree char *wanted = NULL;
  const LerenCrosswalkEntry *crosswalk;
  LerenFramework *own;
  GPtrArray *names;
  guint n_entries;

  g_return_val_if_fail (LEREN_IS_THEORY (self), NULL);
  g_return_val_if_fail (framework != NULL, NULL);
  g_return_val_if_fail (concept != NULL, NULL);

  names = g_ptr_array_new ();
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  wanted = g_strconcat (framework, "/", concept, NULL);

  g_rw_lock_reader_lock (&self->lock);
  own = g_hash_table_lookup (self->by_id, framework);
  if (own != NULL)
    {
      crosswalk = _leren_framework_get_crosswalk (own, &n_entries);
      for (guint i = 0; i < n_entries; i++)
        if (g_str_equal (crosswalk[i].from, concept))
          add_name (names, seen, g_strdup (crosswalk[i].to));
    }
  for (guint i = 0; own != NULL && i < self->frameworks->len; i++)
    {
      LerenFramework *other = g_ptr_array_index (self->frameworks, i);

      crosswalk = _leren_framework_get_crosswalk (other, &n_entries);
      for (guint j = 0; j < n_entries; j++)
        if (g_str_equal (crosswalk[j].to, wanted))
          add_name (names, seen,
                    g_strconcat (leren_framework_get_id (other), "/", crosswalk[j].from, NULL));
    }
  g_rw_lock_reader_unlock (&self->lock);

  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}
