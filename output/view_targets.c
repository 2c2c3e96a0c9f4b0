#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/case_index.h"
#include "analysis/policy.h"
#include "analysis/sentence.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"
#include "output/quantity.h"
#include "output/view_parts.h"

/* Kinds of targets, the worst last; within one the share over decides. */
enum {
	SEVERITY_PLANNED,
	SEVERITY_GREEN,
	SEVERITY_HOLDS,
	SEVERITY_UNCERTAIN,
	SEVERITY_NOT_MEASURED,
	SEVERITY_PARTLY,
	SEVERITY_YELLOW,
	SEVERITY_FAILS,
	SEVERITY_RED
};

/* What one row is made of, before it is put into words. */
struct target {
	const struct result_case *item; /* NULL: of no case of this run */
	const struct result_metric *metric;
	const struct budget_result *budget; /* or */
	const struct claim_result *claim;
	int severity;
	double over; /* share */
	size_t place;
};

static int
budget_severity(const struct budget_result *budget)
{
	switch (budget->status) {
	case BUDGET_RED:
		return SEVERITY_RED;
	case BUDGET_YELLOW:
		return SEVERITY_YELLOW;
	case BUDGET_NOT_MEASURED:
		return SEVERITY_NOT_MEASURED;
	case BUDGET_GREEN:
		break;
	}
	return budget->is_uncertain ? SEVERITY_UNCERTAIN : SEVERITY_GREEN;
}

static int
claim_severity(const struct claim_result *claim)
{
	switch (claim->status) {
	case CLAIM_FAILS:
		return SEVERITY_FAILS;
	case CLAIM_PARTLY:
		return SEVERITY_PARTLY;
	case CLAIM_NOT_MEASURED:
		return SEVERITY_NOT_MEASURED;
	case CLAIM_HOLDS:
		return SEVERITY_HOLDS;
	case CLAIM_PLANNED:
		break;
	}
	return SEVERITY_PLANNED;
}

static int
compare_targets(const void *a, const void *b)
{
	const struct target *x = a, *y = b;

	if (x->severity != y->severity)
		return y->severity - x->severity;
	if (x->over != y->over)
		return x->over < y->over ? 1 : -1;
	return (x->place > y->place) - (x->place < y->place);
}

static struct wording
budget_status_of(const struct budget_result *budget)
{
	switch (budget->status) {
	case BUDGET_GREEN:
		return (struct wording){"green", "✓", "good"};
	case BUDGET_YELLOW:
		return (struct wording){"yellow", "!", "warn"};
	case BUDGET_RED:
		return (struct wording){"red", "✗", "bad"};
	case BUDGET_NOT_MEASURED:
		break;
	}
	return (struct wording){"not measured", "?", "warn"};
}

static struct wording
claim_status_of(const struct claim_result *claim)
{
	switch (claim->status) {
	case CLAIM_HOLDS:
		return (struct wording){"holds", "✓", "good"};
	case CLAIM_PARTLY:
		return (struct wording){"holds partly", "!", "warn"};
	case CLAIM_FAILS:
		return (struct wording){"fails", "✗", "bad"};
	case CLAIM_PLANNED:
		return (struct wording){"planned", "–", "plain"};
	case CLAIM_NOT_MEASURED:
		break;
	}
	return (struct wording){"not measured", "?", "warn"};
}

/* "≤ 50ms": the limit as its author wrote it. */
static const char *
limit_text(const struct budget_result *budget, struct arena *arena)
{
	const char *written = wording_line(budget->written, arena);

	if (budget->op == BUDGET_RANGE)
		return written;
	written += strspn(written, "<>= ");
	return arena_printf(
	    arena, "%s %s", budget->op == BUDGET_AT_LEAST ? "≥" : "≤", written);
}

/* "6.2 % left", "over by 4.0 %, tolerated". */
static const char *
headroom_text(const struct budget_result *budget, struct arena *arena)
{
	/* A floor is missed by a factor: nothing falls short by 265 %. */
	static const struct {
		const char *before, *behind;
	} words[] = {[BUDGET_AT_MOST] = {"over by", ""},
	    [BUDGET_AT_LEAST] = {"needs", " more"},
	    [BUDGET_RANGE] = {"outside by", ""}};

	if (budget->over > 0)
		return arena_printf(arena, "%s %s%s%s",
		    words[budget->op].before,
		    sentence_share(arena, budget->over),
		    words[budget->op].behind,
		    budget->status == BUDGET_GREEN ? ", tolerated" : "");
	if (!isfinite(budget->headroom))
		return NULL;
	return arena_printf(
	    arena, "%s left", sentence_share(arena, budget->headroom));
}

/* The median has its interval, and shares its digits with it. */
static const char *
value_text(const struct result_metric *metric, double value, bool is_median,
    struct arena *arena)
{
	struct quantity quantity;
	const struct metric_entry *known = metric_find(metric->metric.name);

	if (!is_median || !metric->is_measured ||
	    (known != NULL && known->kind == METRIC_KIND_RATE))
		return wording_line(
		    sentence_value(arena, &metric->metric, value), arena);
	quantity = quantity_of(metric);
	return wording_line(quantity_text(&quantity, value, arena), arena);
}

/* The edge of a colour, that share beyond the limit. */
static struct estimate
edge_of(const struct budget_result *budget, double share)
{
	if (share <= 0 || budget->op == BUDGET_RANGE)
		return (struct estimate){0};
	if (budget->op == BUDGET_AT_LEAST)
		return (struct estimate){true, budget->limit / (1 + share)};
	return (struct estimate){true, budget->limit * (1 + share)};
}

static struct chart_bullet
bullet_of(const struct view_target *target, const struct result_metric *metric,
    bool is_median, struct arena *arena)
{
	static const enum chart_bullet_state states[] = {
	    [BUDGET_GREEN] = CHART_BULLET_GOOD,
	    [BUDGET_YELLOW] = CHART_BULLET_WARN,
	    [BUDGET_RED] = CHART_BULLET_BAD,
	    [BUDGET_NOT_MEASURED] = CHART_BULLET_UNKNOWN,
	};
	const struct budget_result *budget = target->budget;
	struct chart_bullet bullet = {
	    .name = target->selector,
	    .unit = wording_line(metric->metric.unit, arena),
	    .text = target->headroom == NULL
			? target->measured
			: arena_printf(arena, "%s, %s", target->measured,
			      target->headroom),
	    .state = states[budget->status],
	    .value = budget->value,
	    .limit = {true, budget->limit},
	    .yellow = edge_of(budget, budget->yellow),
	    .red = edge_of(budget, budget->red),
	};

	if (budget->op == BUDGET_RANGE && budget->value >= budget->limit)
		bullet.limit.value = budget->high;
	if (is_median && metric->is_measured)
		bullet.interval = metric->summary.median_interval;
	return bullet;
}

/* What the same selector gave before. */
static const char *
baseline_text(const struct view *view, const struct result_case *item,
    const struct result_metric *metric, enum statistic statistic,
    struct arena *arena)
{
	const struct comparison *of = metric->comparison;
	bool has_baseline =
	    view->result->baseline != NULL || view->result->history_count > 0;

	if (of == NULL)
		return has_baseline ? NULL : "new";
	if (of->reason != NULL && text_starts_with(of->reason, "no-baseline"))
		return "new";
	/* That of a confirmation stands beside another measured one. */
	if (!statistic_is_compared(metric, statistic) ||
	    !isfinite(of->base_center) ||
	    view_is_confirmed(view->result, item, of))
		return NULL;
	return value_text(metric, of->base_center, true, arena);
}

static void
set_numbers(struct view_target *target, const struct result_metric *metric,
    bool is_median, struct arena *arena)
{
	const struct budget_result *budget = target->budget;

	if (budget->status == BUDGET_NOT_MEASURED) {
		target->note = wording_line(budget->reason, arena);
		return;
	}
	target->measured = value_text(metric, budget->value, is_median, arena);
	target->headroom = headroom_text(budget, arena);
	if (budget->is_uncertain)
		target->uncertain = "uncertain";
	target->bullet = bullet_of(target, metric, is_median, arena);
}

struct view_target
view_target_of(struct arena *arena, const struct view *view,
    const struct result_case *item, const struct result_metric *metric,
    const struct budget_result *budget)
{
	struct view_target target = {
	    .id = view_id_of_text(arena, item->id),
	    .selector = wording_line(budget->selector, arena),
	    .gate = budget->has_gate ? gate_level_text(budget->gate) : NULL,
	    .target = limit_text(budget, arena),
	    .status = budget_status_of(budget),
	    .budget = budget,
	};
	enum statistic statistic;
	bool is_median;

	statistic_split(budget->selector, &statistic);
	is_median = statistic == STATISTIC_MEDIAN;
	target.id.page = view->case_pages[item - view->result->cases];
	target.baseline = baseline_text(view, item, metric, statistic, arena);
	set_numbers(&target, metric, is_median, arena);
	return target;
}

/* A number of a claim, in the unit of its metric. */
static const char *
claim_number(const struct target *from, double value, struct arena *arena)
{
	const struct metric plain = {.name = "", .unit = "1"};

	if (!isfinite(value))
		return NULL;
	return wording_line(
	    sentence_value(arena,
		from->metric == NULL ? &plain : &from->metric->metric, value),
	    arena);
}

static struct view_target
claim_of(struct view *view, const struct target *from)
{
	const struct claim_result *claim = from->claim;
	struct arena *arena = &view->arena;
	struct view_target target = {
	    .claim = wording_line(claim->name, arena),
	    .what = wording_line(claim->text, arena),
	    .selector = wording_line(claim->metric, arena),
	    .baseline = claim_number(from, claim->baseline, arena),
	    .target = claim_number(from, claim->target, arena),
	    .measured = claim_number(from, claim->measured, arena),
	    .status = claim_status_of(claim),
	    .note = wording_line(claim->reason, arena),
	};

	if (from->item != NULL)
		target.id = view_id_of(view, from->item);
	else if (claim->case_id != NULL)
		target.id = view_id_of_text(arena, claim->case_id);
	return target;
}

struct targets {
	VEC(struct target) list;
};

static void
find_budgets(const struct result *result, struct targets *targets)
{
	const struct result_metric *metric;
	const struct budget_result *budget;
	size_t i, j, k;

	for (i = 0; i < result->case_count; i++)
		for (j = 0; j < result->cases[i].metric_count; j++) {
			metric = &result->cases[i].metrics[j];
			for (k = 0; k < metric->budget_count; k++) {
				budget = &metric->budgets[k];
				vec_push(&targets->list,
				    (struct target){
					.item = &result->cases[i],
					.metric = metric,
					.budget = budget,
					.severity = budget_severity(budget),
					.over = isfinite(budget->over)
						    ? budget->over
						    : 0,
					.place = targets->list.count,
				    });
			}
		}
}

static void
find_claims(const struct result *result, struct targets *to)
{
	struct map ids = {0};
	const struct claim_result *claim;
	struct target target;
	enum statistic statistic;
	size_t i, place;

	/* With --against a claim names the case without its tree. */
	if (result->claim_count > 0)
		case_index_fill(&ids, result);
	for (i = 0; i < result->claim_count; i++) {
		claim = &result->claims[i];
		target = (struct target){.claim = claim,
		    .severity = claim_severity(claim),
		    .place = to->list.count};
		if (claim->case_id != NULL &&
		    map_get(&ids, claim->case_id, &place)) {
			target.item = &result->cases[place];
			if (claim->metric != NULL)
				target.metric = statistic_metric(
				    target.item, claim->metric, &statistic);
		}
		vec_push(&to->list, target);
	}
	map_release(&ids);
}

/* "812 more targets, all green, stand on the pages of their cases." */
static const char *
more_text(struct view *view, const struct targets *targets)
{
	size_t i, open = 0, rest = targets->list.count - VIEW_TARGETS;

	for (i = VIEW_TARGETS; i < targets->list.count; i++)
		open += targets->list.items[i].severity > SEVERITY_UNCERTAIN;
	if (open == 0)
		return arena_printf(&view->arena,
		    "%zu more targets, none of which is open, are not listed "
		    "here; the pages of the cases and results.csv have them.",
		    rest);
	return arena_printf(&view->arena,
	    "%zu more targets, %zu of them not green, are not listed here; "
	    "the pages of the cases and results.csv have them.",
	    rest, open);
}

void
view_add_targets(struct view *view, const struct result *result)
{
	struct targets targets = {0};
	struct view_target *rows;
	const struct target *from;
	size_t i, count;

	find_budgets(result, &targets);
	find_claims(result, &targets);
	count = targets.list.count;
	if (count > 1)
		qsort(targets.list.items, count, sizeof *targets.list.items,
		    compare_targets);
	if (count > VIEW_TARGETS) {
		view->more_targets = more_text(view, &targets);
		count = VIEW_TARGETS;
	}
	rows = arena_alloc(&view->arena, (count + 1) * sizeof *rows);
	for (i = 0; i < count; i++) {
		from = &targets.list.items[i];
		rows[i] = from->claim != NULL
			      ? claim_of(view, from)
			      : view_target_of(&view->arena, view, from->item,
				    from->metric, from->budget);
		rows[i].is_open =
		    from->severity > SEVERITY_UNCERTAIN ? "yes" : NULL;
	}
	view->targets.items = rows;
	view->targets.count = count;
	vec_free(&targets.list);
}
