/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "merge-fixture.h"

#include "theory/leren-framework-private.h"

/* What is a team's own comes together as well: attributes, record types, frameworks. And where something
 * stands in the way, all of it is told. */

static void
attributes_are_taken_from_both (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) first = NULL;
  g_autoptr (LerenMerge) merged = NULL;

  must_save (copies->team, "{'type':'case','id':'huur','title':'Huur','attributes':"
                           "{'wijk':'Oost','bron':'balie','oud':1,'kinderen':[1,2]}}");
  first = merge (copies->coach, copies->team);
  must_save (copies->team, "{'type':'case','id':'huur','title':'Huurschuld','attributes':"
                           "{'wijk':'Oost','bron':'huisarts','kinderen':[1,2],'team':7}}");
  must_save (copies->coach, "{'type':'case','id':'huur','title':'Huur','attributes':"
                            "{'wijk':'Noord','bron':'balie','oud':1,'kinderen':[1,2],'coach':8}}");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpuint (n_conflicts (merged), ==, 0);
  assert_says (copies->team, "huur",
               "'attributes':{'bron':'huisarts','coach':8,'kinderen':[1,2],'team':7,"
               "'wijk':'Noord'}");
  assert_says (copies->team, "huur", "'title':'Huurschuld'");
  come_together (copies);
  assert_says (copies->coach, "huur",
               "'attributes':{'bron':'huisarts','coach':8,'kinderen':[1,2],'team':7,"
               "'wijk':'Noord'}");
}

static void
of_an_attribute_the_later_holds (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) merged = NULL;
  LerenMergeConflict *conflict;

  must_save (copies->team,
             "{'type':'case','id':'huur','title':'Huur','attributes':{'wijk':'Oost','a':1}}");
  must_save (copies->coach,
             "{'type':'case','id':'huur','title':'Huur','attributes':{'wijk':'Noord','b':2}}");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpuint (n_conflicts (merged), ==, 1);
  conflict = conflict_at (merged, 0);
  g_assert_cmpstr (leren_merge_conflict_get_member (conflict), ==, "attributes.wijk");
  g_assert_cmpstr (leren_merge_conflict_get_value (conflict, LEREN_MERGE_SIDE_OURS), ==,
                   "\"Oost\"");
  g_assert_cmpstr (leren_merge_conflict_get_value (conflict, LEREN_MERGE_SIDE_THEIRS), ==,
                   "\"Noord\"");
  assert_says (copies->team, "huur", "'attributes':{'a':1,'b':2,'wijk':'Noord'}");
  come_together (copies);
}

/* One copy takes all attributes away while the other one changes one of them. */
static void
an_attribute_that_was_changed_stays (Copies *copies, gconstpointer data)
{
  const gboolean empty = GPOINTER_TO_INT (data);
  g_autoptr (LerenMerge) first = NULL;
  g_autoptr (LerenMerge) merged = NULL;

  must_save (copies->team,
             "{'type':'case','id':'huur','title':'Huur','attributes':{'wijk':'Oost','bron':'b'}}");
  first = merge (copies->coach, copies->team);
  must_save (copies->team, empty ? "{'type':'case','id':'huur','title':'Huur','attributes':{}}"
                                 : "{'type':'case','id':'huur','title':'Huur'}");
  must_save (copies->coach, "{'type':'case','id':'huur','title':'Huur','attributes':"
                            "{'wijk':'Noord','bron':'b'}}");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpuint (n_conflicts (merged), ==, 1);
  g_assert_cmpstr (leren_merge_conflict_get_member (conflict_at (merged, 0)), ==,
                   "attributes.wijk");
  g_assert_null (leren_merge_conflict_get_value (conflict_at (merged, 0), LEREN_MERGE_SIDE_OURS));
  assert_says (copies->team, "huur", "'attributes':{'wijk':'Noord'}");
  come_together (copies);
}

/* A member that only looks like one is no attribute, and the names of attributes are anything. */
static void
attributes_have_any_name (Copies *copies, gconstpointer data)
{
  must_save (copies->team,
             "{'type':'case','id':'huur','title':'Huur','attributes.wijk':'member','attributes':"
             "{'':1,'attributes':{'wijk':2},'a.b':3,'regel\\n':4,'nul\\u0000x':5}}");
  must_save (copies->coach, "{'type':'case','id':'huur','title':'Huur','narrative':'Zij belde.',"
                            "'attributes':{'wijk':'Oost'}}");
  come_together (copies);
  assert_says (copies->team, "huur", "'attributes.wijk':'member'");
  assert_says (copies->team, "huur", "'narrative':'Zij belde.'");
  assert_says (copies->team, "huur",
               "'attributes':{'':1,'a.b':3,'attributes':{'wijk':2},'nul\\u0000x':5,"
               "'regel\\n':4,'wijk':'Oost'}");
}

/* In a record of a type that nobody told the library of, it can be anything. */
static void
what_is_no_object_is_taken_whole (Copies *copies, gconstpointer data)
{
  g_autoptr (LerenMerge) merged = NULL;

  import (copies->team, "{'type':'org.example.unheard','id':'u','attributes':'geen'}\n");
  import (copies->coach, "{'type':'org.example.unheard','id':'u','attributes':{'b':1}}\n");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpuint (n_conflicts (merged), ==, 1);
  g_assert_null (leren_merge_conflict_get_member (conflict_at (merged, 0)));
  assert_says (copies->team, "u", "'attributes':{'b':1}");
  come_together (copies);
}

typedef struct {
  LerenRecord parent;
  char *street;
  char **present;
  int rooms;
} HouseVisit;
typedef LerenRecordClass HouseVisitClass;
GType house_visit_get_type (void);
G_DEFINE_TYPE (HouseVisit, house_visit, LEREN_TYPE_RECORD)

enum { PROP_STREET = 1, PROP_PRESENT, PROP_ROOMS };

static void
house_visit_set (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HouseVisit *self = (HouseVisit *) object;

  if (id == PROP_STREET)
    {
      g_free (self->street);
      self->street = g_value_dup_string (value);
    }
  else if (id == PROP_PRESENT)
    {
      g_strfreev (self->present);
      self->present = g_value_dup_boxed (value);
    }
  else
    self->rooms = g_value_get_int (value);
}

static void
house_visit_get (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HouseVisit *self = (HouseVisit *) object;

  if (id == PROP_STREET)
    g_value_set_string (value, self->street);
  else if (id == PROP_PRESENT)
    g_value_set_boxed (value, self->present);
  else
    g_value_set_int (value, self->rooms);
}

static void
house_visit_finalize (GObject *object)
{
  HouseVisit *self = (HouseVisit *) object;

  g_free (self->street);
  g_strfreev (self->present);
  G_OBJECT_CLASS (house_visit_parent_class)->finalize (object);
}

static void
house_visit_class_init (HouseVisitClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE;

  object_class->set_property = house_visit_set;
  object_class->get_property = house_visit_get;
  object_class->finalize = house_visit_finalize;
  g_object_class_install_property (object_class, PROP_STREET,
                                   g_param_spec_string ("street", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_PRESENT,
                                   g_param_spec_boxed ("present", NULL, NULL, G_TYPE_STRV, flags));
  g_object_class_install_property (object_class, PROP_ROOMS,
                                   g_param_spec_int ("rooms", NULL, NULL, 0, 99, 0, flags));
}

static void
house_visit_init (HouseVisit *self)
{
}

static void
record_types_of_ones_own_come_along (Copies *copies, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenMerge) merged = NULL;
  g_autoptr (LerenRecord) visit = NULL;

  /* only the coach's copy has a table of it so far */
  must_save (copies->coach, "{'type':'org.example.visit','id':'v','street':'Kade','rooms':3,"
                            "'present':['Anna','Bo']}");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpint (leren_merge_get_n_added (merged), ==, 1);
  visit = leren_store_get (copies->team, "v", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (G_OBJECT_TYPE (visit) == house_visit_get_type ());
  g_clear_object (&merged);

  must_save (copies->team, "{'type':'org.example.visit','id':'v','street':'Markt','rooms':3,"
                           "'present':['Anna','Bo','Cor']}");
  must_save (copies->coach, "{'type':'org.example.visit','id':'v','street':'Kade','rooms':4,"
                            "'present':['Bo','Dirk']}");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpuint (n_conflicts (merged), ==, 0);
  assert_says (copies->team, "v", "'street':'Markt'");
  assert_says (copies->team, "v", "'rooms':4");
  assert_says (copies->team, "v", "'present':['Bo','Cor','Dirk']");
  come_together (copies);
  assert_says (copies->coach, "v", "'street':'Markt'");
  g_clear_object (&merged);

  must_save (copies->coach, "{'type':'org.example.visit','id':'v','street':'Steeg','rooms':4}");
  must_save (copies->team, "{'type':'org.example.visit','id':'v','street':'Plein','rooms':4}");
  merged = merge (copies->team, copies->coach);
  g_assert_cmpuint (n_conflicts (merged), ==, 1);
  g_assert_cmpstr (leren_merge_conflict_get_member (conflict_at (merged, 0)), ==, "street");
  assert_says (copies->team, "v", "'street':'Plein'");
  come_together (copies);
  must_delete (copies->coach, "v");
  come_together (copies);
  assert_there (copies->team, "v", FALSE);
}

/* What is coded by it would mean something else in one of them. */
static void
a_framework_that_says_something_else_is_refused (Copies *copies, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenFramework) own = framework_new ();
  g_autofree char *json = leren_framework_to_json (own);
  g_auto (GStrv) pieces = g_strsplit (json, "\"label\":{\"en\":\"", 2);
  g_autofree char *changed = g_strjoinv ("\"label\":{\"en\":\"Another ", pieces);
  g_autoptr (LerenFramework) other = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  other = leren_framework_from_json (changed, -1, &error);
  g_assert_no_error (error);
  leren_store_add_framework (copies->team, own, &error);
  g_assert_no_error (error);
  leren_store_add_framework (copies->coach, other, &error);
  g_assert_no_error (error);
  must_save (copies->coach, "{'type':'session','id':'nu','team':'t','protocol':'own'}");
  before = tell (copies->team);
  must_not_merge (copies->team, copies->coach, LEREN_ERROR_CONFLICT,
                  "framework “own” says something else in");
  must_not_merge (copies->coach, copies->team, LEREN_ERROR_CONFLICT, "give its framework another");
  after = tell (copies->team);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (_leren_framework_equal (
    leren_theory_get_framework (leren_store_get_theory (copies->team), "own"), own));
}

static void
the_same_framework_twice_is_one (Copies *copies, gconstpointer data)
{
  LerenStore *const stores[] = { copies->team, copies->coach };

  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LerenFramework) own = framework_new ();

      leren_store_add_framework (stores[i], own, &error);
      g_assert_no_error (error);
    }
  must_save (copies->coach, "{'type':'session','id':'nu','team':'t','protocol':'own'}");
  come_together (copies);
  assert_says (copies->team, "nu", "'protocol':'own'");
}

/* Pairs of follow-ups that each have the other as the earlier one */
static void
all_that_stands_in_the_way_is_told (Copies *copies, gconstpointer data)
{
  static const char *const pairs[][2] = { { "bel", "schrijf" }, { "vraag", "zwijg" } };
  g_autoptr (LerenMerge) first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint j = 0; j < 2; j++)
      {
        g_autofree char *json =
          g_strdup_printf ("{'type':'action','id':'%s','what':'Doe'}", pairs[i][j]);
        must_save (copies->team, json);
      }
  first = merge (copies->coach, copies->team);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint j = 0; j < 2; j++)
      {
        g_autofree char *json = g_strdup_printf (
          "{'type':'action','id':'%s','what':'Doe','previous':'%s'}", pairs[i][j], pairs[i][1 - j]);
        must_save (j == 0 ? copies->team : copies->coach, json);
      }
  must_not_merge (copies->team, copies->coach, LEREN_ERROR_REFERENCE,
                  "2 things stand in the way: action “schrijf”");
  must_not_merge (copies->team, copies->coach, LEREN_ERROR_REFERENCE, "; action “zwijg”");
}

static void
of_very_much_it_is_told_how_much (Copies *copies, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 103; i++)
    {
      g_autofree char *here = g_strdup_printf ("{'type':'case','id':'n%u','title':'Zorg'}", i);
      g_autofree char *there = g_strdup_printf ("{'type':'participant','id':'n%u'}", i);

      must_save (copies->team, here);
      must_save (copies->coach, there);
    }
  g_assert_null (leren_store_merge (copies->team, copies->coach, LEREN_MERGE_RULE_LATER, NULL,
                                    FALSE, NULL, NULL, NULL, &error));
  assert_said (error, LEREN_ERROR_CONFLICT, "103 things stand in the way");
  g_assert_nonnull (strstr (error->message, "“n0” is a case"));
  g_assert_nonnull (strstr (error->message, "“n99” is a case"));
  g_assert_null (strstr (error->message, "“n100”"));
  g_assert_true (g_str_has_suffix (error->message, "; and 3 more"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  leren_declaration_register (house_visit_get_type (), "org.example.visit", NULL);
  ADD ("own/attributes-are-taken-from-both", attributes_are_taken_from_both);
  ADD ("own/of-an-attribute-the-later-holds", of_an_attribute_the_later_holds);
  ADD_WITH ("own/an-attribute-that-was-changed-stays/none", FALSE,
            an_attribute_that_was_changed_stays);
  ADD_WITH ("own/an-attribute-that-was-changed-stays/empty", TRUE,
            an_attribute_that_was_changed_stays);
  ADD ("own/attributes-have-any-name", attributes_have_any_name);
  ADD ("own/what-is-no-object", what_is_no_object_is_taken_whole);
  ADD ("own/record-types-come-along", record_types_of_ones_own_come_along);
  ADD ("own/a-framework-that-says-something-else", a_framework_that_says_something_else_is_refused);
  ADD ("own/the-same-framework-twice-is-one", the_same_framework_twice_is_one);
  ADD ("own/all-that-stands-in-the-way", all_that_stands_in_the_way_is_told);
  ADD ("own/of-very-much-how-much", of_very_much_it_is_told_how_much);
  return g_test_run ();
}
