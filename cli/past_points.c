#include "cli/past.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/history_brief.h"
#include "analysis/policy.h"
#include "base/err.h"

/* A metric of the run, and what the archive has of it. */
struct member {
	const struct series_case *kept;
	const struct series_metric *metric;
	struct result_case *item;     /* NULL: not of a result */
	struct result_metric *target; /* the same */
};

/* Parallel. */
struct members {
	VEC(struct member) list;
	VEC(struct archive_series) series;
	struct archive_points *points;
};

static int
compare_keys(const char *case_id, const char *metric, const char *unit,
    const struct archive_series *series)
{
	int order = strcmp(case_id, series->case_id);

	if (order == 0)
		order = strcmp(metric, series->metric);
	return order != 0 ? order : strcmp(unit, series->unit);
}

/* The catalog is by case, metric, unit. */
const struct archive_series *
past_series(
    const struct past *past, const char *case_id, const struct metric *metric)
{
	const struct archive_catalog *catalog = &past->catalog;
	const struct archive_series *found;
	size_t low = 0, high = catalog->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		found = &catalog->items[middle];
		if (compare_keys(case_id, metric->name, metric->unit, found) <=
		    0)
			high = middle;
		else
			low = middle + 1;
	}
	if (low == catalog->count ||
	    compare_keys(
		case_id, metric->name, metric->unit, &catalog->items[low]) != 0)
		return NULL;
	return &catalog->items[low];
}

/* The judged metric of the result that is this one; NULL: none. */
static struct result_metric *
find_target(struct result_case *item, const struct metric *metric)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_judged &&
		    item->metrics[i].is_measured &&
		    strcmp(item->metrics[i].metric.name, metric->name) == 0)
			return &item->metrics[i];
	return NULL;
}

static void
add_case(struct members *members, const struct past *past,
    const struct series_case *kept, struct result_case *item)
{
	struct member member = {.kept = kept, .item = item};
	const struct archive_series *found;
	size_t i;

	for (i = 0; i < kept->metrics.count; i++) {
		member.metric = &kept->metrics.items[i];
		if (item != NULL)
			member.target =
			    find_target(item, &member.metric->metric);
		if (item != NULL && member.target == NULL)
			continue;
		found =
		    past_series(past, kept->line.id, &member.metric->metric);
		if (found == NULL)
			continue;
		vec_push(&members->list, member);
		vec_push(&members->series, *found);
	}
}

/* All metrics of the run; with a result those that are judged there. */
static void
add_members(struct members *members, const struct past *past,
    const struct series *series, struct result *result)
{
	size_t i, place;

	for (i = 0; i < series->cases.count && result == NULL; i++)
		add_case(members, past, &series->cases.items[i], NULL);
	for (i = 0; result != NULL && i < result->case_count; i++)
		if (map_get(&series->case_index, result->cases[i].id, &place))
			add_case(members, past, &series->cases.items[place],
			    &result->cases[i]);
}

/*
 * All metrics of the run that the archive knows, or, with a result, those that
 * are judged and measured there; and their points in the given runs. Release
 * it in any case.
 */
static int
members_read(struct members *members, struct past *past,
    const struct series *series, struct result *result,
    const struct archive_runs *runs, struct err *err)
{
	*members = (struct members){0};
	add_members(members, past, series, result);
	if (members->list.count == 0)
		return 0;
	members->points = xcalloc(members->list.count, sizeof *members->points);
	return archive_points_all(past->index.archive, members->series.items,
	    members->series.count, runs, members->points, err);
}

static void
members_release(struct members *members)
{
	size_t i;

	for (i = 0; members->points != NULL && i < members->list.count; i++)
		archive_points_release(&members->points[i]);
	free(members->points);
	vec_free(&members->list);
	vec_free(&members->series);
}

/* first: of the runs of its points, on the line. */
static struct timelines_series
series_of(const struct members *members, size_t place, size_t first)
{
	const struct member *member = &members->list.items[place];

	return (struct timelines_series){.case_id = member->kept->line.id,
	    .metric = member->metric->metric.name,
	    .points = &members->points[place],
	    .first = first};
}

/* The runs that measured one of the members; sessions: run -> its session. */
static void
add_sessions(const struct members *members, const struct archive_runs *runs,
    struct history *history, uint32_t *sessions)
{
	bool is_session[HISTORY_RUNS_MAX] = {false};
	const struct archive_run *run;
	size_t i, j;

	for (i = 0; i < members->list.count; i++)
		for (j = 0; j < members->points[i].count; j++)
			is_session[members->points[i].index[j]] = true;
	for (i = 0; i < runs->count; i++) {
		if (!is_session[i])
			continue;
		run = &runs->items[i];
		sessions[i] = (uint32_t)history->sessions.count;
		history_add_session(
		    history, &(struct history_session){.run = run->id,
				 .started = run->started,
				 .commit = run->commit});
	}
}

/* The stretch behind the last confirmed change, for rule A. */
static void
add_history(struct past *past, const struct timelines_series *series,
    const struct metric *metric, const uint32_t *sessions,
    struct history *history)
{
	struct arena arena = {0};
	struct timeline_options options = {
	    .is_lower_better = metric->better == BETTER_LOWER};
	const struct timeline_point *point;
	struct timeline timeline;
	uint32_t i;

	timelines_draw(&past->timelines, series, &options, &arena, &timeline);
	for (i = timeline.stable_from;
	     timeline.is_logarithmic && i < timeline.point_count; i++) {
		point = &timeline.points[i];
		history_put(history, series->case_id, metric,
		    &(struct history_value){
			.session = sessions[point->run - series->first],
			.launches = point->launches,
			.log = point->value,
			.variance = point->variance});
	}
	if (timeline.is_logarithmic && timeline.modes != NULL)
		history_set_levels(history, series->case_id, series->metric,
		    log(timeline.modes->low), log(timeline.modes->high));
	arena_release(&arena);
}

int
past_history(struct past *past, const struct series *series,
    struct history *history, struct err *err)
{
	uint32_t sessions[HISTORY_RUNS_MAX] = {0};
	struct archive_runs runs = past->runs;
	struct timelines_series of;
	struct members members;
	size_t i, first = past->segment;
	int status;

	*history = (struct history){0};
	runs.count = past->before;
	if (runs.count - first > HISTORY_RUNS_MAX)
		first = runs.count - HISTORY_RUNS_MAX;
	runs.items += first;
	runs.count -= first;
	status = members_read(&members, past, series, NULL, &runs, err);
	if (status == 0)
		add_sessions(&members, &runs, history, sessions);
	for (i = 0; status == 0 && i < members.list.count; i++) {
		of = series_of(&members, i, first);
		if (of.points->count > 0)
			add_history(past, &of,
			    &members.list.items[i].metric->metric, sessions,
			    history);
	}
	members_release(&members);
	return status;
}

/* Deep: the past is released before the result. */
static void
copy_line(const struct past *past, struct result *result)
{
	size_t count = past->runs.count + 1, i;
	struct arena *arena = &result->arena;
	struct timeline_run *line = arena_alloc(arena, count * sizeof *line);
	const struct timeline_run *from;

	for (i = 0; i < count; i++) {
		from = &past->line[i];
		line[i] =
		    (struct timeline_run){.id = arena_strdup(arena, from->id),
			.started = arena_strdup(arena, from->started),
			.commit = arena_strdup(arena, from->commit),
			.version = arena_strdup(arena, from->version),
			.differs = arena_strdup(arena, from->differs),
			.is_candidate = from->is_candidate};
	}
	result->past = line;
	result->past_count = count;
	result->past_elsewhere = past->elsewhere;
	result->commit_url =
	    past->commits.count == 0 ? NULL : git_commit_url(arena);
}

/* The limits on the median that a drift may reach. */
static void
add_limits(const struct result_metric *metric, struct timeline_options *options)
{
	const struct budget_result *budget;
	size_t i;

	for (i = 0; i < metric->budget_count; i++) {
		budget = &metric->budgets[i];
		if (strcmp(budget->selector, metric->metric.name) == 0)
			timeline_limit_add(
			    options, budget->op, budget->limit, budget->high);
	}
}

/* What all metrics of a result are drawn with. */
struct filling {
	struct past *past;
	struct policy policy;
	struct session_desk desk;
	struct arena *arena; /* the result's */
	size_t most;         /* points of a timeline in the result */
};

static void
fill_one(struct filling *filling, const struct member *member,
    struct timelines_series *series)
{
	struct past *past = filling->past;
	struct thresholds thresholds =
	    policy_thresholds(&filling->policy, member->item, series->metric);
	struct timeline_options options = {
	    .is_lower_better = member->metric->metric.better == BETTER_LOWER,
	    .warning = thresholds.warning,
	    .critical = thresholds.critical,
	    .blocker = thresholds.blocker};
	struct session own = session_of(&filling->desk, member->metric);
	struct timeline full, *kept;
	struct arena arena = {0};

	series->own = &own;
	add_limits(member->target, &options);
	timelines_draw(&past->timelines, series, &options, &arena, &full);
	timelines_settle(&past->timelines, series, &past->commits, &past->acks,
	    filling->arena, &full);
	kept = arena_alloc(filling->arena, sizeof *kept);
	history_brief(kept, &full, past->line, filling->most, filling->arena);
	member->target->history = kept;
	arena_release(&arena);
}

int
past_fill(struct past *past, const struct series *series, struct result *result,
    struct err *err)
{
	struct filling filling = {.past = past, .arena = &result->arena};
	struct timelines_series of;
	struct arena arena = {0};
	struct members members = {0};
	size_t i;
	int status;

	if (past->runs.count == 0)
		return 0;
	status = policy_read(&filling.policy, result->run.policy, &arena, err);
	if (status == 0)
		status = members_read(
		    &members, past, series, result, &past->runs, err);
	filling.most = history_brief_most(members.list.count);
	for (i = 0; status == 0 && i < members.list.count; i++) {
		of = series_of(&members, i, 0);
		fill_one(&filling, &members.list.items[i], &of);
	}
	if (status == 0) {
		copy_line(past, result);
		timelines_keep(&past->timelines, &past->index);
	}
	members_release(&members);
	session_desk_release(&filling.desk);
	arena_release(&arena);
	return status;
}
