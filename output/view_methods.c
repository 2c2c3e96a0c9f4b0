#include <string.h>

#include "analysis/sentence.h"
#include "output/view_change.h"
#include "output/view_parts.h"

enum { METHODS = 16 };

static const struct view_fact always[] = {
    {"Median", "The middle of the samples. With several launches it is the "
	       "median of the launches' medians."},
    {"± and [low, high]",
	"The 95 % confidence interval of the median, by interpolated order "
	"statistics (Hettmansperger and Sheather). Brackets stand where its "
	"two arms differ by a quarter or more."},
    {"Digits", "A number and its uncertainty share their digits; without an "
	       "uncertainty four significant digits are shown. The unit is "
	       "that of the row."},
    {"Spread", "The median absolute deviation as a share of the median."},
    {"Min, p95, max",
	"Over all samples. p90, p95 and p99 are Harrell and Davis's estimate, "
	"with Maritz and Jarrett's interval, where at least three samples lie "
	"beyond. With one to three they lie between their neighbours, without "
	"an interval; with fewer they are not available."},
    {"Outliers", "Counted and never removed."},
    {"Max RSS", "The largest resident memory of a launch; the median over "
		"all launches."},
};

static const struct view_fact ratios = {"Ratios",
    "Of cases measured in turns, over the rounds in which both gave a value: "
    "the Hodges-Lehmann estimate of the differences of their logarithms, with "
    "its 95 % signed-rank interval; below ten rounds their mean with its t "
    "interval. Of runs that were measured apart, over the launches' medians, "
    "with what differs from run to run added. p is two-sided."};

static const struct view_fact budgets = {"Budgets",
    "The colour is that of the value as measured; uncertain says that its "
    "interval holds a colour's edge."};

static const struct view_fact scalings = {"Scaling",
    "The exponent is the slope of the logarithms of the medians, with its "
    "95 % interval. The class is the curve, with an offset, that fits best by "
    "the corrected Akaike criterion; from five sizes on."};

/* What was judged, and by which limits. */
struct judged {
	size_t count, others; /* others: by limits other than these */
	struct thresholds thresholds;
};

static bool
is_same(const struct thresholds *a, const struct thresholds *b)
{
	const double differences[] = {a->minor - b->minor,
	    a->unchanged - b->unchanged, a->warning - b->warning,
	    a->critical - b->critical, a->blocker - b->blocker};
	size_t i;

	for (i = 0; i < sizeof differences / sizeof *differences; i++)
		if (differences[i] > 1e-12 || differences[i] < -1e-12)
			return false;
	return true;
}

static void
count_case(const struct view *view, const struct result_case *item,
    struct judged *judged)
{
	const struct result_metric *metric;
	struct thresholds thresholds;
	size_t i;

	for (i = 0; i < item->metric_count; i++) {
		metric = &item->metrics[i];
		if (metric->comparison == NULL || !metric->is_judged ||
		    !view_change_is_judged(metric, metric->comparison))
			continue;
		thresholds = view_thresholds(view, item, metric->metric.name);
		if (judged->count++ == 0)
			judged->thresholds = thresholds;
		else if (!is_same(&thresholds, &judged->thresholds))
			judged->others++;
	}
}

static const char *
levels_text(const struct judged *judged, struct arena *arena)
{
	const struct thresholds *t = &judged->thresholds;

	return arena_printf(arena,
	    "A change has the highest level that the one-sided 95 %% end of "
	    "its interval reaches: warning from %s worse, critical from %s, "
	    "blocker from %s. It is suspected where only the estimate does, "
	    "and then fails no gate.%s",
	    sentence_share(arena, t->warning),
	    sentence_share(arena, t->critical),
	    sentence_share(arena, t->blocker),
	    judged->others == 0
		? ""
		: arena_printf(arena,
		      " %zu of %zu comparisons have limits of their own, which "
		      "the pages of their cases say.",
		      judged->others, judged->count));
}

static void
add_judged(
    struct view *view, const struct judged *judged, struct view_facts *facts)
{
	const struct thresholds *t = &judged->thresholds;
	struct arena *arena = &view->arena;

	view_facts_add(facts, "Comparisons",
	    arena_printf(arena,
		"%zu %s judged. %zu of them are told from chance by p, so "
		"that %s corrected for their number: q is the share of false "
		"alarms among all with a q that small, after Benjamini and "
		"Hochberg.",
		judged->count, judged->count == 1 ? "was" : "were",
		view->family, view->family == 1 ? "it is" : "they are"));
	view_facts_add(facts, "Levels", levels_text(judged, arena));
	view_facts_add(facts, "Minor changes",
	    arena_printf(arena,
		"Without a level a change needs q of at most 0.05 and %s.",
		sentence_share(arena, t->minor)));
	view_facts_add(facts, "Unchanged",
	    arena_printf(arena,
		"Both one-sided 95 %% ends lie within %s. Inconclusive is "
		"what is neither that nor a change.",
		sentence_share(arena, t->unchanged)));
}

void
view_add_methods(struct view *view, const struct result *result)
{
	struct view_facts facts = view_facts_new(&view->arena, METHODS);
	struct judged judged = {0};
	size_t i;

	memcpy(facts.items, always, sizeof always);
	facts.count = sizeof always / sizeof *always;
	for (i = 0; i < result->case_count; i++)
		count_case(view, &result->cases[i], &judged);
	if (view->comparisons.count > 0 || judged.count > 0)
		facts.items[facts.count++] = ratios;
	if (judged.count > 0)
		add_judged(view, &judged, &facts);
	if (view->targets.count > 0)
		facts.items[facts.count++] = budgets;
	if (view->scalings.count > 0)
		facts.items[facts.count++] = scalings;
	view->methods.items = facts.items;
	view->methods.count = facts.count;
}
