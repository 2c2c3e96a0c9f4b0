#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/sentence.h"
#include "analysis/verdict.h"
#include "base/buf.h"
#include "output/quantity.h"
#include "output/view_change.h"
#include "output/view_parts.h"

enum { STEPS = 8 };

/* Where the walk is. */
struct walk {
	struct arena *arena;
	const struct view *view;
	const struct result_metric *metric;
	const struct comparison *of;
	const struct thresholds *thresholds;
	bool is_higher_better;
	struct view_fact *steps;
	size_t count;
};

static void
step(struct walk *walk, const char *name, struct buf *text)
{
	walk->steps[walk->count++] = (struct view_fact){
	    name, wording_line(
		      arena_strndup(walk->arena, buf_text(text), text->length),
		      walk->arena)};
	buf_release(text);
}

static const char *
share(const struct walk *walk, double value)
{
	return sentence_share(walk->arena, value);
}

/* The share by which the metric is worse; a ratio's end in its direction. */
static double
worse_by(const struct walk *walk, double ratio)
{
	return (walk->is_higher_better ? 1 / ratio : ratio) - 1;
}

static const char *
signed_share(const struct walk *walk, double value)
{
	return arena_printf(
	    walk->arena, "%s%s", value > 0 ? "+" : "", share(walk, value));
}

/* Is value on the same side of every level as it would be if it were that? */
static bool
is_same_side(const struct walk *walk, double value, double other)
{
	const struct thresholds *t = walk->thresholds;
	const double edges[] = {
	    0, t->minor, t->unchanged, t->warning, t->critical, t->blocker};
	size_t i;

	for (i = 0; i < sizeof edges / sizeof *edges; i++)
		if ((value < edges[i]) != (other < edges[i]))
			return false;
	return true;
}

/* With as many digits as say on which side of a level it is. */
static const char *
decided_share(const struct walk *walk, double value)
{
	const char *text = signed_share(walk, value);
	int digits;

	for (digits = 3; digits < DBL_DECIMAL_DIG && isfinite(value) &&
			 !is_same_side(walk, strtod(text, NULL) / 100, value);
	     digits++)
		text =
		    arena_printf(walk->arena, "%+.*g %%", digits, 100 * value);
	return text;
}

/* "30 launches here, 30 in the baseline: rule B, …". */
static void
add_rule(struct walk *walk)
{
	static const char *const rules[COMPARISON_RULES] = {
	    [COMPARISON_NO_RULE] = "nothing to compare",
	    [COMPARISON_PAIRED] = "rule D: both sides were measured in turns, "
				  "so each round is a pair",
	    [COMPARISON_EXACT] = "exact: the value repeats, so any difference "
				 "is one",
	    [COMPARISON_SHARES] = "two shares of launches, by their scores",
	    [COMPARISON_ARCHIVE] = "rule A: against what differs between the "
				   "earlier runs",
	    [COMPARISON_LAUNCHES] = "rule B: launches of two runs",
	    [COMPARISON_SINGLE] = "rule C: a side has one launch, so what "
				  "differs between launches was assumed",
	};
	const struct comparison *of = walk->of;
	struct buf out = {0};

	if (of->rule == COMPARISON_PAIRED)
		buf_addf(&out, "%" PRIu64 " round%s with a value on both sides",
		    of->pairs, of->pairs == 1 ? "" : "s");
	else
		buf_addf(&out, "%" PRIu64 " launch%s here", of->launches,
		    of->launches == 1 ? "" : "es");
	if (of->rule != COMPARISON_PAIRED && !view_is_of_archive(of))
		buf_addf(&out, ", %" PRIu64 " there", of->base_launches);
	if (of->sessions > 0)
		buf_addf(&out, ", %" PRIu64 " earlier runs", of->sessions);
	buf_addf(&out, ": %s.", rules[of->rule]);
	step(walk, "Rule", &out);
}

static void
add_centres(struct walk *walk)
{
	const struct comparison *of = walk->of;
	struct buf out = {0};

	if (isfinite(of->center))
		buf_addf(&out, "%s here",
		    sentence_value(
			walk->arena, &walk->metric->metric, of->center));
	else
		buf_add_string(&out, "not available here");
	if (isfinite(of->base_center))
		buf_addf(&out, ", %s %s",
		    sentence_value(
			walk->arena, &walk->metric->metric, of->base_center),
		    view_is_of_archive(of) ? "in the earlier runs" : "there");
	else
		buf_add_string(&out, ", not available there");
	if (of->is_bimodal)
		buf_add_string(&out,
		    ", compared as at the nearer of the two levels that its "
		    "history jumps between");
	buf_addf(&out, "; %s is better.",
	    walk->is_higher_better ? "higher" : "lower");
	step(walk, "Centres", &out);
}

static void
add_ratio(struct walk *walk, const struct view_change *change)
{
	const struct comparison *of = walk->of;
	struct buf out = {0};

	buf_addf(&out, "%s %s, that is %s at 95 %%; d = ln %.5g = %+.5f",
	    change->ratio, change->interval, change->change, of->ratio,
	    log(of->ratio));
	if (isfinite(of->error))
		buf_addf(&out, ", √V = %.5f", of->error);
	if (isfinite(of->df))
		buf_addf(&out, ", ν = %.4g", of->df);
	else if (isfinite(of->error))
		buf_add_string(&out, ", normal");
	buf_add_char(&out, '.');
	step(walk, "Ratio", &out);
}

static void
add_noise(struct walk *walk)
{
	const struct comparison *of = walk->of;
	struct buf out = {0};

	if (isfinite(of->run_sigma))
		buf_addf(&out, "%s from launch to launch",
		    share(walk, of->run_sigma));
	if (isfinite(of->session_sigma) && of->session_sigma > 0)
		buf_addf(&out, "%s%s from run to run",
		    out.length > 0 ? ", " : "", share(walk, of->session_sigma));
	if (out.length == 0)
		return;
	buf_add_char(&out, '.');
	step(walk, "Noise", &out);
}

static double
threshold(const struct walk *walk, size_t level)
{
	const struct thresholds *t = walk->thresholds;
	const double values[] = {t->warning, t->critical, t->blocker};

	return values[level];
}

enum { LEVELS = LEVEL_BLOCKER };

/* How many levels a share reaches. */
static size_t
reached(const struct walk *walk, double worse)
{
	size_t level;

	for (level = 0; level < LEVELS; level++)
		if (worse < threshold(walk, level))
			break;
	return level;
}

/* "≥ warning 15 %, < critical 30 %". */
static void
add_against_levels(struct buf *out, const struct walk *walk, double worse)
{
	size_t level = reached(walk, worse);

	if (level > 0)
		buf_addf(out, "≥ %s %s", level_text((enum level)level),
		    share(walk, threshold(walk, level - 1)));
	if (level < LEVELS)
		buf_addf(out, "%s< %s %s", level > 0 ? ", " : "",
		    level_text((enum level)(level + 1)),
		    share(walk, threshold(walk, level)));
}

/* The end that the levels look at, and the other. */
static void
add_ends(struct walk *walk)
{
	const struct comparison *of = walk->of;
	double least = worse_by(
	    walk, walk->is_higher_better ? of->ratio_upper : of->ratio_lower);
	double most = worse_by(
	    walk, walk->is_higher_better ? of->ratio_lower : of->ratio_upper);
	double estimate = worse_by(walk, of->ratio);
	struct buf out = {0};

	if (!isfinite(least) || !isfinite(most))
		return;
	buf_addf(&out, "Worse by %s at least, %s at most; ",
	    decided_share(walk, least), decided_share(walk, most));
	if (reached(walk, least) == reached(walk, estimate)) {
		buf_addf(&out, "the least and the estimate, %s, are ",
		    decided_share(walk, estimate));
	} else {
		buf_add_string(&out, "the least is ");
		add_against_levels(&out, walk, least);
		buf_addf(&out, ", the estimate, %s, is ",
		    decided_share(walk, estimate));
	}
	add_against_levels(&out, walk, estimate);
	buf_addf(&out, "; unchanged is within %s.",
	    share(walk, walk->thresholds->unchanged));
	step(walk, "One-sided 95 %", &out);
}

static void
add_chance(struct walk *walk, const struct view_change *change)
{
	struct buf out = {0};

	if (change->p == NULL)
		return;
	buf_addf(&out, "p %s%s", walk->of->p < 0.001 ? "" : "= ", change->p);
	if (change->q != NULL)
		buf_addf(&out, ", q %s%s over %zu judged",
		    walk->of->q < 0.001 ? "" : "= ", change->q,
		    walk->view->family);
	buf_addf(&out, "; a minor change needs q ≤ 0.05 and %s.",
	    share(walk, walk->thresholds->minor));
	step(walk, "Chance", &out);
}

static void
add_power(struct walk *walk, const struct view_change *change)
{
	struct buf out = {0};

	if (change->least == NULL)
		return;
	buf_addf(&out, "Could not have seen less than %s, 4 times in 5.",
	    change->least);
	if (change->needed != NULL)
		buf_addf(&out,
		    " Interleaved, %s launches a side would show %s.",
		    change->needed, share(walk, walk->thresholds->minor));
	step(walk, "Detectable", &out);
}

/* What made the verdict, in the order in which it is decided. */
static const char *
why(const struct walk *walk, const struct view_change *change)
{
	const struct comparison *of = walk->of;

	if (change->doubt != NULL && of->verdict_reason != NULL)
		return "the baseline is of another machine, so nothing is "
		       "judged";
	if (of->reason != NULL)
		return change->reason;
	switch (of->verdict) {
	case VERDICT_REGRESSION:
		if (of->level != LEVEL_NONE)
			return arena_printf(walk->arena,
			    "level %s, since the least change reaches it",
			    level_text(of->level));
		if (of->suspected != LEVEL_NONE)
			return arena_printf(walk->arena,
			    "suspected %s: the estimate reaches it, the "
			    "least change does not; confirm it",
			    level_text(of->suspected));
		return "minor: not chance, and below the first level";
	case VERDICT_IMPROVEMENT:
		return "not chance, and large enough to count";
	case VERDICT_UNCHANGED:
		return of->rule == COMPARISON_EXACT
			   ? "the values agree"
			   : "both one-sided ends are within the limit";
	case VERDICT_INCONCLUSIVE:
		return "neither a change nor its absence could be shown";
	default:
		return NULL;
	}
}

static void
add_verdict(struct walk *walk, const struct view_change *change)
{
	const char *text = why(walk, change);
	struct buf out = {0};

	buf_add_string(&out, change->seen.word);
	if (text != NULL)
		buf_addf(&out, ": %s", text);
	buf_add_char(&out, '.');
	if (walk->of->is_implausible)
		buf_add_string(&out,
		    " It doubled or halved: check that it still does the "
		    "work.");
	step(walk, "Verdict", &out);
}

struct view_walk
view_walk_of(struct arena *arena, const struct view *view,
    const struct result_case *item, const struct result_metric *metric)
{
	const struct thresholds thresholds =
	    view_thresholds(view, item, metric->metric.name);
	struct walk walk = {
	    .arena = arena,
	    .view = view,
	    .metric = metric,
	    .of = metric->comparison,
	    .thresholds = &thresholds,
	    .is_higher_better = metric->metric.better == BETTER_HIGHER,
	    .steps = arena_alloc(arena, STEPS * sizeof *walk.steps),
	};
	struct view_change change;

	if (walk.of == NULL || walk.of->verdict == VERDICT_NONE)
		return (struct view_walk){0};
	change = view_change_of(arena, view, item, metric, metric->comparison);
	/* Without launches neither they nor the centres are known. */
	if (walk.of->rule != COMPARISON_NO_RULE || walk.of->launches > 0) {
		add_rule(&walk);
		add_centres(&walk);
	}
	if (change.ratio != NULL) {
		add_ratio(&walk, &change);
		if (walk.of->rule != COMPARISON_EXACT)
			add_noise(&walk);
		add_ends(&walk);
		add_chance(&walk, &change);
		add_power(&walk, &change);
	}
	add_verdict(&walk, &change);
	return (struct view_walk){{walk.steps, walk.count}};
}
