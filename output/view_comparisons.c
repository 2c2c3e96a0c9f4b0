#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/vec.h"
#include "output/figure.h"
#include "output/view_change.h"
#include "output/view_parts.h"

enum { NAME_CHARACTERS = 48 /* of a case, in a sentence */ };

typedef const struct comparison *comparison_getter(
    const struct result_metric *metric);

static const struct comparison *
base_of(const struct result_metric *metric)
{
	return metric->comparison;
}

static const struct comparison *
reference_of(const struct result_metric *metric)
{
	return metric->reference;
}

/* What is compared, before it is put into words. */
struct pair_of_cases {
	const struct result_case *item;
	const struct result_metric *metric;
	const struct comparison *comparison;
	size_t place;  /* in the order of the run */
	bool is_first; /* of the case's metrics that are compared */
	double size;   /* of the change; negative: not known */
};

struct section {
	struct view *view;
	const char *here, *there; /* names in sentences; NULL: the cases' */
	VEC(struct pair_of_cases) pairs;
};

/* What was judged has its place by its verdict, and so has a baseline. */
static bool
is_in_run(const struct result_case *item, const struct result_metric *metric,
    const struct comparison *comparison)
{
	return comparison != metric->comparison ||
	       (item->base != NULL &&
		   !view_change_is_judged(metric, comparison));
}

static void
find_pairs(struct section *section, const struct result *result,
    comparison_getter *comparison_of)
{
	const struct result_case *item;
	const struct comparison *comparison;
	size_t i, j;
	bool is_first;

	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		is_first = true;
		for (j = 0; j < item->metric_count; j++) {
			comparison = comparison_of(&item->metrics[j]);
			if (comparison == NULL || !item->metrics[j].is_judged ||
			    !is_in_run(item, &item->metrics[j], comparison))
				continue;
			vec_push(&section->pairs,
			    (struct pair_of_cases){
				.item = item,
				.metric = &item->metrics[j],
				.comparison = comparison,
				.place = section->pairs.count,
				.is_first = is_first,
				.size = comparison->reason == NULL &&
						comparison->ratio > 0
					    ? fabs(log(comparison->ratio))
					    : -1,
			    });
			is_first = false;
		}
	}
}

/* The largest change first. */
static int
compare_sizes(const void *a, const void *b)
{
	const struct pair_of_cases *x = a, *y = b;

	if (x->size != y->size)
		return x->size < y->size ? 1 : -1;
	return (x->place > y->place) - (x->place < y->place);
}

static const struct result_case *
case_of(const struct view *view, const char *id)
{
	size_t place;

	return map_get(&view->places, id, &place) ? &view->result->cases[place]
						  : NULL;
}

/* The one parameter in which two cases differ; NULL if there is not one. */
static const struct pair *
only_difference(const struct result_case *a, const struct result_case *b)
{
	const struct pair *found = NULL;
	size_t i;

	if (a->param_count != b->param_count ||
	    strcmp(a->benchmark == NULL ? "" : a->benchmark,
		b->benchmark == NULL ? "" : b->benchmark) != 0)
		return NULL;
	for (i = 0; i < a->param_count; i++) {
		if (strcmp(a->params[i].name, b->params[i].name) != 0)
			return NULL;
		if (strcmp(a->params[i].value, b->params[i].value) == 0)
			continue;
		if (found != NULL)
			return NULL;
		found = &a->params[i];
	}
	return found;
}

/* What a case is called beside another one: by what tells it apart. */
static void
add_name(struct buf *out, const struct view *view, const char *id,
    const char *other_id)
{
	const struct result_case *item = case_of(view, id);
	const struct result_case *other = case_of(view, other_id);
	const struct pair *difference = NULL;
	struct arena arena = {0};

	if (item != NULL && other != NULL)
		difference = only_difference(item, other);
	buf_add_string(out, "'");
	wording_cut(out,
	    wording_line(difference == NULL ? id : difference->value, &arena),
	    NAME_CHARACTERS);
	buf_add_string(out, "'");
	arena_release(&arena);
}

/* "'b' takes 0.43× [0.42, 0.45] the time of 'a'." */
static void
add_one(struct buf *out, const struct section *section,
    const struct pair_of_cases *pair)
{
	const struct comparison *of = pair->comparison;
	struct buf here = {0}, there = {0};
	struct arena arena = {0};
	struct view_change change =
	    view_change_of(&arena, section->view, pair->item, pair->metric, of);

	if (section->here != NULL) {
		buf_add_string(&here, section->here);
		buf_add_string(&there, section->there);
	} else {
		add_name(&here, section->view, pair->item->id, of->case_id);
		add_name(&there, section->view, of->case_id, pair->item->id);
	}
	if (change.ratio == NULL)
		buf_addf(out, "%s and %s cannot be compared: %s.", here.text,
		    there.text, change.reason);
	else if (change.kind != CHART_CHANGE_BETTER &&
		 change.kind != CHART_CHANGE_WORSE)
		buf_addf(out, "%s against %s, %s: %s, %s %s.", here.text,
		    there.text, change.metric, change.seen.word, change.ratio,
		    change.interval);
	else
		buf_addf(out, "%s %s %s %s the %s of %s.", here.text,
		    strcmp(pair->metric->metric.name, "time") == 0 ? "takes"
								   : "has",
		    change.ratio, change.interval, change.metric, there.text);
	buf_release(&here);
	buf_release(&there);
	arena_release(&arena);
}

/* What the first compared metric of each case came to. */
struct tally {
	size_t cases, kinds[CHART_CHANGE_WORSE + 1];
	size_t undecided;                    /* with a ratio that says little */
	bool is_time;                        /* of all of them */
	const struct pair_of_cases *largest; /* with a direction */
};

static struct tally
count_kinds(const struct section *section)
{
	struct tally tally = {.is_time = true};
	const struct pair_of_cases *pair;
	struct arena arena = {0};
	struct view_change change;
	size_t i;

	for (i = 0; i < section->pairs.count; i++) {
		pair = &section->pairs.items[i];
		if (!pair->is_first)
			continue;
		change = view_change_of(&arena, section->view, pair->item,
		    pair->metric, pair->comparison);
		tally.cases++;
		if (change.kind == CHART_CHANGE_UNKNOWN && change.ratio != NULL)
			tally.undecided++;
		else
			tally.kinds[change.kind]++;
		tally.is_time &= strcmp(pair->metric->metric.unit, "ns") == 0 &&
				 pair->metric->metric.better == BETTER_LOWER;
		if (tally.largest == NULL &&
		    (change.kind == CHART_CHANGE_BETTER ||
			change.kind == CHART_CHANGE_WORSE))
			tally.largest = pair;
		arena_reset(&arena);
	}
	arena_release(&arena);
	return tally;
}

static void
add_largest(struct buf *out, const struct section *section,
    const struct pair_of_cases *pair)
{
	struct arena arena = {0};
	struct view_change change = view_change_of(
	    &arena, section->view, pair->item, pair->metric, pair->comparison);

	buf_add_string(out, "; the largest change is ");
	wording_cut(out, change.id.text, NAME_CHARACTERS);
	buf_addf(out, ", %s", change.change);
	arena_release(&arena);
}

/* "Head against base: 12 of 40 cases are slower, 3 faster; …" */
static void
add_many(struct buf *out, const struct section *section, const char *heading)
{
	struct tally tally = count_kinds(section);
	const struct {
		const char *word;
		size_t count;
	} parts[] = {
	    {tally.is_time ? "slower" : "worse",
		tally.kinds[CHART_CHANGE_WORSE]},
	    {tally.is_time ? "faster" : "better",
		tally.kinds[CHART_CHANGE_BETTER]},
	    {"without a difference", tally.kinds[CHART_CHANGE_NONE]},
	    {"inconclusive", tally.undecided},
	    {"not comparable", tally.kinds[CHART_CHANGE_UNKNOWN]},
	};
	size_t i, said = 0;

	buf_addf(out, "%s: ", heading);
	for (i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].count == 0)
			continue;
		buf_addf(out, "%s%zu", said == 0 ? "" : ", ", parts[i].count);
		if (said++ == 0)
			buf_addf(out, " of %zu cases %s", tally.cases,
			    parts[i].count == 1 ? "is" : "are");
		buf_addf(out, " %s", parts[i].word);
	}
	if (tally.largest != NULL)
		add_largest(out, section, tally.largest);
	buf_add_char(out, '.');
}

static void
add_sentence(
    struct buf *out, const struct section *section, const char *heading)
{
	size_t i, firsts = 0, first = 0;

	for (i = section->pairs.count; i-- > 0;)
		if (section->pairs.items[i].is_first) {
			firsts++;
			first = i;
		}
	if (out->length > 0)
		buf_add_char(out, ' ');
	if (firsts == 1)
		add_one(out, section, &section->pairs.items[first]);
	else
		add_many(out, section, heading);
}

/* Takes the pairs of the section. */
static void
put_into_words(struct section *section, struct view_comparison *to)
{
	struct view *view = section->view;
	size_t all = section->pairs.count, i;
	size_t shown = all < VIEW_CHANGES ? all : VIEW_CHANGES;
	struct view_change *changes =
	    arena_alloc(&view->arena, shown * sizeof *changes);
	const struct pair_of_cases *pair;

	for (i = 0; i < shown; i++) {
		pair = &section->pairs.items[i];
		changes[i] = view_change_of(&view->arena, view, pair->item,
		    pair->metric, pair->comparison);
		if (strcmp(changes[i].metric, changes[0].metric) != 0)
			to->has_many_metrics = "yes";
	}
	to->changes.items = changes;
	to->changes.count = shown;
	if (to->has_many_metrics == NULL)
		to->metric = changes[0].metric;
	if (all > shown)
		to->more = arena_printf(&view->arena,
		    "%zu smaller changes are not listed here; report.json and "
		    "the pages of the cases have them.",
		    all - shown);
}

static const char *
caption_of(struct view *view, const struct view_comparison *comparison)
{
	struct buf out = {0};
	const char *caption;

	figure_changes_caption(&out, comparison);
	caption = wording_line(
	    arena_strndup(&view->arena, buf_text(&out), out.length),
	    &view->arena);
	buf_release(&out);
	return caption;
}

static void
add_section(struct section *section, const struct result *result,
    comparison_getter *comparison_of, struct view_comparison *to,
    struct buf *sentence)
{
	struct view *view = section->view;

	find_pairs(section, result, comparison_of);
	if (section->pairs.count == 0)
		return;
	qsort(section->pairs.items, section->pairs.count,
	    sizeof *section->pairs.items, compare_sizes);
	put_into_words(section, to);
	to->caption = caption_of(view, to);
	add_sentence(sentence, section, to->heading);
	vec_free(&section->pairs);
	view->comparisons.count++;
}

static const char *
against_text(struct view *view, const struct result *result)
{
	const char *folder = wording_line(result->run.against, &view->arena);

	return arena_printf(&view->arena,
	    "Every case was measured in both trees, one right after the "
	    "other: base is %s, head the tree at hand. A ratio is head over "
	    "base.",
	    folder == NULL ? "the other one" : folder);
}

void
view_add_comparisons(struct view *view, const struct result *result)
{
	struct section against = {view, "Head", "base", {0}};
	struct section compared = {.view = view};
	struct view_comparison *list =
	    arena_alloc(&view->arena, 2 * sizeof *list);
	struct buf sentence = {0};

	view->comparisons.items = list;
	list->anchor = "against";
	list->heading = "Head against base";
	list->against = "base";
	list->introduction = against_text(view, result);
	add_section(&against, result, base_of, list, &sentence);
	list += view->comparisons.count;
	list->anchor = "compared";
	list->heading = "Compared in this run";
	list->against = "the reference";
	list->introduction =
	    "Cases of this run against the one that is their reference, "
	    "measured one right after the other. A ratio is the case over its "
	    "reference.";
	add_section(&compared, result, reference_of, list, &sentence);
	if (sentence.length > 0)
		view->compared =
		    arena_strndup(&view->arena, sentence.text, sentence.length);
	buf_release(&sentence);
}

const struct view_comparison *
view_comparison_find(const struct view *view, const char *anchor)
{
	size_t i;

	for (i = 0; i < view->comparisons.count; i++)
		if (strcmp(view->comparisons.items[i].anchor, anchor) == 0)
			return &view->comparisons.items[i];
	for (i = 0; i < view->verdicts.count; i++)
		if (strcmp(view->verdicts.items[i].anchor, anchor) == 0)
			return &view->verdicts.items[i];
	return NULL;
}
