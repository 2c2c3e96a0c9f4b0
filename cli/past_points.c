#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/mann_whitney.h"
#include "analysis/history_brief.h"
#include "analysis/policy.h"
#include "analysis/session.h"
#include "base/err.h"
#include "cli/ack_file.h"
#include "cli/past_members.h"
#include "collector/machine.h"

/* One timeline while it is made; its room is kept from one to the next. */
struct drawing {
	const struct past *past;
	struct mann_whitney_table table;
	struct archive_anchors anchors; /* by case, metric, run */
	struct map places; /* run, or commit -> place on the line */
	struct session_desk desk;
	VEC(uint32_t) marks; /* anchors, as points */
	size_t first_run;    /* of the points' runs, on the line */
};

static int
drawing_init(struct drawing *drawing, struct past *past,
    const struct record_run *run, struct err *err)
{
	const struct timeline_run *line = past->line;
	size_t i = past->runs.count + 1;

	*drawing = (struct drawing){.past = past};
	/* Of several runs of a commit the first begins its level. */
	while (i-- > 0) {
		if (line[i].commit != NULL)
			map_put(&drawing->places, line[i].commit, i);
		if (line[i].id != NULL)
			map_put(&drawing->places, line[i].id, i);
	}
	return archive_anchors(past->index.archive, run->suite,
	    facts_find(&run->machine, "id"), &past->arena, &drawing->anchors,
	    err);
}

static void
drawing_release(struct drawing *drawing)
{
	vec_free(&drawing->anchors);
	map_release(&drawing->places);
	session_desk_release(&drawing->desk);
	vec_free(&drawing->marks);
}

static int
compare_anchor(const struct archive_anchor *anchor, const char *case_id,
    const char *metric)
{
	int order = strcmp(anchor->case_id, case_id);

	return order != 0 ? order : strcmp(anchor->metric, metric);
}

static int
compare_marks(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The first point at or behind a place of the line; 0: none, or the first. */
static uint32_t
point_at(const struct timeline_point *points, size_t count, size_t place)
{
	size_t low = 0, high = count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (points[middle].run < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count ? (uint32_t)low : 0;
}

/* The anchors of a metric as points, rising, each once. */
static void
find_marks(struct drawing *drawing, const char *case_id, const char *metric,
    const struct timeline_point *points, size_t count)
{
	const struct archive_anchors *anchors = &drawing->anchors;
	const struct archive_anchor *anchor;
	size_t low = 0, high = anchors->count, middle, place, kept = 0, i;
	uint32_t mark;

	drawing->marks.count = 0;
	while (low < high) {
		middle = low + (high - low) / 2;
		if (compare_anchor(&anchors->items[middle], case_id, metric) <
		    0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < anchors->count; low++) {
		anchor = &anchors->items[low];
		if (compare_anchor(anchor, case_id, metric) != 0)
			break;
		if (!(anchor->commit != NULL &&
			map_get(&drawing->places, anchor->commit, &place)) &&
		    !map_get(&drawing->places, anchor->run, &place))
			continue;
		mark = place < drawing->first_run
			   ? 0
			   : point_at(points, count, place);
		if (mark > 0)
			vec_push(&drawing->marks, mark);
	}
	if (drawing->marks.count == 0)
		return;
	qsort(drawing->marks.items, drawing->marks.count,
	    sizeof *drawing->marks.items, compare_marks);
	for (i = 0; i < drawing->marks.count; i++)
		if (kept == 0 ||
		    drawing->marks.items[kept - 1] != drawing->marks.items[i])
			drawing->marks.items[kept++] = drawing->marks.items[i];
	drawing->marks.count = kept;
}

/*
 * The points of a member, and ours behind them if it is asked for. Where not
 * all are logarithms, all are centres. Returns how many.
 */
static size_t
make_points(struct drawing *drawing, const struct member *member, bool has_ours,
    struct timeline_point *points, bool *is_logarithmic)
{
	const struct archive_points *from = &member->points;
	struct session session = {.is_logarithmic = true};
	size_t count = from->count, i;

	if (has_ours)
		session = session_of(&drawing->desk, member->metric);
	*is_logarithmic = session.is_logarithmic || session.samples == 0;
	for (i = 0; i < count; i++) {
		points[i] = (struct timeline_point){
		    .run = (uint32_t)(drawing->first_run + from->index[i]),
		    .launches = from->items[i].launches,
		    .value = from->items[i].value,
		    .variance = from->items[i].variance,
		    .center = from->items[i].center};
		*is_logarithmic &= from->items[i].is_logarithmic;
	}
	if (has_ours && session.samples > 0)
		points[count++] = (struct timeline_point){
		    .run = (uint32_t)drawing->past->runs.count,
		    .launches = (uint32_t)session.side.count,
		    .value = session.value,
		    .variance =
			session.side.count < 2 ? (double)NAN : session.variance,
		    .center = session.center};
	for (i = 0; i < count && !*is_logarithmic; i++) {
		points[i].value = points[i].center;
		points[i].variance = (double)NAN;
	}
	return count;
}

static double
step_of(const struct member *member)
{
	const struct archive_points *points = &member->points;

	return points->count == 0 ? 0 : points->items[points->count - 1].step;
}

/* The stretch behind the last confirmed change, for rule A. */
static void
add_history(struct drawing *drawing, const struct member *member,
    struct history *history, struct timeline_point *points)
{
	struct arena arena = {0};
	struct timeline_options options = {
	    .is_lower_better = member->metric->metric.better == BETTER_LOWER,
	    .step = step_of(member),
	    .limit = (double)NAN};
	struct timeline timeline;
	bool is_logarithmic;
	size_t i, count = make_points(
		      drawing, member, false, points, &is_logarithmic);

	if (!is_logarithmic || count == 0)
		return;
	find_marks(drawing, member->kept->line.id, member->metric->metric.name,
	    points, count);
	options.anchors = drawing->marks.items;
	options.anchor_count = drawing->marks.count;
	timeline_of(&timeline, &drawing->table, drawing->past->line, points,
	    count, true, &options, &arena);
	for (i = timeline.stable_from; i < count; i++)
		history_put(history, member->kept->line.id,
		    &member->metric->metric,
		    &(struct history_value){
			.session =
			    (uint32_t)(points[i].run - drawing->first_run),
			.launches = points[i].launches,
			.log = points[i].value,
			.variance = points[i].variance});
	arena_release(&arena);
}

int
past_history(struct past *past, const struct series *series,
    struct history *history, struct err *err)
{
	struct timeline_point points[HISTORY_RUNS_MAX];
	struct archive_runs runs = past->runs;
	struct drawing drawing;
	struct members members;
	size_t i, first = past->segment;
	int status;

	*history = (struct history){0};
	if (runs.count - first > HISTORY_RUNS_MAX)
		first = runs.count - HISTORY_RUNS_MAX;
	runs.items += first;
	runs.count -= first;
	status = drawing_init(&drawing, past, &series->run, err);
	drawing.first_run = first;
	if (status == 0)
		status = members_read(&members, past, series, NULL, &runs, err);
	else
		members = (struct members){0};
	for (i = 0; status == 0 && i < runs.count; i++)
		history_add_session(
		    history, &(struct history_session){.run = runs.items[i].id,
				 .started = runs.items[i].started,
				 .commit = runs.items[i].commit});
	for (i = 0; status == 0 && i < members.list.count; i++)
		add_history(&drawing, &members.list.items[i], history, points);
	members_release(&members);
	drawing_release(&drawing);
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
	result->commit_url =
	    past->commits.count == 0 ? NULL : git_commit_url(arena);
}

/* The limit on the median that a drift would reach first. */
static void
set_limit(const struct result_metric *metric, struct timeline_options *options)
{
	const struct budget_result *budget;
	bool is_floor;
	double limit;
	size_t i;

	options->limit = (double)NAN;
	for (i = 0; i < metric->budget_count; i++) {
		budget = &metric->budgets[i];
		if (strcmp(budget->selector, metric->metric.name) != 0)
			continue;
		is_floor = budget->op == BUDGET_AT_LEAST;
		limit =
		    budget->op == BUDGET_RANGE ? budget->high : budget->limit;
		if (isnan(options->limit) ||
		    (is_floor ? limit > options->limit
			      : limit < options->limit)) {
			options->limit = limit;
			options->is_floor = is_floor;
		}
	}
}

/* What is accepted of the changes; their text is copied. */
static void
set_acknowledged(const struct past *past, const struct ack_list *acks,
    const struct member *member, const struct timeline *timeline,
    struct timeline_change *changes, struct arena *arena)
{
	const struct timeline_run *line = past->line;
	const char *day = line[past->runs.count].started;
	const struct timeline_change *change;
	const struct ack *ack;
	const char *good;
	size_t i;

	for (i = 0; i < timeline->change_count && acks->count > 0; i++) {
		change = &changes[i];
		good = change->earliest == 0
			   ? NULL
			   : line[timeline->points[change->earliest - 1].run]
				 .commit;
		ack = ack_file_match(acks, &past->commits,
		    member->kept->line.id, member->metric->metric.name,
		    day == NULL ? "" : day, good,
		    line[timeline->points[change->latest].run].commit);
		if (ack == NULL)
			continue;
		changes[i].acknowledged = arena_strdup(arena, ack->reason);
		changes[i].acknowledged_link = arena_strdup(arena, ack->link);
	}
}

/* Confirmed changes that are no anchors yet, for anchors.jsonl. */
struct confirmed {
	VEC(struct archive_anchor) list;
};

static void
collect_confirmed(const struct drawing *drawing, const struct member *member,
    const struct record_run *run, const struct timeline *timeline,
    struct confirmed *confirmed)
{
	const struct timeline_run *at;
	uint32_t point;
	size_t i, j;

	for (i = 0; i < timeline->change_count; i++) {
		point = timeline->changes[i].point;
		at = &drawing->past->line[timeline->points[point].run];
		for (j = 0; j < drawing->marks.count; j++)
			if (drawing->marks.items[j] == point)
				break;
		if (!timeline->changes[i].is_confirmed ||
		    j < drawing->marks.count || at->is_candidate)
			continue;
		vec_push(&confirmed->list,
		    (struct archive_anchor){.suite = run->suite,
			.machine = facts_find(&run->machine, "id"),
			.case_id = member->kept->line.id,
			.metric = member->metric->metric.name,
			.commit = at->commit,
			.run = at->id});
	}
}

/* What all metrics of a result are drawn with. */
struct filling {
	struct drawing drawing;
	struct policy policy;
	struct ack_list acks;
	struct result *result;
	size_t most; /* points of a timeline in the result */
	struct confirmed confirmed;
	const struct record_run *run;
};

static void
fill_one(struct filling *filling, const struct member *member,
    struct timeline_point *points)
{
	struct drawing *drawing = &filling->drawing;
	const struct past *past = drawing->past;
	const char *name = member->metric->metric.name;
	struct thresholds thresholds =
	    policy_thresholds(&filling->policy, member->item, name);
	struct timeline_options options = {
	    .is_lower_better = member->metric->metric.better == BETTER_LOWER,
	    .step = step_of(member),
	    .warning = thresholds.warning,
	    .critical = thresholds.critical,
	    .blocker = thresholds.blocker};
	struct timeline full, *kept;
	struct arena arena = {0};
	bool is_logarithmic;
	size_t count =
	    make_points(drawing, member, true, points, &is_logarithmic);

	find_marks(drawing, member->kept->line.id, name, points, count);
	options.anchors = drawing->marks.items;
	options.anchor_count = drawing->marks.count;
	set_limit(member->target, &options);
	timeline_of(&full, &drawing->table, past->line, points, count,
	    is_logarithmic, &options, &arena);
	set_acknowledged(past, &filling->acks, member, &full,
	    (struct timeline_change *)full.changes, &filling->result->arena);
	collect_confirmed(
	    drawing, member, filling->run, &full, &filling->confirmed);
	kept = arena_alloc(&filling->result->arena, sizeof *kept);
	history_brief(
	    kept, &full, past->line, filling->most, &filling->result->arena);
	member->target->history = kept;
	arena_release(&arena);
}

int
past_fill(struct past *past, const struct series *series, const char *policy,
    struct result *result, struct err *err)
{
	struct filling filling = {.result = result, .run = &series->run};
	struct timeline_point *points;
	struct arena arena = {0};
	struct members members = {0};
	size_t i;
	int status;

	if (past->runs.count == 0)
		return 0;
	points = xcalloc(past->runs.count + 1, sizeof *points);
	status = drawing_init(&filling.drawing, past, &series->run, err);
	if (status == 0)
		status = policy_read(&filling.policy, policy, &arena, err);
	if (status == 0)
		status = ack_file_read(&filling.acks, err);
	if (status == 0)
		status = members_read(
		    &members, past, series, result, &past->runs, err);
	filling.most = history_brief_most(members.list.count);
	for (i = 0; status == 0 && i < members.list.count; i++)
		fill_one(&filling, &members.list.items[i], points);
	if (status == 0)
		copy_line(past, result);
	if (status == 0 && filling.confirmed.list.count > 0)
		past_keep(past, filling.confirmed.list.items,
		    filling.confirmed.list.count);
	vec_free(&filling.confirmed.list);
	ack_list_release(&filling.acks);
	members_release(&members);
	drawing_release(&filling.drawing);
	arena_release(&arena);
	free(points);
	return status;
}
