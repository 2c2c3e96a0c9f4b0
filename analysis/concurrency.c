#include "analysis/concurrency.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/family.h"
#include "analysis/philox.h"
#include "analysis/quotient.h"

static const char OVER[] = "concurrency";
static const double TOLERANCE = 0.1;

const char *
concurrency_status_text(enum concurrency_status status)
{
	static const char *const texts[CONCURRENCY_STATUSES] = {"unknown",
	    "undecided", "linear", "sublinear", "superlinear", "retrograde"};

	return texts[status];
}

/* NULL: it was not measured. */
static const struct result_metric *
usable_metric(const struct result_case *item, const char *name)
{
	enum statistic statistic;
	const struct result_metric *metric =
	    statistic_metric(item, name, &statistic);

	return item->status == CASE_STATUS_OK && metric != NULL &&
		       metric->is_measured && metric->summary.median > 0
		   ? metric
		   : NULL;
}

static void
set_level(const struct family_member *member,
    const struct result_metric *throughput, struct concurrency_level *out)
{
	const struct result_metric *time = usable_metric(member->item, "time");

	*out = (struct concurrency_level){.case_id = member->item->id,
	    .workers = member->size,
	    .throughput = throughput->summary.median,
	    .throughput_interval = throughput->summary.median_interval};
	if (time == NULL)
		return;
	out->latency = (struct estimate){true, time->summary.median};
	out->latency_interval = time->summary.median_interval;
}

/* Against the level with one at a time. */
static void
set_speedup(
    const struct concurrency_level *one, struct concurrency_level *level)
{
	const struct statistic_value above = {
	    level->throughput, level->throughput_interval};
	const struct statistic_value below = {
	    one->throughput, one->throughput_interval};
	struct statistic_value ratio = {1, {true, 1, 1}};
	double n = level->workers;

	if (level->workers != 1 && !quotient_of(&above, &below, &ratio))
		return;
	if (!isfinite(ratio.value) || !isfinite(ratio.interval.high))
		return;
	level->speedup = (struct estimate){true, ratio.value};
	level->speedup_interval = ratio.interval;
	level->efficiency = (struct estimate){true, ratio.value / n};
	level->efficiency_interval = (struct interval){ratio.interval.exists,
	    ratio.interval.low / n, ratio.interval.high / n};
}

static enum concurrency_status
status_of(const struct concurrency_result *of)
{
	const struct concurrency_level *levels = of->levels, *last;
	const struct interval *interval;
	size_t i;

	if (of->level_count < 2 || levels[0].workers != 1)
		return CONCURRENCY_UNKNOWN;
	last = &levels[of->level_count - 1];
	for (i = 0; i + 1 < of->level_count; i++)
		if (last->throughput_interval.exists &&
		    levels[i].throughput_interval.exists &&
		    last->throughput_interval.high <
			levels[i].throughput_interval.low)
			return CONCURRENCY_RETROGRADE;
	interval = &last->efficiency_interval;
	if (!interval->exists)
		return CONCURRENCY_UNDECIDED;
	if (interval->high < 1 - TOLERANCE)
		return CONCURRENCY_SUBLINEAR;
	if (interval->low > 1 + TOLERANCE)
		return CONCURRENCY_SUPERLINEAR;
	return interval->low >= 1 - TOLERANCE && interval->high <= 1 + TOLERANCE
		   ? CONCURRENCY_LINEAR
		   : CONCURRENCY_UNDECIDED;
}

static void
set_law(const struct result *result, struct concurrency_result *out)
{
	struct scalability_point *points =
	    xmalloc((out->level_count + 1) * sizeof *points);
	uint64_t seed = 0;
	size_t i;

	for (i = 0; i < out->level_count; i++)
		points[i] = (struct scalability_point){
		    out->levels[i].workers, out->levels[i].throughput};
	if (result->run.seed != NULL)
		seed = strtoull(result->run.seed, NULL, 10);
	if (out->level_count >= SCALABILITY_MIN)
		out->law = scalability_of(points, out->level_count,
		    philox_seed(seed, out->levels[0].case_id, out->metric.name,
			"scalability"));
	if (!isfinite(out->law.law.lambda) || !isfinite(out->law.law.sigma) ||
	    !isfinite(out->law.law.kappa))
		out->law = (struct scalability){0};
	free(points);
}

static void
build(const struct family *family, struct result *result,
    struct concurrency_result *out)
{
	const struct family_member *members = family->members.items;
	const struct result_metric *throughput;
	struct concurrency_level *levels;
	size_t i, count = 0;

	*out =
	    (struct concurrency_result){.benchmark = members[0].item->benchmark,
		.group = members[0].item->group,
		.metric = {"throughput", "1/s", .better = BETTER_HIGHER}};
	out->params = family_params(family, &result->arena, &out->param_count);
	levels =
	    arena_alloc(&result->arena, family->members.count * sizeof *levels);
	for (i = 0; i < family->members.count; i++) {
		throughput = usable_metric(members[i].item, "throughput");
		if (throughput == NULL)
			continue;
		if (count == 0)
			out->metric.unit = throughput->metric.unit;
		set_level(&members[i], throughput, &levels[count++]);
	}
	out->levels = levels;
	out->level_count = count;
	for (i = 0; i < count && levels[0].workers == 1; i++)
		set_speedup(&levels[0], &levels[i]);
	out->status = status_of(out);
	set_law(result, out);
}

void
concurrency_build(struct result *result)
{
	struct families families = {0};
	struct concurrency_result *out;
	size_t i, count;

	families_find(&families, result, OVER);
	count = families.list.count < CONCURRENCY_MAX ? families.list.count
						      : CONCURRENCY_MAX;
	out = arena_alloc(&result->arena, count * sizeof *out);
	for (i = 0; i < count; i++)
		build(&families.list.items[i], result, &out[i]);
	result->concurrencies = out;
	result->concurrency_count = count;
	families_release(&families);
}
