/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes HTML: what is opened is closed, and all text is escaped on its way in. Tags, classes and
 * names of attributes are the library's own and stand as they are. */
typedef struct _LerenHtml LerenHtml;

LerenHtml *_leren_html_new (void);
/* Frees it, and gives what was written. */
char *_leren_html_end (LerenHtml *self);
void _leren_html_free (LerenHtml *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenHtml, _leren_html_free)

/* @css_class: nullable */
void _leren_html_open (LerenHtml *self, const char *tag, const char *css_class);
void _leren_html_open_with (LerenHtml *self, const char *tag, const char *css_class,
                            const char *attribute, const char *value);
/* Closes what was opened last. */
void _leren_html_close (LerenHtml *self);
/* Text of the library's own */
void _leren_html_text (LerenHtml *self, const char *text);
/* Text out of records: it keeps its direction to itself. New lines stay. */
void _leren_html_quote (LerenHtml *self, const char *text);
/* An element with nothing but text of the library's own */
void _leren_html_element (LerenHtml *self, const char *tag, const char *css_class,
                          const char *text);
/* Markup of the library's own */
void _leren_html_markup (LerenHtml *self, const char *markup);

G_END_DECLS
