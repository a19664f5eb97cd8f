/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "leren.h"

G_BEGIN_DECLS

/* what --by takes, as --help shows it */
#define TOOL_GROUPINGS "case|team|practice|participant|month"

/* Which division --by names; @by NULL is none. FALSE with a line on standard error. */
gboolean tool_read_grouping (const char *by, LerenGrouping *grouping);
/* A group as people recognise it: the title of its record, with its id, or a month. @id: NULL for
 * what belongs to none. Freed by the caller. */
char *tool_name_group (LerenStore *store, const char *id);

G_END_DECLS
