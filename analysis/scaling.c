#include "analysis/scaling.h"

#include <math.h>

#include "analysis/describe.h"
#include "analysis/distributions.h"
#include "analysis/family.h"
#include "analysis/policy.h"
#include "analysis/scaling_bounds.h"

static const double CHANGE = 0.1;

/* One metric of a family. */
struct job {
	const struct family *family;
	const char *metric;
	const struct scaling_aim *aim; /* NULL: it was found */
};

struct building {
	const struct series *baseline;
	struct result *result;
	struct describe_desk desk;
	VEC(struct job) jobs;
	/* Of the job in hand. */
	VEC(struct scaling_point) points;
	VEC(struct scaling_variances) variances;
	VEC(struct complexity_point) here, before;
};

const char *
scaling_status_text(enum scaling_status status)
{
	static const char *const texts[] = {NULL, "pass", "fail", "undecided"};

	return texts[status];
}

const char *
scaling_text(enum scaling scaling)
{
	static const char *const texts[] = {
	    "undecided", "sublinear", "linear", "superlinear"};

	return texts[scaling];
}

const char *
scaling_change_text(enum scaling_change change)
{
	static const char *const texts[] = {
	    NULL, "undecided", "unchanged", "steeper", "flatter"};

	return texts[change];
}

static const struct result_metric *
find_metric(const struct result_case *item, const char *name)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (strcmp(item->metrics[i].metric.name, name) == 0)
			return &item->metrics[i];
	return NULL;
}

/* The metric if it can be a point. */
static const struct result_metric *
usable_metric(const struct result_case *item, const char *name)
{
	const struct result_metric *metric = find_metric(item, name);

	return item->status == CASE_STATUS_OK && metric != NULL &&
		       metric->is_measured && metric->summary.median > 0
		   ? metric
		   : NULL;
}

static struct scaling_variances
variances_of(const struct summary *summary)
{
	const struct interval *interval = &summary->median_interval;
	double level =
	    summary->median_level.exists ? summary->median_level.value : 0.95;
	double width, z;
	struct scaling_variances out = {0};

	if (!interval->exists || !(level > 0) || !(level < 1))
		return out;
	z = 2 * distribution_normal_quantile((1 + level) / 2);
	width = (interval->high - interval->low) / z;
	out.value = (struct estimate){true, width * width};
	if (!(interval->low > 0))
		return out;
	width = log(interval->high / interval->low) / z;
	out.logarithm = (struct estimate){true, width * width};
	return out;
}

/* Distinct sizes at which the metric was measured. */
static size_t
count_sizes(const struct family *family, const char *metric)
{
	const struct family_member *member;
	double last = 0;
	size_t i, sizes = 0;

	for (i = 0; i < family->members.count; i++) {
		member = &family->members.items[i];
		if (member->size > last &&
		    usable_metric(member->item, metric) != NULL) {
			last = member->size;
			sizes++;
		}
	}
	return sizes;
}

static bool
is_asked_of(const struct policy_aims *aims, const struct family *family,
    const char *metric)
{
	size_t i;

	for (i = 0; i < aims->list.count; i++)
		if (strcmp(aims->list.items[i]->over, family->over) == 0 &&
		    strcmp(aims->list.items[i]->metric, metric) == 0)
			return true;
	return false;
}

static void
add_asked(struct building *building, const struct policy_aims *aims,
    const struct family *family)
{
	const struct scaling_aim *aim;
	struct job job;
	size_t i;

	for (i = 0; i < aims->list.count; i++) {
		aim = aims->list.items[i];
		job = (struct job){family, aim->metric, aim};
		if (strcmp(aim->over, family->over) == 0)
			vec_push(&building->jobs, job);
	}
}

/* The first case that has metrics says which of them are judged. */
static void
add_found(struct building *building, const struct policy_aims *aims,
    const struct family *family)
{
	const struct result_case *item = NULL;
	const struct result_metric *metric;
	struct job job = {.family = family};
	size_t i;

	if (family->members.count < SCALING_SIZES_MIN ||
	    strcmp(family->over, "concurrency") == 0)
		return;
	for (i = 0; i < family->members.count && item == NULL; i++)
		if (family->members.items[i].item->status == CASE_STATUS_OK)
			item = family->members.items[i].item;
	for (i = 0; item != NULL && i < item->metric_count; i++) {
		metric = &item->metrics[i];
		job.metric = metric->metric.name;
		if (metric->is_judged &&
		    metric->metric.better == BETTER_LOWER &&
		    !is_asked_of(aims, family, job.metric) &&
		    count_sizes(family, job.metric) >= SCALING_SIZES_MIN)
			vec_push(&building->jobs, job);
	}
}

static void
find_jobs(struct building *building, const struct policy *policy,
    const struct families *families)
{
	struct policy_aims aims = {0};
	const struct family *family;
	size_t i;

	for (i = 0; i < families->list.count; i++) {
		family = &families->list.items[i];
		policy_scaling(policy, family->members.items[0].item, &aims);
		add_asked(building, &aims, family);
		add_found(building, &aims, family);
	}
	vec_free(&aims.list);
}

/* Leaves out what was only found, from the end on, and then the end. */
static void
limit_jobs(struct building *building)
{
	struct result *result = building->result;
	size_t i, kept = 0, asked = 0, found, count = building->jobs.count;
	struct result_note *notes;
	struct job *jobs = building->jobs.items;

	if (count <= SCALING_FITS_MAX)
		return;
	for (i = 0; i < count; i++)
		asked += jobs[i].aim != NULL;
	found = asked < SCALING_FITS_MAX ? SCALING_FITS_MAX - asked : 0;
	for (i = 0; i < count && kept < SCALING_FITS_MAX; i++) {
		if (jobs[i].aim == NULL && found == 0)
			continue;
		found -= jobs[i].aim == NULL;
		jobs[kept++] = jobs[i];
	}
	building->jobs.count = kept;
	notes = arena_alloc(
	    &result->arena, (result->note_count + 1) * sizeof *notes);
	if (result->note_count > 0)
		memcpy(
		    notes, result->notes, result->note_count * sizeof *notes);
	notes[result->note_count++] = (struct result_note){
	    .level = NOTE_INFO,
	    .text = arena_printf(&result->arena,
		"Only the first %zu of %zu growths with a parameter were "
		"looked at.",
		kept, count),
	};
	result->notes = notes;
}

/* The same metric in the baseline; false: it is not there. */
static bool
describe_before(struct building *building, const struct result_case *item,
    const struct metric *metric, struct result_metric *out)
{
	const struct series *baseline = building->baseline;
	const struct series_case *kept;
	size_t index, i;

	if (baseline == NULL ||
	    !map_get(&baseline->case_index, item->id, &index))
		return false;
	kept = &baseline->cases.items[index];
	if (kept->has_outcome && kept->line.status != CASE_STATUS_OK)
		return false;
	for (i = 0; i < kept->metrics.count; i++) {
		if (strcmp(kept->metrics.items[i].metric.name, metric->name) !=
			0 ||
		    strcmp(kept->metrics.items[i].metric.unit, metric->unit) !=
			0)
			continue;
		describe_metric(&building->desk, &kept->metrics.items[i], out);
		return out->is_measured && out->summary.median > 0;
	}
	return false;
}

static struct complexity_point
complexity_point_of(double size, const struct summary *summary)
{
	return (struct complexity_point){
	    size, summary->median, variances_of(summary).logarithm};
}

static void
add_before(struct building *building, const struct family_member *member,
    const struct metric *metric, const struct map *ids)
{
	const struct result_case *item = member->item;
	const struct result_metric *base;
	struct result_metric described = {0};
	size_t index;

	if (item->base != NULL) {
		if (!map_get(ids, item->base, &index))
			return;
		base = usable_metric(
		    &building->result->cases[index], metric->name);
		if (base == NULL ||
		    strcmp(base->metric.unit, metric->unit) != 0)
			return;
		described.summary = base->summary;
	} else if (!describe_before(building, item, metric, &described)) {
		return;
	}
	vec_push(&building->before,
	    complexity_point_of(member->size, &described.summary));
}

/* The metric as the first point has it; the others have to agree. */
static void
add_points(struct building *building, const struct job *job,
    const struct map *ids, struct scaling_result *out)
{
	const struct family_member *members = job->family->members.items;
	const struct result_metric *metric;
	const struct summary *summary;
	struct scaling_point point;
	VEC(const struct family_member *) usable = {0};
	size_t i, count, at;

	for (i = 0; i < job->family->members.count; i++) {
		metric = usable_metric(members[i].item, job->metric);
		if (metric == NULL)
			continue;
		if (usable.count == 0)
			out->metric.unit = metric->metric.unit;
		if (strcmp(metric->metric.unit, out->metric.unit) == 0)
			vec_push(&usable, &members[i]);
	}
	count = usable.count < SCALING_POINTS_MAX ? usable.count
						  : SCALING_POINTS_MAX;
	for (i = 0; i < count; i++) {
		at = count == 1 ? 0 : i * (usable.count - 1) / (count - 1);
		metric = usable_metric(usable.items[at]->item, job->metric);
		summary = &metric->summary;
		point = (struct scaling_point){usable.items[at]->item->id,
		    usable.items[at]->size, summary->median,
		    summary->median_interval};
		vec_push(&building->points, point);
		vec_push(&building->variances, variances_of(summary));
		vec_push(
		    &building->here, complexity_point_of(point.size, summary));
		add_before(building, usable.items[at], &out->metric, ids);
	}
	vec_free(&usable);
}

static void
set_candidates(const struct complexity *fits, struct scaling_result *out)
{
	const struct complexity_fit *fit;
	struct scaling_candidate added;
	size_t i, at;

	if (!fits->exists)
		return;
	out->is_named = fits->is_named;
	for (i = 0; i < COMPLEXITY_CLASSES; i++) {
		fit = &fits->fits[i];
		if (!fit->exists ||
		    (i != fits->best && (fits->is_named || fit->behind >= 4)))
			continue;
		added = (struct scaling_candidate){(enum complexity_class)i,
		    fit->weight, fit->scale, fit->offset};
		for (at = out->candidate_count++;
		     at > 0 && out->candidates[at - 1].weight < added.weight;
		     at--)
			out->candidates[at] = out->candidates[at - 1];
		out->candidates[at] = added;
	}
}

static enum scaling_change
change_of(const struct exponent *difference)
{
	const struct interval *interval = &difference->interval;

	if (!difference->exists || !interval->exists)
		return SCALING_CHANGE_NONE;
	if (interval->low >= -CHANGE && interval->high <= CHANGE)
		return SCALING_CHANGE_UNCHANGED;
	if (interval->low > 0 && difference->value >= CHANGE)
		return SCALING_CHANGE_STEEPER;
	if (interval->high < 0 && difference->value <= -CHANGE)
		return SCALING_CHANGE_FLATTER;
	return SCALING_CHANGE_UNDECIDED;
}

static void
set_exponent(struct building *building, const struct exponent *exponent,
    struct scaling_result *out)
{
	struct exponent before, difference;

	out->exponent = (struct estimate){exponent->exists, exponent->value};
	out->exponent_interval = exponent->interval;
	out->scaling = exponent->scaling;
	before = complexity_of(building->before.items, building->before.count)
		     .exponent;
	out->baseline_exponent = (struct estimate){before.exists, before.value};
	if (!exponent->exists || !before.exists)
		return;
	difference = exponent_difference(exponent, &before);
	out->exponent_change =
	    (struct estimate){true, exponent->value - before.value};
	out->exponent_change_interval = difference.interval;
	out->change = change_of(&difference);
}

/* Name, unit and the better side, which are all that is kept. */
static struct metric
metric_of(const struct job *job)
{
	const struct metric_entry *known = metric_find(job->metric);
	struct metric out = {.name = job->metric, .unit = "1"};
	const struct result_metric *metric = NULL;
	size_t i;

	for (i = 0; i < job->family->members.count && metric == NULL; i++)
		metric = find_metric(
		    job->family->members.items[i].item, job->metric);
	if (metric == NULL && known == NULL)
		return out;
	out.unit = metric != NULL ? metric->metric.unit : known->metric.unit;
	out.better =
	    metric != NULL ? metric->metric.better : known->metric.better;
	return out;
}

static void
build(struct building *building, const struct job *job, const struct map *ids,
    struct scaling_result *out)
{
	const struct result_case *first = job->family->members.items[0].item;
	struct arena *arena = &building->result->arena;
	struct scaling_point *points;
	struct complexity fits;

	building->points.count = building->variances.count = 0;
	building->here.count = building->before.count = 0;
	*out = (struct scaling_result){.benchmark = first->benchmark,
	    .group = first->group,
	    .over = job->family->over,
	    .metric = metric_of(job),
	    .is_asked = job->aim != NULL};
	out->params = family_params(job->family, arena, &out->param_count);
	add_points(building, job, ids, out);
	points = arena_alloc(arena, building->points.count * sizeof *points);
	if (building->points.count > 0)
		memcpy(points, building->points.items,
		    building->points.count * sizeof *points);
	out->points = points;
	out->point_count = building->points.count;
	fits = complexity_of(building->here.items, building->here.count);
	set_candidates(&fits, out);
	set_exponent(building, &fits.exponent, out);
	if (job->aim != NULL)
		scaling_bounds_judge(
		    job->aim, building->variances.items, arena, out);
}

static void
build_all(struct building *building)
{
	struct result *result = building->result;
	size_t i, count = building->jobs.count;
	struct scaling_result *out;
	struct map ids = {0};

	for (i = 0; i < result->case_count; i++)
		map_put(&ids, result->cases[i].id, i);
	out = arena_alloc(&result->arena, count * sizeof *out);
	for (i = 0; i < count; i++)
		build(building, &building->jobs.items[i], &ids, &out[i]);
	result->scalings = out;
	result->scaling_count = count;
	map_release(&ids);
}

void
scaling_build(const struct policy *policy, const struct series *baseline,
    struct result *result)
{
	struct building building = {.baseline = baseline, .result = result};
	struct families families = {0};

	families_find(&families, result, NULL);
	find_jobs(&building, policy, &families);
	limit_jobs(&building);
	if (building.jobs.count > 0)
		build_all(&building);
	families_release(&families);
	describe_desk_release(&building.desk);
	vec_free(&building.jobs);
	vec_free(&building.points);
	vec_free(&building.variances);
	vec_free(&building.here);
	vec_free(&building.before);
}
