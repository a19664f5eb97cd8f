/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One text, or one list of texts, in the languages it was written in. What it holds points into
 * the JSON it was made of, which must outlive it and not change. NULL is a wording without any. */

typedef struct _LerenWording LerenWording;

/* @languages: nullable; of each language a text, or a list of texts */
LerenWording *_leren_wording_new (JsonObject *languages);
void _leren_wording_free (LerenWording *self);

/* @language is a locale or a language tag, and NULL for the current locale. Where the text is not
 * there in that language English is given, and where that is not there what comes first. */
const char *_leren_wording_get_text (const LerenWording *self, const char *language);
/* never NULL; a language without any text in its list does not count */
const char *const *_leren_wording_get_list (const LerenWording *self, const char *language);

G_END_DECLS
