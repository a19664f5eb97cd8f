/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-shifts-private.h"

#include <string.h>

#define DAYS_OF_A_WEEK 7
#define LEAST_WEEKS 26
#define MOST_WEEKS 104

typedef enum {
  ANYTHING,
  CASE,
  COMMON,   /* what many cases share: people */
  TEAM,     /* the same, of one practice */
  PRACTICE, /* the same */
} Role;

typedef struct {
  const char *id;
  Role role;
  gint32 parent;   /* of the same whole; itself at the top */
  gint32 practice; /* that owns it, or -1 */
  gint32 first;    /* at the top: the first case of the whole, or -1 */
  int days;        /* at the top */
} Node;

typedef struct {
  gint32 from;
  char *to;
} Edge;

struct _LerenShifts {
  GHashTable *places; /* of an id: its number + 1 */
  GArray *nodes;
  GArray *edges;      /* until they are settled: what is referred to may come later */
  GArray *ownerships; /* of Edge: to a team or a practice */
};

static void
clear_edge (gpointer data)
{
  g_free (((Edge *) data)->to);
}

static GArray *
edges_new (void)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  g_array_set_clear_func (edges, clear_edge);
  return edges;
}

LerenShifts *
_leren_shifts_new (void)
{
  LerenShifts *self = g_new0 (LerenShifts, 1);

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  self->edges = edges_new ();
  self->ownerships = edges_new ();
  return self;
}

void
_leren_shifts_free (LerenShifts *self)
{
  g_hash_table_unref (self->places);
  g_array_unref (self->nodes);
  g_array_unref (self->edges);
  g_array_unref (self->ownerships);
  g_free (self);
}

static Node *
node_at (LerenShifts *self, gint32 place)
{
  return &g_array_index (self->nodes, Node, place);
}

static gint32
find (LerenShifts *self, const char *id, gsize length)
{
  g_autofree char *copy = g_strndup (id, length);
  return GPOINTER_TO_INT (g_hash_table_lookup (self->places, copy)) - 1;
}

static gint32
add_node (LerenShifts *self, const char *id, gsize length, const char *type)
{
  char *copy = g_strndup (id, length);
  Node node = { .id = copy, .parent = self->nodes->len, .practice = -1, .first = -1 };

  node.role = g_str_equal (type, "case")          ? CASE
              : g_str_equal (type, "participant") ? COMMON
              : g_str_equal (type, "team")        ? TEAM
              : g_str_equal (type, "practice")    ? PRACTICE
                                                  : ANYTHING;
  g_hash_table_insert (self->places, copy, GINT_TO_POINTER (self->nodes->len + 1));
  g_array_append_val (self->nodes, node);
  return self->nodes->len - 1;
}

static void
add_edge (GArray *edges, gint32 from, const char *to, gsize length)
{
  Edge edge = { .from = from, .to = g_strndup (to, length) };
  g_array_append_val (edges, edge);
}

static void
add_each (GArray *edges, gint32 from, const char *list, gsize length)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  guint32 n;
  const LerenJsonToken *tokens = _leren_json_reader_parse (reader, list, length, 1, &n, NULL);

  for (guint32 i = 1; tokens != NULL && i < n; i = tokens[i].end)
    if (tokens[i].kind == LEREN_JSON_STRING)
      add_edge (edges, from, tokens[i].text, tokens[i].length);
}

void
_leren_shifts_add_row (LerenShifts *self, const LerenRow *row)
{
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];
  gint32 from = add_node (self, id->text, id->length, row->declaration->name);

  for (guint i = 0; i < row->declaration->n_fields; i++)
    {
      const LerenField *field = row->declaration->fields[i];
      const LerenCell *cell = &row->cells[i];

      if (cell->kind != LEREN_CELL_TEXT)
        continue;
      if (g_strcmp0 (field->target, "team") == 0 || g_strcmp0 (field->target, "practice") == 0)
        add_edge (self->ownerships, from, cell->text, cell->length);
      else if (g_strcmp0 (field->target, "participant") == 0)
        continue;
      else if (field->kind == LEREN_FIELD_KIND_REFERENCE)
        add_edge (self->edges, from, cell->text, cell->length);
      else if (field->kind == LEREN_FIELD_KIND_REFERENCES)
        add_each (self->edges, from, cell->text, cell->length);
    }
}

void
_leren_shifts_add_unknown (LerenShifts *self, const LerenJsonToken *tokens)
{
  gint32 from = -1;

  for (guint32 i = 1; i < tokens[0].end; i = tokens[i + 1].end)
    if (tokens[i].length == 2 && memcmp (tokens[i].text, "id", 2) == 0)
      from = add_node (self, tokens[i + 1].text, tokens[i + 1].length, "");
  for (guint32 i = 1; from >= 0 && i < tokens[0].end; i = tokens[i + 1].end)
    if (tokens[i + 1].kind == LEREN_JSON_STRING && tokens[i + 1].length <= 4 * 128)
      {
        add_edge (self->edges, from, tokens[i + 1].text, tokens[i + 1].length);
        add_edge (self->ownerships, from, tokens[i + 1].text, tokens[i + 1].length);
      }
}

static gint32
top_of (LerenShifts *self, gint32 place)
{
  while (node_at (self, place)->parent != place)
    {
      Node *node = node_at (self, place);

      node->parent = node_at (self, node->parent)->parent;
      place = node->parent;
    }
  return place;
}

/* the practice that owns @place: itself, or that of the team */
static void
settle_ownerships (LerenShifts *self, Role through)
{
  for (guint i = 0; i < self->ownerships->len; i++)
    {
      const Edge *edge = &g_array_index (self->ownerships, Edge, i);
      gint32 to = find (self, edge->to, strlen (edge->to));
      Node *from = node_at (self, edge->from);

      if (to < 0 || node_at (self, to)->role != through || from->practice >= 0)
        continue;
      from->practice = through == PRACTICE ? to : node_at (self, to)->practice;
    }
}

static void
unite (LerenShifts *self, gint32 one, gint32 other)
{
  gint32 a = top_of (self, one), b = top_of (self, other);

  /* the earlier one is the top, so that the whole keeps its name when something is added */
  if (a != b)
    node_at (self, MAX (a, b))->parent = MIN (a, b);
}

static void
settle_edges (LerenShifts *self)
{
  for (guint i = 0; i < self->edges->len; i++)
    {
      const Edge *edge = &g_array_index (self->edges, Edge, i);
      gint32 to = find (self, edge->to, strlen (edge->to));

      if (to >= 0 && node_at (self, edge->from)->role <= CASE && node_at (self, to)->role <= CASE)
        unite (self, edge->from, to);
    }
}

void
_leren_shifts_settle (LerenShifts *self, const LerenPseudonymKey *key)
{
  settle_ownerships (self, PRACTICE);
  settle_ownerships (self, TEAM);
  settle_edges (self);
  for (gint32 i = 0; i < (gint32) self->nodes->len; i++)
    {
      Node *node = node_at (self, i), *top = node_at (self, top_of (self, i));

      if (node->role == PRACTICE)
        node->practice = i;
      if (node->role == CASE && top->first < 0)
        top->first = i;
      if (top->practice < 0)
        top->practice = node->practice;
    }
  for (gint32 i = 0; i < (gint32) self->nodes->len; i++)
    {
      Node *node = node_at (self, i);
      const char *whole = node->first >= 0      ? node_at (self, node->first)->id
                          : node->practice >= 0 ? node_at (self, node->practice)->id
                                                : "";

      if (node->parent == i)
        node->days = -DAYS_OF_A_WEEK *
                     (int) (LEAST_WEEKS + _leren_pseudonym_key_number (
                                            key, "shift", whole, MOST_WEEKS - LEAST_WEEKS + 1));
    }
  g_array_set_size (self->edges, 0);
  g_array_set_size (self->ownerships, 0);
}

gboolean
_leren_shifts_has (LerenShifts *self, const char *id, gsize length)
{
  return length <= 4 * 128 && find (self, id, length) >= 0;
}

int
_leren_shifts_get_days (LerenShifts *self, const char *id, gsize length)
{
  gint32 place = find (self, id, length);

  return place >= 0 ? node_at (self, top_of (self, place))->days : 0;
}
