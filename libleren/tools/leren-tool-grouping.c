/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-grouping-private.h"

#include "tools/leren-tool-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

#define TITLE_COLUMNS 80

gboolean
tool_read_grouping (const char *by, LerenGrouping *grouping)
{
  g_autoptr (GEnumClass) words = g_type_class_ref (LEREN_TYPE_GROUPING);
  GEnumValue *word;

  *grouping = LEREN_GROUPING_NONE;
  if (by == NULL)
    return TRUE;
  word = g_enum_get_value_by_nick (words, by);
  if (word == NULL || word->value == LEREN_GROUPING_NONE)
    {
      tool_misuse (_ ("--by: “%s” is no group; it is case, team, practice, participant or month"),
                   by);
      return FALSE;
    }
  *grouping = word->value;
  return TRUE;
}

char *
tool_name_group (LerenStore *store, const char *id)
{
  g_autoptr (LerenRecord) record = id != NULL ? leren_store_get (store, id, NULL, NULL) : NULL;
  const char *title = record != NULL ? leren_record_get_title (record) : NULL;
  g_autofree char *plain =
    tool_one_line (title != NULL ? title : (id != NULL ? id : _ ("none of them")));
  char *shown = tool_shorten (plain, TITLE_COLUMNS);
  g_autofree char *owned = NULL;

  if (title == NULL)
    return shown;
  owned = shown;
  return g_strdup_printf ("%s (%s)", owned, id);
}
