/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"

#include <math.h>

void
_leren_buckets_fill (LerenBuckets *self, const gint32 *keys, const guint32 *order, guint32 n_items,
                     guint32 n_keys)
{
  self->n_keys = n_keys;
  self->offsets = g_new0 (guint32, (gsize) n_keys + 2);
  self->items = g_new (guint32, MAX (n_items, 1));
  /* counted one place further on, so that filling moves each start to where it belongs */
  for (guint32 i = 0; i < n_items; i++)
    if (keys[i] >= 0)
      self->offsets[keys[i] + 2]++;
  for (guint32 key = 0; key < n_keys; key++)
    self->offsets[key + 2] += self->offsets[key + 1];
  for (guint32 i = 0; i < n_items; i++)
    {
      const guint32 item = order != NULL ? order[i] : i;

      if (keys[item] >= 0)
        self->items[self->offsets[keys[item] + 1]++] = item;
    }
}

void
_leren_buckets_clear (LerenBuckets *self)
{
  g_clear_pointer (&self->offsets, g_free);
  g_clear_pointer (&self->items, g_free);
}

void
_leren_sort_by_keys (guint32 *order, const guint64 *keys, guint32 n)
{
  g_autofree guint32 *other = g_new (guint32, MAX (n, 1));
  guint32 *from = order, *to = other;

  for (guint shift = 0; shift < 64; shift += 8)
    {
      guint32 starts[257] = { 0 };

      for (guint32 i = 0; i < n; i++)
        starts[((keys[from[i]] >> shift) & 0xff) + 1]++;
      /* a byte that is the same in all keys orders nothing */
      if (n == 0 || starts[((keys[from[0]] >> shift) & 0xff) + 1] == n)
        continue;
      for (guint byte = 0; byte < 256; byte++)
        starts[byte + 1] += starts[byte];
      for (guint32 i = 0; i < n; i++)
        to[starts[(keys[from[i]] >> shift) & 0xff]++] = from[i];
      {
        guint32 *swap = from;
        from = to;
        to = swap;
      }
    }
  if (from != order)
    memcpy (order, from, (gsize) n * sizeof *order);
}

guint32 *
_leren_order_in_time (const gint64 *moments, guint32 n)
{
  g_autofree guint64 *keys = g_new (guint64, MAX (n, 1));
  gint64 last = G_MININT64;
  gboolean in_order = TRUE;
  guint32 *order;

  for (guint32 i = 0; i < n; i++)
    {
      if (moments[i] != LEREN_ABSENT_TIME)
        {
          in_order = in_order && moments[i] >= last;
          last = moments[i];
        }
      /* flipping the sign makes signed numbers sort as unsigned ones */
      keys[i] = (guint64) last ^ (G_GUINT64_CONSTANT (1) << 63);
    }
  if (in_order)
    return NULL;
  order = g_new (guint32, n);
  for (guint32 i = 0; i < n; i++)
    order[i] = i;
  _leren_sort_by_keys (order, keys, n);
  return order;
}

double
_leren_quantile (const gint64 *values, guint32 n, double share)
{
  g_autofree guint64 *keys = NULL;
  g_autofree guint32 *order = NULL;
  guint32 rank;

  if (n == 0)
    return NAN;
  keys = g_new (guint64, n);
  order = g_new (guint32, n);
  for (guint32 i = 0; i < n; i++)
    {
      keys[i] = (guint64) values[i] ^ (G_GUINT64_CONSTANT (1) << 63);
      order[i] = i;
    }
  _leren_sort_by_keys (order, keys, n);
  rank = ceil (share * n);
  return values[order[MAX (rank, 1) - 1]];
}
