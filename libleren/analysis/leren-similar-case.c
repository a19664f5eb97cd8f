/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-similar-private.h"

#include <math.h>

/**
 * LerenSimilarCase:
 *
 * A case like the asked one: what makes it so, what was tried there and with what effect.
 *
 * Since: 0.1
 */
struct _LerenSimilarCase {
  GObject parent_instance;

  LerenSimilarContent content;
};

G_DEFINE_FINAL_TYPE (LerenSimilarCase, leren_similar_case, G_TYPE_OBJECT)

static void
leren_similar_case_finalize (GObject *object)
{
  LerenSimilarContent *content = &LEREN_SIMILAR_CASE (object)->content;

  g_free (content->id);
  g_clear_object (&content->record);
  g_clear_pointer (&content->moment, g_date_time_unref);
  for (guint i = 0; i < LEREN_N_SIMILAR_PARTS; i++)
    g_strfreev (content->shared[i]);
  g_clear_object (&content->actions);

  G_OBJECT_CLASS (leren_similar_case_parent_class)->finalize (object);
}

static void
leren_similar_case_class_init (LerenSimilarCaseClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_similar_case_finalize;
}

static void
leren_similar_case_init (LerenSimilarCase *self)
{
}

LerenSimilarCase *
_leren_similar_case_new (const LerenSimilarContent *content)
{
  LerenSimilarCase *self = g_object_new (LEREN_TYPE_SIMILAR_CASE, NULL);

  self->content = *content;
  return self;
}

/**
 * leren_similar_case_get_id:
 * @self: a similar case
 *
 * The id of the case.
 *
 * Returns: the id
 *
 * Since: 0.1
 */
const char *
leren_similar_case_get_id (LerenSimilarCase *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), NULL);
  return self->content.id;
}

/**
 * leren_similar_case_get_title:
 * @self: a similar case
 *
 * What people call the case.
 *
 * Returns: (nullable): the title, or %NULL where the case was deleted since the snapshot was taken
 *
 * Since: 0.1
 */
const char *
leren_similar_case_get_title (LerenSimilarCase *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), NULL);
  return self->content.record != NULL ? leren_case_get_title (self->content.record) : NULL;
}

/**
 * leren_similar_case_get_record:
 * @self: a similar case
 *
 * The case itself, as it is stored now.
 *
 * Returns: (nullable) (transfer none): the case, or %NULL where it was deleted since the snapshot was taken
 *
 * Since: 0.1
 */
LerenCase *
leren_similar_case_get_record (LerenSimilarCase *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), NULL);
  return self->content.record;
}

/**
 * leren_similar_case_get_similarity:
 * @self: a similar case
 *
 * How similar it is to the asked one: the sum of the contributions of the parts.
 *
 * Returns: the similarity, above 0 and at most 1
 *
 * Since: 0.1
 */
double
leren_similar_case_get_similarity (LerenSimilarCase *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), NAN);
  return self->content.similarity;
}

/**
 * leren_similar_case_get_score:
 * @self: a similar case
 *
 * What the cases are ordered by: the similarity, and that times one and the bonus where the case is
 * worked through.
 *
 * Returns: the score, above 0
 *
 * Since: 0.1
 */
double
leren_similar_case_get_score (LerenSimilarCase *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), NAN);
  return self->content.score;
}

/**
 * leren_similar_case_get_when:
 * @self: a similar case
 *
 * Whether it came before the asked case.
 *
 * Returns: when it came
 *
 * Since: 0.1
 */
LerenSimilarWhen
leren_similar_case_get_when (LerenSimilarCase *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), LEREN_SIMILAR_WHEN_UNKNOWN);
  return self->content.when;
}

/**
 * leren_similar_case_get_moment:
 * @self: a similar case
 *
 * When the case came: when it was written down (`created`), or when a session took it up, whichever was
 * first.
 *
 * Returns: (nullable) (transfer none): the moment, or %NULL where there is no date
 *
 * Since: 0.1
 */
GDateTime *
leren_similar_case_get_moment (LerenSimilarCase *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), NULL);
  return self->content.moment;
}

/**
 * leren_similar_case_is_worked_through:
 * @self: a similar case
 *
 * Whether it can be seen how it ended: the case is closed, and at least one of its actions was looked
 * back on and not dropped.
 *
 * Returns: %TRUE if it is
 *
 * Since: 0.1
 */
gboolean
leren_similar_case_is_worked_through (LerenSimilarCase *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), FALSE);
  return self->content.worked_through;
}

/**
 * leren_similar_case_get_part_similarity:
 * @self: a similar case
 * @part: what cases are compared by
 *
 * How similar the two are by one part.
 *
 * Returns: the similarity, from 0 to 1; NaN where the asked case has nothing of this part, or it weighs nothing
 *
 * Since: 0.1
 */
double
leren_similar_case_get_part_similarity (LerenSimilarCase *self, LerenSimilarPart part)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), NAN);
  g_return_val_if_fail ((guint) part < LEREN_N_SIMILAR_PARTS, NAN);
  return self->content.similarities[part];
}

/**
 * leren_similar_case_get_part_weight:
 * @self: a similar case
 * @part: what cases are compared by
 *
 * The weight of one part among those that the two are compared by, which are 1 together.
 *
 * Returns: the weight, from 0 to 1; NaN where the two are not compared by this part
 *
 * Since: 0.1
 */
double
leren_similar_case_get_part_weight (LerenSimilarCase *self, LerenSimilarPart part)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), NAN);
  g_return_val_if_fail ((guint) part < LEREN_N_SIMILAR_PARTS, NAN);
  return self->content.weights[part];
}

/**
 * leren_similar_case_get_part_contribution:
 * @self: a similar case
 * @part: what cases are compared by
 *
 * What one part gives to the similarity: its weight times its own similarity.
 *
 * Returns: the contribution, from 0 to 1; NaN where the two are not compared by this part
 *
 * Since: 0.1
 */
double
leren_similar_case_get_part_contribution (LerenSimilarCase *self, LerenSimilarPart part)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), NAN);
  g_return_val_if_fail ((guint) part < LEREN_N_SIMILAR_PARTS, NAN);
  return self->content.weights[part] * self->content.similarities[part];
}

/**
 * leren_similar_case_get_shared:
 * @self: a similar case
 * @part: what cases are compared by
 *
 * What the two share by one part: of the text the words, the most telling first; of domains and needs
 * the words as the asked case has them; of levels, loops and tensions the concepts, as
 * `framework/concept`; of people the words for their roles.
 *
 * Returns: (array zero-terminated=1) (transfer none): what they share; empty for nothing
 *
 * Since: 0.1
 */
const char *const *
leren_similar_case_get_shared (LerenSimilarCase *self, LerenSimilarPart part)
{
  static const char *const nothing[] = { NULL };

  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), NULL);
  g_return_val_if_fail ((guint) part < LEREN_N_SIMILAR_PARTS, NULL);
  return self->content.shared[part] != NULL ? (const char *const *) self->content.shared[part]
                                            : nothing;
}

/**
 * leren_similar_case_get_actions:
 * @self: a similar case
 *
 * What was tried there, in the order in which it was stored, as it is stored now: each #LerenAction tells
 * what was promised, what came of it and what was concluded.
 *
 * Returns: (transfer none): a list of #LerenAction
 *
 * Since: 0.1
 */
GListModel *
leren_similar_case_get_actions (LerenSimilarCase *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_CASE (self), NULL);
  return G_LIST_MODEL (self->content.actions);
}
