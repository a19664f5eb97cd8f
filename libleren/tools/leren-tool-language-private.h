/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The language people are spoken to in: "en" or "nl" */
extern const char *tool_language;

/* Chooses the language: @wanted, or what the environment asks for; also where no locale of that
 * language is installed. FALSE where there is no such language. Before any text is translated. */
gboolean tool_choose_language (const char *wanted);

G_END_DECLS
