/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-version.h"

/**
 * leren_get_major_version:
 *
 * The major part of the version of the library that runs.
 *
 * Returns: the major version
 *
 * Since: 0.1
 */
guint
leren_get_major_version (void)
{
  return LEREN_MAJOR_VERSION;
}

/**
 * leren_get_minor_version:
 *
 * The minor part of the version of the library that runs.
 *
 * Returns: the minor version
 *
 * Since: 0.1
 */
guint
leren_get_minor_version (void)
{
  return LEREN_MINOR_VERSION;
}

/**
 * leren_get_micro_version:
 *
 * The micro part of the version of the library that runs.
 *
 * Returns: the micro version
 *
 * Since: 0.1
 */
guint
leren_get_micro_version (void)
{
  return LEREN_MICRO_VERSION;
}
