/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "model/leren-action.h"

G_BEGIN_DECLS

/**
 * SECTION:leren-action-cycle
 * @title: Action cycle
 * @short_description: how an action moves from proposed to concluded
 *
 * An action goes from proposed to owned, undertaken, reviewed and concluded, and can be dropped
 * as long as it is not concluded. There is one function for each move. It judges everything
 * before it changes anything: where a move is not allowed, or something it needs is missing, it
 * fails with %LEREN_ERROR_STATE and the action is as it was.
 */

LEREN_AVAILABLE_IN_0_1
gboolean leren_action_own (LerenAction *self, const char *owner, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_action_undertake (LerenAction *self, const GDate *on, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_action_review (LerenAction *self, const char *effect, int effect_rating,
                              const char *reflection, const GDate *on, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_action_conclude (LerenAction *self, LerenConclusion conclusion, LerenAction **next,
                                GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_action_drop (LerenAction *self, const char *reason, GError **error);

G_END_DECLS
