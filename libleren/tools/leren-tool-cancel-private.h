/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Something that is cancelled when somebody interrupts the program, so that it can tidy up; a
 * second time ends it there and then. Call it before any thread is made. */
GCancellable *tool_interruptible (void);

G_END_DECLS
