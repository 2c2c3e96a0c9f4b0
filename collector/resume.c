#include "collector/resume.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/json.h"
#include "collector/machine.h"
#include "collector/record_json.h"

/* A copy of the header that outlives its line. */
static int
keep_run(struct resume *resume, const struct record_run *run, struct err *err)
{
	cJSON *object = cJSON_CreateObject(), *copy;
	struct buf text = {0};
	int result = -1;

	record_run_print(run, object);
	json_print(object, &text);
	copy = json_parse(text.text, text.length, err);
	if (copy != NULL)
		result =
		    record_run_parse(copy, &resume->arena, &resume->run, err);
	cJSON_Delete(copy);
	cJSON_Delete(object);
	buf_release(&text);
	return result;
}

static struct collect_case *
case_of(struct resume *resume, const char *id)
{
	size_t index;

	if (!map_get(&resume->index, id, &index)) {
		index = resume->cases.count;
		map_put(&resume->index, id, index);
		(void)vec_add(&resume->cases);
	}
	return &resume->cases.items[index];
}

static void
take_case(struct resume *resume, const struct record_case *line)
{
	struct collect_case *state = case_of(resume, line->id);

	state->done.is_planned = true;
	if (line->status != CASE_STATUS_NONE &&
	    line->status != CASE_STATUS_PLANNED)
		state->done.is_ended = true;
}

/* What decides when it is enough. */
static void
take_times(struct collect_case *state, const struct record_samples *samples)
{
	const struct record_values *times = NULL;
	double longest = 0;
	size_t i;

	for (i = 0; i < samples->metric_count && !samples->is_failed; i++)
		if (strcmp(samples->metrics[i].metric, "time") == 0)
			times = &samples->metrics[i];
	for (i = 0; times != NULL && i < times->count; i++)
		if (times->values[i] > longest)
			longest = times->values[i];
	state->spent_ns += longest;
	stopping_add(&state->track, times == NULL ? NULL : times->values,
	    times == NULL ? 0 : times->count);
}

static void
take_samples(struct resume *resume, const struct record_samples *samples)
{
	struct collect_case *state;

	if (samples->case_id == NULL)
		return;
	state = case_of(resume, samples->case_id);
	state->done.launches++;
	take_times(state, samples);
	if (samples->output != NULL && state->memory.digest[0] == '\0')
		snprintf(state->memory.digest, sizeof state->memory.digest,
		    "%s", samples->output);
	if (!samples->is_failed)
		return;
	state->done.failed++;
	state->status =
	    samples->is_timeout ? CASE_STATUS_TIMEOUT : CASE_STATUS_FAILED;
	if (state->message == NULL)
		state->message = arena_strdup(&resume->arena, samples->error);
}

static int
put(struct sink *sink, const struct record *record, struct err *err)
{
	struct resume *resume = (struct resume *)sink;

	if (record->type == RECORD_RUN)
		return keep_run(resume, record->u.run, err);
	if (record->type == RECORD_CASE)
		take_case(resume, record->u.case_line);
	if (record->type == RECORD_SAMPLES)
		take_samples(resume, record->u.samples);
	return 0;
}

int
resume_read(struct resume *resume, const char *path, struct err *err)
{
	*resume = (struct resume){.sink.put = put};
	if (runfile_read(path, &resume->sink, &resume->facts, err) < 0)
		return -1;
	if (resume->facts.is_ended)
		return err_set(err,
		    "%s: this run came to its end; there is nothing to "
		    "resume. Start a new one with \"perfolio run\"",
		    path);
	return 0;
}

/* Both NULL, or both the same. */
static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static int
check_same(const struct record_run *then, const struct record_run *now,
    struct err *err)
{
	const char *machine_then = facts_find(&then->machine, "id");
	const char *machine_now = facts_find(&now->machine, "id");

	if (!is_same(then->suite_sha256, now->suite_sha256))
		return err_set(err,
		    "run %s cannot be resumed: its suite has changed since; "
		    "start a new run",
		    then->id);
	if (!is_same(then->vcs_commit, now->vcs_commit))
		return err_set(err,
		    "run %s cannot be resumed: it was made at commit %.12s, "
		    "now it is %.12s; check that one out or start a new run",
		    then->id,
		    then->vcs_commit == NULL ? "none" : then->vcs_commit,
		    now->vcs_commit == NULL ? "none" : now->vcs_commit);
	if (!is_same(machine_then, machine_now))
		return err_set(err,
		    "run %s cannot be resumed: it was made on another "
		    "machine; start a new run here",
		    then->id);
	return 0;
}

int
resume_apply(struct resume *resume, const struct record_run *now,
    struct collect *collect, struct err *err)
{
	struct collect_case *seen;
	struct collect_case *state;
	size_t i, index;

	if (check_same(&resume->run, now, err) < 0)
		return -1;
	for (i = 0; i < collect->plan->case_count; i++) {
		if (!map_get(&resume->index, collect->plan->cases[i].record.id,
			&index))
			continue;
		seen = &resume->cases.items[index];
		state = &collect->cases[i];
		state->done = seen->done;
		state->status = seen->status;
		state->message = seen->message;
		state->spent_ns = seen->spent_ns;
		memcpy(state->memory.digest, seen->memory.digest,
		    sizeof state->memory.digest);
		state->track = seen->track;
		seen->track = (struct stopping_track){0};
	}
	return 0;
}

void
resume_release(struct resume *resume)
{
	size_t i;

	for (i = 0; i < resume->cases.count; i++)
		stopping_release(&resume->cases.items[i].track);
	arena_release(&resume->arena);
	map_release(&resume->index);
	vec_free(&resume->cases);
}
