/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "snapshot/leren-snapshot-private.h"

G_BEGIN_DECLS

/* Rows by what they belong to, in time that grows with their number only. */

typedef struct {
  guint32 n_keys;
  guint32 *offsets; /* where each key's rows begin in @items, and the end */
  guint32 *items;
} LerenBuckets;

/* @keys: the bucket of each item, or -1 for none. @order: in which the items come, NULL for as they
 * are. Items keep that order within their bucket. */
void _leren_buckets_fill (LerenBuckets *self, const gint32 *keys, const guint32 *order,
                          guint32 n_items, guint32 n_keys);
void _leren_buckets_clear (LerenBuckets *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenBuckets, _leren_buckets_clear)

static inline guint32
_leren_buckets_size (const LerenBuckets *self, guint32 key)
{
  return self->offsets[key + 1] - self->offsets[key];
}

/* The order in time of @n things by their moments. What has no moment comes after the one that was
 * stored before it. NULL where that is the order they are in already. */
guint32 *_leren_order_in_time (const gint64 *moments, guint32 n);
/* sorts @order by @keys, which it indexes; equal keys keep their order */
void _leren_sort_by_keys (guint32 *order, const guint64 *keys, guint32 n);
/* the @share quantile of values, by the nearest rank: half of them for the median. NAN for none */
double _leren_quantile (const gint64 *values, guint32 n, double share);

G_END_DECLS
