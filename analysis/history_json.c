#include "analysis/history_json.h"

#include <math.h>

#include "analysis/pool.h"
#include "analysis/pool_json.h"
#include "analysis/result_members.h"
#include "analysis/word_json.h"
#include "base/err.h"
#include "base/json.h"

#define MEMBER(of, key, type, field)                                           \
	{                                                                      \
		key, MEMBER_##type, offsetof(struct timeline_##of, field)      \
	}

static const struct member change_members[] = {
    MEMBER(change, "before", NUMBER, before),
    MEMBER(change, "after", NUMBER, after),
    MEMBER(change, "ratio", KNOWN, ratio),
    MEMBER(change, "ratio_low", LOW, ratio_interval),
    MEMBER(change, "ratio_high", HIGH, ratio_interval),
    MEMBER(change, "p", KNOWN, p),
    MEMBER(change, "strength", KNOWN, strength),
    {0},
};

static const struct member drift_members[] = {
    MEMBER(drift, "per_point", NUMBER, per_point),
    MEMBER(drift, "per_point_low", LOW, per_point_interval),
    MEMBER(drift, "per_point_high", HIGH, per_point_interval),
    MEMBER(drift, "total", NUMBER, total),
    MEMBER(drift, "now", NUMBER, now),
    MEMBER(drift, "p", KNOWN, p),
    {0},
};

static const struct member modes_members[] = {
    MEMBER(modes, "low", NUMBER, low),
    MEMBER(modes, "high", NUMBER, high),
    MEMBER(modes, "high_share", NUMBER, high_share),
    {0},
};

/* Of a point: run, center, error, launches; of one launch the first two. */
enum { POINT_NUMBERS = 4, LONE_NUMBERS = 2 };

static const char *
shape_word(unsigned index)
{
	return timeline_shape_text((enum timeline_shape)index);
}

static const char *
level_word(unsigned index)
{
	return level_text((enum level)index);
}

static const char *
status_word(unsigned is_confirmed)
{
	return is_confirmed != 0 ? "confirmed" : "suspected";
}

static const char *
direction_word(unsigned is_regression)
{
	return is_regression != 0 ? "regression" : "improvement";
}

void
history_json_add_past(cJSON *object, const struct result *result)
{
	cJSON *array = json_add_array(object, "past"), *item;
	const struct timeline_run *run;
	size_t i;

	for (i = 0; i < result->past_count; i++) {
		run = &result->past[i];
		item = word_json_push(array);
		json_add_string(item, "run", run->id);
		json_add_string(item, "started", run->started);
		json_add_string(item, "commit", run->commit);
		json_add_string(item, "version", run->version);
		json_add_string(item, "differs", run->differs);
		json_add_bool(item, "candidate", run->is_candidate);
	}
	json_add_u64(object, "past_from", result->past_from);
	if (result->past_elsewhere > 0)
		json_add_u64(object, "past_elsewhere", result->past_elsewhere);
	json_add_string(object, "since", result->since);
	json_add_string(object, "commit_url", result->commit_url);
}

static uint32_t
run_of(const struct timeline *timeline, uint32_t point)
{
	return timeline->points[point].run;
}

static void
add_series(cJSON *object, const struct timeline *timeline)
{
	cJSON *series = json_add_array(object, "series"), *row;
	const struct timeline_point *point;
	uint32_t i;

	for (i = 0; i < timeline->point_count; i++) {
		point = &timeline->points[i];
		row = cJSON_CreateArray();
		json_push_double(row, point->run);
		json_push_double(row, point->center);
		cJSON_AddItemToArray(series, row);
		if (isfinite(point->variance))
			json_push_double(row, sqrt(point->variance));
		else if (point->launches != 1)
			cJSON_AddItemToArray(row, cJSON_CreateNull());
		else
			continue;
		json_push_double(row, point->launches);
	}
}

static void
add_change(cJSON *array, const struct timeline *timeline,
    const struct timeline_run *runs, const struct timeline_change *change)
{
	cJSON *item = word_json_push(array);
	uint32_t run = run_of(timeline, change->point);

	json_add_u64(item, "index", run);
	json_add_u64(item, "earliest", run_of(timeline, change->earliest));
	json_add_u64(item, "latest", run_of(timeline, change->latest));
	json_add_string(item, "commit", runs[run].commit);
	members_print(change_members, change, item);
	if (isfinite(change->ratio))
		json_add_double(
		    item, "change_percent", 100 * (change->ratio - 1));
	else
		json_add_null(item, "change_percent");
	json_add_string(item, "status", status_word(change->is_confirmed));
	json_add_string(
	    item, "direction", direction_word(change->is_regression));
	json_add_string(item, "level", level_text(change->level));
	json_add_bool(item, "acknowledged", change->acknowledged != NULL);
	json_add_string(item, "reason", change->acknowledged);
	json_add_string(item, "link", change->acknowledged_link);
}

static void
put_drift(cJSON *item, const struct timeline *timeline,
    const struct timeline_drift *drift)
{
	json_add_u64(item, "first", run_of(timeline, drift->first));
	json_add_u64(item, "last", run_of(timeline, drift->last));
	members_print(drift_members, drift, item);
	json_add_string(
	    item, "direction", direction_word(drift->is_regression));
}

static void
add_drifts(cJSON *object, const struct timeline *timeline)
{
	uint32_t i, earlier = timeline->drift_count;
	cJSON *array = NULL;

	if (timeline->drift == NULL)
		json_add_null(object, "drift");
	else
		put_drift(json_add_object(object, "drift"), timeline,
		    timeline->drift);
	earlier -= timeline->drift != NULL;
	if (earlier > 0)
		array = json_add_array(object, "earlier_drifts");
	for (i = 0; i < earlier; i++)
		put_drift(
		    word_json_push(array), timeline, &timeline->drifts[i]);
}

void
history_json_add(cJSON *object, const struct timeline *timeline,
    const struct timeline_run *runs)
{
	cJSON *history, *changes;
	uint32_t i;

	if (timeline == NULL || timeline->point_count == 0) {
		json_add_null(object, "history");
		return;
	}
	history = json_add_object(object, "history");
	json_add_string(history, "shape", timeline_shape_text(timeline->shape));
	json_add_bool(history, "logarithmic", timeline->is_logarithmic);
	json_add_u64(
	    history, "segment_from", run_of(timeline, timeline->segment_from));
	json_add_u64(
	    history, "stable_from", run_of(timeline, timeline->stable_from));
	add_series(history, timeline);
	changes = json_add_array(history, "change_points");
	for (i = 0; i < timeline->change_count; i++)
		add_change(changes, timeline, runs, &timeline->changes[i]);
	add_drifts(history, timeline);
	if (timeline->modes == NULL)
		json_add_null(history, "modes");
	else
		members_print(modes_members, timeline->modes,
		    json_add_object(history, "modes"));
	if (timeline->runs_to_limit > 0)
		json_add_u64(history, "runs_to_limit", timeline->runs_to_limit);
	else
		json_add_null(history, "runs_to_limit");
}

int
history_json_get_past(const cJSON *object, struct pool *pool,
    struct result *result, struct err *err)
{
	const cJSON *array, *item;
	struct timeline_run *runs, *run;
	uint64_t from = 0;

	if (json_get_array(object, "past", &array, err) < 0)
		return -1;
	runs = pool_json_items(array, sizeof *runs, pool);
	result->past = runs;
	cJSON_ArrayForEach (item, array) {
		run = &runs[result->past_count++];
		if (pool_json_text(item, "run", pool, &run->id, err) < 0 ||
		    pool_json_text(item, "started", pool, &run->started, err) <
			0 ||
		    pool_json_text(item, "commit", pool, &run->commit, err) <
			0 ||
		    pool_json_text(item, "version", pool, &run->version, err) <
			0 ||
		    pool_json_text(item, "differs", pool, &run->differs, err) <
			0 ||
		    json_get_bool(item, "candidate", &run->is_candidate, err) <
			0)
			return err_add(
			    err, "run %zu of \"past\"", result->past_count);
	}
	if (json_get_u64(object, "past_from", &from, err) < 0 ||
	    json_get_u64(
		object, "past_elsewhere", &result->past_elsewhere, err) < 0 ||
	    pool_json_text(object, "since", pool, &result->since, err) < 0 ||
	    pool_json_text(
		object, "commit_url", pool, &result->commit_url, err) < 0)
		return -1;
	if (from > 0 && from >= result->past_count)
		return err_set(err, "\"past_from\" is behind all of \"past\"");
	result->past_from = (size_t)from;
	return 0;
}

static int
get_point(const cJSON *row, const struct timeline *timeline, size_t past,
    struct timeline_point *point, struct err *err)
{
	const cJSON *run = cJSON_GetArrayItem(row, 0);
	const cJSON *center = cJSON_GetArrayItem(row, 1);
	const cJSON *error = cJSON_GetArrayItem(row, 2);
	const cJSON *launches = cJSON_GetArrayItem(row, 3);
	bool is_lone = cJSON_GetArraySize(row) == LONE_NUMBERS;
	double index;

	if (!cJSON_IsArray(row) || !cJSON_IsNumber(run) ||
	    !cJSON_IsNumber(center) ||
	    (!is_lone && (cJSON_GetArraySize(row) != POINT_NUMBERS ||
			     !(cJSON_IsNumber(error) || cJSON_IsNull(error)) ||
			     !cJSON_IsNumber(launches))))
		return err_set(err,
		    "it must be [run, center, error, launches], or the first two");
	index = run->valuedouble;
	if (!(index >= 0 && index < (double)past) || index != floor(index) ||
	    (point > timeline->points && index <= (double)point[-1].run))
		return err_set(err,
		    "its run must be of \"past\" and behind the one before");
	if (!isfinite(center->valuedouble) ||
	    (timeline->is_logarithmic && !(center->valuedouble > 0)))
		return err_set(err, "its center has no logarithm");
	point->run = (uint32_t)index;
	point->center = center->valuedouble;
	point->value =
	    timeline->is_logarithmic ? log(point->center) : point->center;
	point->variance = (double)NAN;
	point->launches = 1;
	if (is_lone)
		return 0;
	if (!(launches->valuedouble >= 0 &&
		launches->valuedouble <= (double)UINT32_MAX))
		return err_set(err, "its launches are no count");
	if (cJSON_IsNumber(error))
		point->variance = error->valuedouble * error->valuedouble;
	point->launches = (uint32_t)launches->valuedouble;
	return 0;
}

static int
get_series(const cJSON *object, struct pool *pool, size_t past,
    struct timeline *timeline, struct err *err)
{
	struct timeline_point *points;
	const cJSON *array, *row;

	if (json_get_array(object, "series", &array, err) < 0)
		return -1;
	points = pool_json_items(array, sizeof *points, pool);
	if (points == NULL)
		return err_set(err, "\"series\" is empty");
	timeline->points = points;
	cJSON_ArrayForEach (row, array) {
		if (get_point(row, timeline, past,
			&points[timeline->point_count], err) < 0)
			return err_add(err, "point %u of \"series\"",
			    timeline->point_count + 1);
		timeline->point_count++;
	}
	return 0;
}

/* The point of the run that stands under the key. */
static int
get_place(const cJSON *object, const char *key, const struct timeline *timeline,
    uint32_t *place, struct err *err)
{
	uint32_t low = 0, high = timeline->point_count, middle;
	uint64_t run = UINT64_MAX;

	if (json_get_u64(object, key, &run, err) < 0)
		return -1;
	while (low < high) {
		middle = low + (high - low) / 2;
		if (timeline->points[middle].run < run)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == timeline->point_count || timeline->points[low].run != run)
		return err_set(err, "\"%s\" is no run of \"series\"", key);
	*place = low;
	return 0;
}

static int
get_change(const cJSON *item, struct pool *pool,
    const struct timeline *timeline, struct timeline_change *change,
    struct err *err)
{
	unsigned status, direction, level;

	if (get_place(item, "index", timeline, &change->point, err) < 0 ||
	    get_place(item, "earliest", timeline, &change->earliest, err) < 0 ||
	    get_place(item, "latest", timeline, &change->latest, err) < 0 ||
	    members_parse(change_members, item, change, err) < 0 ||
	    word_json_get(item, "status", status_word, 2, &status, err) < 0 ||
	    word_json_get(
		item, "direction", direction_word, 2, &direction, err) < 0 ||
	    word_json_get(item, "level", level_word, LEVEL_BLOCKER + 1, &level,
		err) < 0 ||
	    pool_json_text(item, "reason", pool, &change->acknowledged, err) <
		0 ||
	    pool_json_text(
		item, "link", pool, &change->acknowledged_link, err) < 0)
		return -1;
	if (change->point == 0)
		return err_set(err, "there is no level before it");
	if (change->earliest > change->point || change->latest < change->point)
		return err_set(err, "\"index\" is outside of its own range");
	change->is_confirmed = status != 0;
	change->is_regression = direction != 0;
	change->level = (enum level)level;
	return 0;
}

static int
get_changes(const cJSON *object, struct pool *pool, struct timeline *timeline,
    struct err *err)
{
	struct timeline_change *changes, *change;
	const cJSON *array, *item;

	if (json_get_array(object, "change_points", &array, err) < 0)
		return -1;
	changes = pool_json_items(array, sizeof *changes, pool);
	timeline->changes = changes;
	cJSON_ArrayForEach (item, array) {
		change = &changes[timeline->change_count++];
		if (get_change(item, pool, timeline, change, err) < 0)
			return err_add(
			    err, "change point %u", timeline->change_count);
		if (change > changes && change->point <= change[-1].point)
			return err_set(
			    err, "\"change_points\" are not in order");
	}
	return 0;
}

static int
get_drift(const cJSON *item, const struct timeline *timeline,
    struct timeline_drift *drift, struct err *err)
{
	unsigned direction;

	if (get_place(item, "first", timeline, &drift->first, err) < 0 ||
	    get_place(item, "last", timeline, &drift->last, err) < 0 ||
	    members_parse(drift_members, item, drift, err) < 0 ||
	    word_json_get(
		item, "direction", direction_word, 2, &direction, err) < 0)
		return err_add(err, "\"drift\"");
	if (drift->first > drift->last)
		return err_set(err, "\"drift\" ends before it begins");
	drift->is_regression = direction != 0;
	return 0;
}

static int
get_drifts(const cJSON *object, struct pool *pool, struct timeline *timeline,
    struct err *err)
{
	const cJSON *earlier, *newest, *item;
	struct timeline_drift *next;

	if (json_get_array(object, "earlier_drifts", &earlier, err) < 0 ||
	    json_get_object(object, "drift", &newest, err) < 0)
		return -1;
	next = arena_alloc(pool->arena,
	    ((size_t)cJSON_GetArraySize(earlier) + 1) * sizeof *next);
	timeline->drifts = next;
	cJSON_ArrayForEach (item, earlier)
		if (get_drift(item, timeline, next++, err) < 0)
			return -1;
	if (newest != NULL)
		timeline->drift = next++;
	timeline->drift_count = (uint32_t)(next - timeline->drifts);
	return newest == NULL ? 0 : get_drift(newest, timeline, next - 1, err);
}

static int
get_modes(const cJSON *object, struct pool *pool, struct timeline *timeline,
    struct err *err)
{
	struct timeline_modes *modes;
	const cJSON *item;

	if (json_get_object(object, "modes", &item, err) < 0)
		return -1;
	if (item == NULL)
		return 0;
	modes = arena_alloc(pool->arena, sizeof *modes);
	timeline->modes = modes;
	return members_parse(modes_members, item, modes, err);
}

static int
get_timeline(const cJSON *object, struct pool *pool, size_t past,
    struct timeline *timeline, struct err *err)
{
	uint64_t runs_to_limit = 0;
	unsigned shape;

	if (json_get_bool(
		object, "logarithmic", &timeline->is_logarithmic, err) < 0 ||
	    word_json_get(object, "shape", shape_word, TIMELINE_SHAPES, &shape,
		err) < 0 ||
	    get_series(object, pool, past, timeline, err) < 0 ||
	    get_place(object, "segment_from", timeline, &timeline->segment_from,
		err) < 0 ||
	    get_place(object, "stable_from", timeline, &timeline->stable_from,
		err) < 0 ||
	    get_changes(object, pool, timeline, err) < 0 ||
	    get_drifts(object, pool, timeline, err) < 0 ||
	    get_modes(object, pool, timeline, err) < 0 ||
	    json_get_u64(object, "runs_to_limit", &runs_to_limit, err) < 0)
		return -1;
	if (runs_to_limit > UINT32_MAX)
		return err_set(err, "\"runs_to_limit\" is no count");
	timeline->shape = (enum timeline_shape)shape;
	timeline->runs_to_limit = (uint32_t)runs_to_limit;
	return 0;
}

int
history_json_get(const cJSON *object, struct pool *pool,
    const struct result *result, struct result_metric *metric, struct err *err)
{
	struct timeline *timeline;
	const cJSON *tree;

	if (json_get_object(object, "history", &tree, err) < 0)
		return -1;
	if (tree == NULL)
		return 0;
	timeline = arena_alloc(pool->arena, sizeof *timeline);
	metric->history = timeline;
	if (get_timeline(tree, pool, result->past_count, timeline, err) < 0)
		return err_add(err, "\"history\"");
	return 0;
}
