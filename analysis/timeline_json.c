#include "analysis/timeline_json.h"

#include <math.h>

#include "base/json.h"

static void
add_double_or_null(cJSON *object, const char *key, double value)
{
	if (isfinite(value))
		json_add_double(object, key, value);
	else
		json_add_null(object, key);
}

static void
add_known(cJSON *object, const char *key, const char *text)
{
	if (text != NULL)
		json_add_string(object, key, text);
}

static uint32_t
run_of(const struct timeline *timeline, uint32_t point)
{
	return timeline->points[point].run;
}

static void
add_runs(cJSON *object, const struct timeline *timeline,
    const struct timeline_run *runs, const struct timeline_change *change)
{
	const struct timeline_run *bad = &runs[run_of(timeline, change->point)];
	const struct timeline_run *good =
	    &runs[run_of(timeline, change->point - 1)];

	add_known(object, "run", bad->id);
	add_known(object, "commit", bad->commit);
	add_known(object, "version", bad->version);
	add_known(object, "last_run", good->id);
	add_known(object, "last_commit", good->commit);
	add_known(object, "last_version", good->version);
}

static void
add_size(cJSON *object, const struct timeline_change *change)
{
	const struct interval *interval = &change->ratio_interval;

	json_add_double(object, "before", change->before);
	json_add_double(object, "after", change->after);
	add_double_or_null(object, "ratio", change->ratio);
	add_double_or_null(object, "ratio_low",
	    interval->exists ? interval->low : (double)NAN);
	add_double_or_null(object, "ratio_high",
	    interval->exists ? interval->high : (double)NAN);
	add_double_or_null(object, "change_percent", 100 * (change->ratio - 1));
}

static cJSON *
change_object(const struct timeline *timeline, const struct timeline_run *runs,
    const struct timeline_change *change)
{
	cJSON *object = cJSON_CreateObject();

	json_add_u64(object, "index", run_of(timeline, change->point));
	json_add_u64(object, "earliest", run_of(timeline, change->earliest));
	json_add_u64(object, "latest", run_of(timeline, change->latest));
	add_runs(object, timeline, runs, change);
	add_size(object, change);
	json_add_double(object, "p", change->p);
	json_add_double(object, "strength", change->strength);
	json_add_string(
	    object, "status", change->is_confirmed ? "confirmed" : "suspected");
	json_add_string(object, "direction",
	    change->is_regression ? "regression" : "improvement");
	json_add_string(object, "level", level_text(change->level));
	json_add_bool(object, "acknowledged", change->acknowledged != NULL);
	add_known(object, "reason", change->acknowledged);
	add_known(object, "link", change->acknowledged_link);
	return object;
}

/* Percent where logarithms are looked at, else in the base unit. */
static void
add_slope(cJSON *object, const struct timeline *timeline,
    const struct timeline_drift *drift)
{
	const struct interval *interval = &drift->per_point_interval;
	bool is_relative = timeline->is_logarithmic;
	double factor = is_relative ? 100 : 1;

	json_add_double(object, is_relative ? "per_point_percent" : "per_point",
	    factor * drift->per_point);
	add_double_or_null(object,
	    is_relative ? "per_point_percent_low" : "per_point_low",
	    interval->exists ? factor * interval->low : (double)NAN);
	add_double_or_null(object,
	    is_relative ? "per_point_percent_high" : "per_point_high",
	    interval->exists ? factor * interval->high : (double)NAN);
	json_add_double(object, is_relative ? "total_percent" : "total",
	    factor * drift->total);
}

static void
add_drift(cJSON *object, const struct timeline *timeline)
{
	const struct timeline_drift *drift = timeline->drift;
	cJSON *member;

	if (drift == NULL) {
		json_add_null(object, "drift");
		return;
	}
	member = json_add_object(object, "drift");
	json_add_u64(member, "first", run_of(timeline, drift->first));
	json_add_u64(member, "last", run_of(timeline, drift->last));
	add_slope(member, timeline, drift);
	json_add_double(member, "now", drift->now);
	json_add_double(member, "p", drift->p);
	json_add_string(member, "direction",
	    drift->is_regression ? "regression" : "improvement");
	if (timeline->runs_to_limit > 0)
		json_add_u64(member, "runs_to_limit", timeline->runs_to_limit);
}

static void
add_modes(cJSON *object, const struct timeline_modes *modes)
{
	cJSON *member;

	if (modes == NULL)
		return;
	member = json_add_object(object, "modes");
	json_add_double(member, "low", modes->low);
	json_add_double(member, "high", modes->high);
	json_add_double(member, "high_share", modes->high_share);
}

void
timeline_json_add(cJSON *object, const struct timeline *timeline,
    const struct timeline_run *runs)
{
	const struct timeline_change *changes = timeline->changes;
	cJSON *points = json_add_array(object, "change_points"), *details;
	uint32_t i;

	for (i = 0; i < timeline->change_count; i++)
		json_push_double(
		    points, (double)run_of(timeline, changes[i].point));
	add_drift(object, timeline);
	json_add_string(object, "shape", timeline_shape_text(timeline->shape));
	add_modes(object, timeline->modes);
	details = json_add_array(object, "changes");
	for (i = 0; i < timeline->change_count; i++)
		cJSON_AddItemToArray(
		    details, change_object(timeline, runs, &changes[i]));
}
