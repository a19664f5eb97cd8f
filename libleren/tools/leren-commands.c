/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"

/* In the order in which --help shows them */
const ToolCommand *const tool_commands[] = {
  &command_init,    &command_import,   &command_export,
  &command_add,     &command_list,     &command_show,
  &command_act,     &command_diagnose, &command_profile,
  &command_cycles,  &command_spiral,   &command_dialogue,
  &command_similar, &command_history,  &command_agreement,
  &command_journal, &command_report,   &command_pseudonymise,
  &command_check,   &command_backup,   &command_merge,
  &command_erase,   &command_retain,   &command_audit,
  &command_admit,   &command_withdraw, &command_frameworks,
  &command_rules,   &command_schema,   NULL,
};
