#include "collector/record_json.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/moment.h"
#include "base/num.h"
#include "collector/record_members.h"

/*
 * Optional text, copied. Each line's bytes were checked to be UTF-8, but an
 * escape can still name half a surrogate pair, which cJSON refuses.
 */
int
record_get_text(const cJSON *object, const char *key, struct arena *arena,
    const char **text, struct err *err)
{
	const char *found = NULL;

	if (json_get_string(object, key, &found, err) < 0)
		return -1;
	if (found != NULL)
		*text = arena_strdup(arena, found);
	return 0;
}

/* The same for a member that must be there. */
int
record_need_text(const cJSON *object, const char *key, struct arena *arena,
    const char **text, struct err *err)
{
	if (record_get_text(object, key, arena, text, err) < 0)
		return -1;
	if (*text == NULL)
		return err_set(err, "\"%s\" is missing", key);
	return 0;
}

/* A member kept as JSON text. */
static int
get_raw(const cJSON *object, const char *key, struct arena *arena,
    const char **json, struct err *err)
{
	const cJSON *item;
	char *text;

	if (json_get_object(object, key, &item, err) < 0)
		return -1;
	if (item == NULL)
		return 0;
	text = cJSON_PrintUnformatted(item);
	*json = arena_strdup(arena, text);
	cJSON_free(text);
	return 0;
}

int
record_texts_parse(const cJSON *array, struct arena *arena,
    const char *const **texts, size_t *count, struct err *err)
{
	const char **items;
	const cJSON *item;

	if (array == NULL)
		return 0;
	items = arena_alloc(
	    arena, (size_t)cJSON_GetArraySize(array) * sizeof *items);
	*count = 0;
	cJSON_ArrayForEach (item, array) {
		if (!cJSON_IsString(item))
			return err_set(err, "a list of texts was expected");
		items[(*count)++] = arena_strdup(arena, item->valuestring);
	}
	*texts = items;
	return 0;
}

static int
parse_step(const cJSON *object, struct arena *arena, struct record_step *step,
    struct err *err)
{
	const cJSON *command;

	if (!cJSON_IsObject(object))
		return err_set(err, "an object was expected");
	if (record_need_text(object, "name", arena, &step->name, err) < 0 ||
	    json_get_array(object, "command", &command, err) < 0)
		return -1;
	return record_texts_parse(
	    command, arena, &step->command, &step->command_count, err);
}

int
record_steps_parse(const cJSON *array, struct arena *arena,
    const struct record_step **steps, size_t *count, struct err *err)
{
	struct record_step *items;
	const cJSON *item;

	if (array == NULL)
		return 0;
	items = arena_alloc(
	    arena, (size_t)cJSON_GetArraySize(array) * sizeof *items);
	*count = 0;
	cJSON_ArrayForEach (item, array) {
		if (parse_step(item, arena, &items[*count], err) < 0)
			return err_add(err, "step %zu", *count + 1);
		++*count;
	}
	*steps = items;
	return 0;
}

int
record_pairs_parse(const cJSON *object, struct arena *arena,
    const struct pair **pairs, size_t *count, struct err *err)
{
	char number[NUM_TEXT_BYTES];
	struct pair *items;
	const cJSON *item;

	if (object == NULL)
		return 0;
	items = arena_alloc(
	    arena, (size_t)cJSON_GetArraySize(object) * sizeof *items);
	*count = 0;
	cJSON_ArrayForEach (item, object) {
		items[*count].name = arena_strdup(arena, item->string);
		if (cJSON_IsString(item)) {
			items[*count].value =
			    arena_strdup(arena, item->valuestring);
		} else if (cJSON_IsNumber(item) &&
			   isfinite(item->valuedouble)) {
			num_print(item->valuedouble, number);
			items[*count].value = arena_strdup(arena, number);
		} else {
			return err_set(
			    err, "\"%s\" must be text", item->string);
		}
		(*count)++;
	}
	*pairs = items;
	return 0;
}

static int
parse_facts(const cJSON *object, struct arena *arena, struct facts *facts,
    struct err *err)
{
	const struct pair *pairs = NULL;
	struct fact *items;
	const cJSON *item;
	size_t count = 0, i = 0;

	if (record_pairs_parse(object, arena, &pairs, &count, err) < 0)
		return -1;
	items = arena_alloc(arena, count * sizeof *items);
	if (object != NULL)
		cJSON_ArrayForEach (item, object) {
			items[i].name = pairs[i].name;
			items[i].text = pairs[i].value;
			items[i++].is_number = cJSON_IsNumber(item);
		}
	*facts = (struct facts){items, count};
	return 0;
}

static int
parse_vcs(const cJSON *vcs, struct arena *arena, struct record_run *run,
    struct err *err)
{
	if (vcs == NULL)
		return 0;
	if (record_need_text(vcs, "commit", arena, &run->vcs_commit, err) < 0 ||
	    record_get_text(vcs, "branch", arena, &run->vcs_branch, err) < 0 ||
	    record_get_text(vcs, "time", arena, &run->vcs_time, err) < 0 ||
	    json_get_bool(vcs, "dirty", &run->is_dirty, err) < 0)
		return err_add(err, "vcs");
	return 0;
}

static int
parse_release(const cJSON *release, struct arena *arena, struct record_run *run,
    struct err *err)
{
	if (release == NULL)
		return 0;
	if (record_get_text(release, "product", arena, &run->product, err) <
		0 ||
	    record_get_text(release, "version", arena, &run->version, err) <
		0 ||
	    record_get_text(release, "previous", arena, &run->previous, err) <
		0)
		return err_add(err, "release");
	return 0;
}

/* Runs are in the order of these texts: in one form, unless it is no moment. */
static int
get_start(const cJSON *object, struct arena *arena, const char **started,
    struct err *err)
{
	char tidy[MOMENT_TEXT_BYTES];

	if (record_get_text(object, "started", arena, started, err) < 0)
		return -1;
	if (moment_is_text(*started)) {
		moment_tidy(*started, tidy);
		*started = arena_strdup(arena, tidy);
	}
	return 0;
}

int
record_run_parse(const cJSON *object, struct arena *arena,
    struct record_run *run, struct err *err)
{
	const cJSON *machine, *environment, *labels, *vcs, *release;

	*run = (struct record_run){0};
	if (record_need_text(object, "id", arena, &run->id, err) < 0 ||
	    record_get_text(object, "suite", arena, &run->suite, err) < 0 ||
	    record_get_text(object, "project", arena, &run->project, err) < 0 ||
	    record_get_text(
		object, "description", arena, &run->description, err) < 0 ||
	    get_start(object, arena, &run->started, err) < 0 ||
	    record_get_text(object, "tool", arena, &run->tool, err) < 0 ||
	    record_get_text(object, "seed", arena, &run->seed, err) < 0 ||
	    record_get_text(object, "against", arena, &run->against, err) < 0 ||
	    record_get_text(
		object, "suite_text", arena, &run->suite_text, err) < 0 ||
	    record_get_text(
		object, "suite_sha256", arena, &run->suite_sha256, err) < 0 ||
	    get_raw(object, "policy", arena, &run->policy, err) < 0 ||
	    get_raw(object, "command", arena, &run->command, err) < 0 ||
	    json_get_object(object, "machine", &machine, err) < 0 ||
	    json_get_object(object, "environment", &environment, err) < 0 ||
	    json_get_object(object, "labels", &labels, err) < 0 ||
	    json_get_object(object, "vcs", &vcs, err) < 0 ||
	    json_get_object(object, "release", &release, err) < 0)
		return -1;
	if (parse_release(release, arena, run, err) < 0)
		return -1;
	if (parse_facts(machine, arena, &run->machine, err) < 0)
		return err_add(err, "machine");
	if (parse_facts(environment, arena, &run->environment, err) < 0)
		return err_add(err, "environment");
	if (record_pairs_parse(
		labels, arena, &run->labels, &run->label_count, err) < 0)
		return err_add(err, "labels");
	return parse_vcs(vcs, arena, run, err);
}

int
record_parse_better(const cJSON *object, enum better *better, struct err *err)
{
	const char *text = "lower";

	if (json_get_string(object, "better", &text, err) < 0)
		return -1;
	if (strcmp(text, "lower") != 0 && strcmp(text, "higher") != 0)
		return err_set(err,
		    "\"better\" is \"%s\"; it must be lower or higher", text);
	*better = text[0] == 'h' ? BETTER_HIGHER : BETTER_LOWER;
	return 0;
}

static int
parse_metric(const cJSON *object, struct arena *arena, struct metric *metric,
    struct err *err)
{
	const char *per = "launch", *kind = "";

	metric->name = arena_strdup(arena, object->string);
	metric->unit = "1";
	if (!cJSON_IsObject(object))
		return err_set(
		    err, "metric \"%s\" must be an object", object->string);
	if (record_get_text(object, "unit", arena, &metric->unit, err) < 0 ||
	    record_parse_better(object, &metric->better, err) < 0 ||
	    json_get_string(object, "per", &per, err) < 0 ||
	    json_get_string(object, "kind", &kind, err) < 0 ||
	    json_get_double(object, "resolution", &metric->resolution, err) < 0)
		return err_add(err, "metric \"%s\"", metric->name);
	metric->is_per_iteration = strcmp(per, "iteration") == 0;
	metric->is_exact = strcmp(kind, "exact") == 0;
	return 0;
}

static int
parse_metrics(const cJSON *object, struct arena *arena,
    struct record_case *line, struct err *err)
{
	struct metric *metrics;
	const cJSON *item;

	if (object == NULL)
		return 0;
	metrics = arena_alloc(
	    arena, (size_t)cJSON_GetArraySize(object) * sizeof *metrics);
	cJSON_ArrayForEach (item, object) {
		if (parse_metric(
			item, arena, &metrics[line->metric_count], err) < 0)
			return -1;
		line->metric_count++;
	}
	line->metrics = metrics;
	return 0;
}

static int
parse_outcome(const cJSON *object, struct arena *arena,
    struct record_case *line, struct err *err)
{
	const char *status = NULL;

	if (json_get_string(object, "status", &status, err) < 0 ||
	    record_get_text(object, "message", arena, &line->message, err) <
		0 ||
	    record_get_text(
		object, "stopped_by", arena, &line->stopped_by, err) < 0 ||
	    json_get_bool(
		object, "allow_failure", &line->is_failure_allowed, err) < 0 ||
	    json_get_bool(object, "warmed", &line->is_warmed, err) < 0 ||
	    json_get_u64(object, "launches", &line->launches, err) < 0 ||
	    json_get_u64(object, "failed", &line->failed, err) < 0)
		return -1;
	line->has_warmed = json_get(object, "warmed") != NULL;
	line->has_failure_allowed = json_get(object, "allow_failure") != NULL;
	line->has_launches = json_get(object, "launches") != NULL;
	if (status != NULL) {
		line->status = case_status_of(status);
		if (line->status == CASE_STATUS_NONE)
			return err_set(err, "\"status\" is \"%s\"", status);
	}
	return 0;
}

/* Who the case is; the members a short-form samples line has too. */
int
record_parse_identity(const cJSON *object, struct arena *arena,
    struct record_case *line, struct err *err)
{
	const cJSON *params;

	if (record_get_text(object, "group", arena, &line->group, err) < 0 ||
	    record_get_text(object, "benchmark", arena, &line->benchmark, err) <
		0 ||
	    json_get_object(object, "params", &params, err) < 0)
		return -1;
	line->has_params = params != NULL;
	return record_pairs_parse(
	    params, arena, &line->params, &line->param_count, err);
}

static int
parse_case(const cJSON *object, struct arena *arena, struct record_case *line,
    struct err *err)
{
	const cJSON *metrics, *tags, *command, *steps, *judged;

	if (record_need_text(object, "case", arena, &line->id, err) < 0 ||
	    record_parse_identity(object, arena, line, err) < 0 ||
	    parse_outcome(object, arena, line, err) < 0 ||
	    record_get_text(object, "cwd", arena, &line->cwd, err) < 0 ||
	    record_get_text(object, "owner", arena, &line->owner, err) < 0 ||
	    record_get_text(object, "reference", arena, &line->reference, err) <
		0 ||
	    record_get_text(object, "base", arena, &line->base, err) < 0 ||
	    json_get_double(object, "precision", &line->precision, err) < 0 ||
	    json_get_double(object, "reached", &line->reached, err) < 0 ||
	    json_get_array(object, "tags", &tags, err) < 0 ||
	    json_get_array(object, "command", &command, err) < 0 ||
	    json_get_array(object, "steps", &steps, err) < 0 ||
	    json_get_array(object, "judged", &judged, err) < 0 ||
	    json_get_object(object, "metrics", &metrics, err) < 0 ||
	    record_texts_parse(
		tags, arena, &line->tags, &line->tag_count, err) < 0 ||
	    record_texts_parse(command, arena, &line->command,
		&line->command_count, err) < 0 ||
	    record_steps_parse(
		steps, arena, &line->steps, &line->step_count, err) < 0 ||
	    record_texts_parse(
		judged, arena, &line->judged, &line->judged_count, err) < 0)
		return -1;
	return parse_metrics(metrics, arena, line, err);
}

static int
parse_note(const cJSON *object, struct arena *arena, struct record_note *note,
    struct err *err)
{
	const char *level = "info";

	if (json_get_string(object, "level", &level, err) < 0 ||
	    record_need_text(object, "text", arena, &note->text, err) < 0 ||
	    record_get_text(object, "case", arena, &note->case_id, err) < 0 ||
	    record_get_text(object, "advice", arena, &note->advice, err) < 0)
		return -1;
	note->level = strcmp(level, "warning") == 0 ? NOTE_WARNING : NOTE_INFO;
	return 0;
}

/* What one line can be, with room for it. */
struct parsed {
	struct record record;
	struct record_run run;
	struct record_case case_line;
	struct record_samples samples;
	struct record_note note;
	struct record_system system;
	struct record_resume resume;
	struct record_end end;
};

/* 1: a record, 0: of an unknown type, -1: an error. */
static int
parse(const cJSON *line, struct arena *arena, struct parsed *p, struct err *err)
{
	struct record *record = &p->record;
	const char *type = NULL;

	if (!cJSON_IsObject(line))
		return err_set(err, "is not a JSON object");
	if (json_get_string(line, "type", &type, err) < 0)
		return -1;
	if (type == NULL)
		return err_set(err, "\"type\" is missing");
	if (strcmp(type, "samples") == 0) {
		*record =
		    (struct record){RECORD_SAMPLES, {.samples = &p->samples}};
		return record_samples_parse(line, arena, &p->samples, err);
	}
	if (strcmp(type, "case") == 0) {
		*record =
		    (struct record){RECORD_CASE, {.case_line = &p->case_line}};
		return parse_case(line, arena, &p->case_line, err);
	}
	if (strcmp(type, "run") == 0) {
		*record = (struct record){RECORD_RUN, {.run = &p->run}};
		return record_run_parse(line, arena, &p->run, err);
	}
	if (strcmp(type, "note") == 0) {
		*record = (struct record){RECORD_NOTE, {.note = &p->note}};
		return parse_note(line, arena, &p->note, err);
	}
	if (strcmp(type, "system") == 0) {
		*record =
		    (struct record){RECORD_SYSTEM, {.system = &p->system}};
		return record_system_parse(line, &p->system, err);
	}
	if (strcmp(type, "resume") == 0) {
		*record =
		    (struct record){RECORD_RESUME, {.resume = &p->resume}};
		return record_get_text(
		    line, "started", arena, &p->resume.started, err);
	}
	if (strcmp(type, "end") == 0) {
		*record = (struct record){RECORD_END, {.end = &p->end}};
		if (record_get_text(
			line, "finished", arena, &p->end.finished, err) < 0)
			return -1;
		return json_get_u64(line, "lines", &p->end.lines, err);
	}
	return 1;
}

int
record_parse(const cJSON *line, struct arena *arena, struct sink *sink,
    bool *is_syntax, struct err *err)
{
	struct parsed parsed = {0};
	int skipped = parse(line, arena, &parsed, err);

	*is_syntax = skipped < 0;
	if (skipped != 0)
		return skipped < 0 ? -1 : 0;
	return sink->put(sink, &parsed.record, err) < 0 ? -1 : 1;
}
