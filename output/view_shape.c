#include "output/view_shape.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/sentence.h"
#include "base/buf.h"
#include "base/vec.h"
#include "output/quantity.h"
#include "output/view_parts.h"

static const char *
taken(struct arena *arena, struct buf *text)
{
	const char *copy = arena_strndup(arena, buf_text(text), text->length);

	buf_release(text);
	return copy;
}

/* "group/benchmark, mode=exact". */
static const char *
family_name(struct arena *arena, const char *group, const char *benchmark,
    const struct pair *params, size_t count)
{
	struct buf out = {0};
	size_t i;

	if (group != NULL)
		buf_addf(&out, "%s/", group);
	buf_add_string(&out, benchmark == NULL ? "(no name)" : benchmark);
	for (i = 0; i < count; i++)
		buf_addf(&out, ", %s=%s", params[i].name, params[i].value);
	return view_id_of_text(arena, taken(arena, &out)).text;
}

/* "1.12 [1.08, 1.16]"; NULL where it is not known. */
static const char *
estimate_text(struct arena *arena, const struct estimate *estimate,
    const struct interval *interval)
{
	struct quantity quantity;

	if (!estimate->exists || !isfinite(estimate->value))
		return NULL;
	quantity = quantity_of_ratio(estimate->value, interval);
	if (!interval->exists)
		return quantity_number(&quantity, estimate->value, arena);
	return arena_printf(arena, "%s [%s, %s]",
	    quantity_number(&quantity, estimate->value, arena),
	    quantity_number(&quantity, interval->low, arena),
	    quantity_number(&quantity, interval->high, arena));
}

/* What was asked for decides; else what was seen is told. */
static struct wording
scaling_status_of(const struct scaling_result *of)
{
	switch (of->status) {
	case SCALING_STATUS_PASS:
		return (struct wording){"passes", "✓", "good"};
	case SCALING_STATUS_FAIL:
		return (struct wording){"fails", "✗", "bad"};
	case SCALING_STATUS_UNDECIDED:
		return (struct wording){"undecided", "?", "warn"};
	case SCALING_STATUS_NONE:
		break;
	}
	return (struct wording){scaling_text(of->scaling), "●", "plain"};
}

static const char *
class_text(struct arena *arena, const struct scaling_result *of)
{
	struct buf out = {0};
	size_t i;

	if (of->candidate_count == 0)
		return NULL;
	for (i = 0; i < of->candidate_count; i++)
		buf_addf(&out, "%s%s", i == 0 ? "" : " or ",
		    complexity_class_text(of->candidates[i].class));
	return taken(arena, &out);
}

static const char *
bound_text(struct arena *arena, const struct scaling_result *of)
{
	const char *most = wording_line(of->at_most, arena);
	const char *item = wording_line(of->per_item_written, arena);

	if (most != NULL && item != NULL)
		return arena_printf(
		    arena, "at most %s, %s an item", most, item);
	if (most != NULL)
		return arena_printf(arena, "at most %s", most);
	return item == NULL ? NULL : arena_printf(arena, "%s an item", item);
}

/* "steeper: exponent +0.21 [0.11, 0.31]". */
static const char *
change_text(struct arena *arena, const struct scaling_result *of)
{
	const char *word = scaling_change_text(of->change);
	const char *number = estimate_text(
	    arena, &of->exponent_change, &of->exponent_change_interval);

	if (word == NULL || number == NULL)
		return word;
	return arena_printf(arena, "%s: exponent by %s", word, number);
}

static const char *
reason_text(struct arena *arena, const struct scaling_result *of)
{
	const char *a = of->at_most_verdict.reason;
	const char *b = of->per_item_verdict.reason;

	if (a != NULL && b != NULL)
		return wording_line(arena_printf(arena, "%s %s", a, b), arena);
	return wording_line(a != NULL ? a : b, arena);
}

static struct view_scaling
scaling_of(struct arena *arena, const struct scaling_result *of)
{
	struct view_scaling to = {
	    .name = family_name(
		arena, of->group, of->benchmark, of->params, of->param_count),
	    .metric = wording_line(of->metric.name, arena),
	    .over = wording_line(of->over, arena),
	    .class = class_text(arena, of),
	    .exponent =
		estimate_text(arena, &of->exponent, &of->exponent_interval),
	    .bound = bound_text(arena, of),
	    .status = scaling_status_of(of),
	    .change = change_text(arena, of),
	    .reason = reason_text(arena, of),
	    .is_open = of->status == SCALING_STATUS_FAIL ||
			       of->status == SCALING_STATUS_UNDECIDED
			   ? "yes"
			   : NULL,
	    .of = of,
	};

	if (of->point_count > 0)
		to.sizes =
		    arena_printf(arena, "%.6g to %.6g, %zu", of->points[0].size,
			of->points[of->point_count - 1].size, of->point_count);
	return to;
}

/* Those that fail first, then those asked for. */
static int
scaling_rank(const struct scaling_result *of)
{
	static const int ranks[] = {[SCALING_STATUS_FAIL] = 0,
	    [SCALING_STATUS_UNDECIDED] = 1,
	    [SCALING_STATUS_PASS] = 2,
	    [SCALING_STATUS_NONE] = 4};

	return ranks[of->status] -
	       (of->is_asked && of->status == SCALING_STATUS_NONE);
}

static void
add_scalings(struct view *view, const struct result *result)
{
	size_t all = result->scaling_count, i;
	struct view_scaling *list = arena_alloc(&view->arena,
	    (all < VIEW_SHAPES ? all : VIEW_SHAPES) * sizeof *list);
	int rank;

	view->scalings.items = list;
	for (rank = 0; rank <= 4; rank++)
		for (i = 0; i < all; i++)
			if (scaling_rank(&result->scalings[i]) == rank &&
			    view->scalings.count < VIEW_SHAPES)
				list[view->scalings.count++] = scaling_of(
				    &view->arena, &result->scalings[i]);
	if (all > VIEW_SHAPES)
		view->more_scalings = arena_printf(&view->arena,
		    "%zu more are in report.json.", all - VIEW_SHAPES);
}

static struct wording
concurrency_status_of(const struct concurrency_result *of)
{
	const char *word = concurrency_status_text(of->status);

	if (of->status == CONCURRENCY_RETROGRADE)
		return (struct wording){word, "✗", "bad"};
	if (of->status == CONCURRENCY_LINEAR ||
	    of->status == CONCURRENCY_SUPERLINEAR)
		return (struct wording){word, "✓", "good"};
	return (struct wording){word, "●", "plain"};
}

static const char *
law_text(struct arena *arena, const struct scalability *law)
{
	struct buf out = {0};

	if (!law->exists)
		return NULL;
	buf_addf(&out, "Universal Scalability Law: contention σ %.3g",
	    law->law.sigma);
	if (law->sigma.exists)
		buf_addf(
		    &out, " [%.3g, %.3g]", law->sigma.low, law->sigma.high);
	buf_addf(&out, ", coherency κ %.2g", law->law.kappa);
	if (law->peak_workers.exists)
		buf_addf(&out, "; the most with %.0f at once",
		    law->peak_workers.value);
	buf_add_char(&out, '.');
	return taken(arena, &out);
}

static const char *
latency_text(struct arena *arena, const struct concurrency_level *level)
{
	struct quantity quantity;

	if (!level->latency.exists)
		return NULL;
	quantity = quantity_plain("ns", level->latency.value);
	return quantity_text(&quantity, level->latency.value, arena);
}

static struct view_concurrency
concurrency_of(struct arena *arena, const struct concurrency_result *of)
{
	struct view_level *levels =
	    arena_alloc(arena, (of->level_count + 1) * sizeof *levels);
	struct view_concurrency to = {
	    .name = family_name(
		arena, of->group, of->benchmark, of->params, of->param_count),
	    .status = concurrency_status_of(of),
	    .law = law_text(arena, &of->law),
	    .levels = {levels, of->level_count},
	    .of = of,
	};
	const struct concurrency_level *from;
	size_t i;

	for (i = 0; i < of->level_count; i++) {
		from = &of->levels[i];
		levels[i] = (struct view_level){
		    .workers = arena_printf(arena, "%.6g", from->workers),
		    .throughput = wording_line(
			sentence_value(arena, &of->metric, from->throughput),
			arena),
		    .latency = latency_text(arena, from),
		    .speedup = estimate_text(
			arena, &from->speedup, &from->speedup_interval),
		    .efficiency =
			!from->efficiency.exists
			    ? NULL
			    : quantity_share(from->efficiency.value, arena),
		};
	}
	return to;
}

static void
add_concurrencies(struct view *view, const struct result *result)
{
	size_t count = result->concurrency_count, i;
	struct view_concurrency *list;

	count = count < VIEW_SHAPES ? count : VIEW_SHAPES;
	list = arena_alloc(&view->arena, (count + 1) * sizeof *list);
	for (i = 0; i < count; i++)
		list[i] =
		    concurrency_of(&view->arena, &result->concurrencies[i]);
	view->concurrencies.items = list;
	view->concurrencies.count = count;
}

/* What is stable or ends by itself is no news. */
static bool
is_growth(const struct memory_growth *growth)
{
	return growth != NULL && growth->growing > 0 &&
	       (growth->kind == GROWTH_LINEAR ||
		   growth->kind == GROWTH_EXPONENTIAL ||
		   growth->kind == GROWTH_STEP);
}

static struct view_growth
growth_of_metric(struct view *view, const struct result_case *item,
    const struct result_metric *metric)
{
	const struct memory_growth *growth = metric->growth;
	struct arena *arena = &view->arena;

	return (struct view_growth){
	    .id = view_id_of(view, item),
	    .metric = wording_line(metric->metric.name, arena),
	    .kind = growth_kind_text(growth->kind),
	    .total = arena_printf(arena, "%s%s", growth->total > 0 ? "+" : "",
		sentence_share(arena, growth->total)),
	    .status = growth->is_confirmed
			  ? (struct wording){"grows", "■", "warn"}
			  : (struct wording){"not confirmed", "○", "plain"},
	    .launches = arena_printf(arena, "%" PRIu64 " of %" PRIu64,
		growth->growing, growth->launches),
	    .is_open = growth->is_confirmed && growth->kind != GROWTH_STEP
			   ? "yes"
			   : NULL,
	};
}

static void
add_growths(struct view *view, const struct result *result)
{
	struct view_growth *list =
	    arena_alloc(&view->arena, VIEW_SHAPES * sizeof *list);
	const struct result_metric *metric;
	size_t i, j;
	int pass;

	view->growths.items = list;
	/* Confirmed ones first. */
	for (pass = 1; pass >= 0; pass--)
		for (i = 0; i < result->case_count; i++)
			for (j = 0; j < result->cases[i].metric_count; j++) {
				metric = &result->cases[i].metrics[j];
				if (!is_growth(metric->growth) ||
				    metric->growth->is_confirmed != pass ||
				    view->growths.count == VIEW_SHAPES)
					continue;
				list[view->growths.count++] = growth_of_metric(
				    view, &result->cases[i], metric);
			}
}

void
view_add_shapes(struct view *view, const struct result *result)
{
	add_scalings(view, result);
	add_concurrencies(view, result);
	add_growths(view, result);
}
