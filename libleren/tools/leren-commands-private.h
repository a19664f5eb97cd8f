/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "tools/leren-tool-private.h"

G_BEGIN_DECLS

/* One file each: leren-command-NAME.c */
extern const ToolCommand command_act;
extern const ToolCommand command_add;
extern const ToolCommand command_admit;
extern const ToolCommand command_agreement;
extern const ToolCommand command_audit;
extern const ToolCommand command_backup;
extern const ToolCommand command_check;
extern const ToolCommand command_cycles;
extern const ToolCommand command_diagnose;
extern const ToolCommand command_dialogue;
extern const ToolCommand command_erase;
extern const ToolCommand command_export;
extern const ToolCommand command_frameworks;
extern const ToolCommand command_history;
extern const ToolCommand command_import;
extern const ToolCommand command_init;
extern const ToolCommand command_journal;
extern const ToolCommand command_list;
extern const ToolCommand command_merge;
extern const ToolCommand command_profile;
extern const ToolCommand command_pseudonymise;
extern const ToolCommand command_report;
extern const ToolCommand command_retain;
extern const ToolCommand command_rules;
extern const ToolCommand command_schema;
extern const ToolCommand command_show;
extern const ToolCommand command_similar;
extern const ToolCommand command_spiral;
extern const ToolCommand command_withdraw;

G_END_DECLS
