/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "leren.h"

G_BEGIN_DECLS

/* Prints for people how far coders agree. @level: of the interval, where one was found;
 * @unitizing: nullable. */
void tool_print_agreement (LerenAgreement *agreement, double level, LerenUnitizing *unitizing);

G_END_DECLS
