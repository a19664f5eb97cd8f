/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "leren.h"

G_BEGIN_DECLS

/* Prints a group's concepts, and what the kind of the framework has to say besides. */
void tool_print_profile_group (LerenProfile *profile, guint group);

G_END_DECLS
