#include "analysis/history.h"

#include <math.h>

#include "analysis/session.h"
#include "base/buf.h"

static const char *
key_of(struct buf *key, const char *case_id, const char *metric)
{
	buf_reset(key);
	buf_add_string(key, case_id);
	buf_add_char(key, '\x1f');
	buf_add_string(key, metric);
	return key->text;
}

static struct history_series *
find_or_add(struct history *history, const char *case_id, const char *metric,
    struct buf *key)
{
	struct history_series *added;
	size_t index;

	if (map_get(&history->index, key_of(key, case_id, metric), &index))
		return &history->series.items[index];
	map_put(&history->index, key->text, history->series.count);
	added = vec_add(&history->series);
	added->case_id = arena_strdup(&history->arena, case_id);
	added->metric = arena_strdup(&history->arena, metric);
	return added;
}

/* In another unit the values before it say nothing any more. */
static void
put(struct history *history, const char *case_id, const struct metric *metric,
    const struct history_value *value, struct buf *key)
{
	struct history_series *series =
	    find_or_add(history, case_id, metric->name, key);

	if (series->unit == NULL || strcmp(series->unit, metric->unit) != 0) {
		series->unit = arena_strdup(&history->arena, metric->unit);
		series->values.count = 0;
	}
	vec_push(&series->values, *value);
}

void
history_put(struct history *history, const char *case_id,
    const struct metric *metric, const struct history_value *value)
{
	struct buf key = {0};

	put(history, case_id, metric, value, &key);
	buf_release(&key);
}

static void
add_case(struct history *history, struct session_desk *desk,
    const struct series_case *kept, struct buf *key)
{
	const struct series_metric *metric;
	struct history_value value;
	struct session session;
	size_t i;

	if (kept->has_outcome && kept->line.status != CASE_STATUS_OK)
		return;
	for (i = 0; i < kept->metrics.count; i++) {
		metric = &kept->metrics.items[i];
		session = session_of(desk, metric);
		if (session.samples == 0 || !session.is_positive)
			continue;
		value = (struct history_value){
		    .session = (uint32_t)(history->sessions.count - 1),
		    .launches = (uint32_t)session.side.count,
		    .log = session.value,
		    .variance =
			session.side.count < 2 ? (double)NAN : session.variance,
		};
		put(history, kept->line.id, &metric->metric, &value, key);
	}
}

void
history_add_session(
    struct history *history, const struct history_session *session)
{
	struct arena *arena = &history->arena;
	struct history_session copy = {
	    .run = arena_strdup(arena, session->run),
	    .started = arena_strdup(arena, session->started),
	    .commit = arena_strdup(arena, session->commit),
	};

	vec_push(&history->sessions, copy);
}

void
history_add(struct history *history, const struct series *run)
{
	struct history_session session = {.run = run->run.id,
	    .started = run->run.started,
	    .commit = run->run.vcs_commit};
	struct session_desk desk = {0};
	struct buf key = {0};
	size_t i;

	history_add_session(history, &session);
	for (i = 0; i < run->cases.count; i++)
		add_case(history, &desk, &run->cases.items[i], &key);
	session_desk_release(&desk);
	buf_release(&key);
}

static struct history_series *
find(const struct history *history, const char *case_id, const char *metric)
{
	struct buf key = {0};
	size_t index;
	bool is_there;

	is_there =
	    map_get(&history->index, key_of(&key, case_id, metric), &index);
	buf_release(&key);
	return is_there ? &history->series.items[index] : NULL;
}

void
history_set_levels(struct history *history, const char *case_id,
    const char *metric, double low, double high)
{
	struct history_series *series = find(history, case_id, metric);

	series->low = low;
	series->high = high;
}

const struct history_series *
history_find(
    const struct history *history, const char *case_id, const char *metric)
{
	return find(history, case_id, metric);
}

void
history_release(struct history *history)
{
	size_t i;

	for (i = 0; i < history->series.count; i++)
		vec_free(&history->series.items[i].values);
	vec_free(&history->series);
	vec_free(&history->sessions);
	map_release(&history->index);
	arena_release(&history->arena);
}
