/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "theory/leren-concept.h"

G_BEGIN_DECLS

/* @object is a concept of a framework file, checked and sealed. */
LerenConcept *_leren_concept_new (const char *framework, guint index, JsonObject *object);

G_END_DECLS
