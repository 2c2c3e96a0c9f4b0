#include "collector/import_gha.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/num.h"
#include "base/text.h"
#include "collector/import_date.h"
#include "collector/import_draft.h"
#include "collector/import_unit.h"
#include "collector/json_walk.h"

/* Sums and squares of values must stay finite. */
static const double VALUE_MAX = 1e300;

enum { METRICS_MAX = 8 };

struct history {
	const char *path;
	const struct import_options *options;
	struct import_target *target;
	struct buf text;
	struct arena arena;
	const char *repository; /* NULL: not said */
	struct json_span entries;
	size_t suites;
	/* What is wrong behind the entries: the whole ones count first. */
	struct err late;
	struct import_draft draft;
};

/* An entry of the file: what one commit gave. */
struct entry {
	const char *suite;
	const char *commit, *tool;
	double date; /* milliseconds since 1970 */
	bool has_commit_time;
	int64_t commit_ns;
	const cJSON *benches;
	enum better better; /* of the tool, where has_better */
	bool has_better;
};

bool
import_gha_recognises(const char *path, const char *head)
{
	(void)path;
	return head != NULL && (strstr(head, "BENCHMARK_DATA") != NULL ||
				   (strstr(head, "\"lastUpdate\"") != NULL &&
				       strstr(head, "\"entries\"") != NULL));
}

/* The tools whose numbers are better one way, whatever their unit. */
static void
read_direction(struct entry *entry)
{
	static const struct {
		const char *tool;
		enum better better;
	} known[] = {{"customBiggerIsBetter", BETTER_HIGHER},
	    {"customSmallerIsBetter", BETTER_LOWER},
	    {"benchmarkjs", BETTER_HIGHER}, {"pytest", BETTER_HIGHER}};
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(known[i].tool, entry->tool) != 0)
			continue;
		entry->better = known[i].better;
		entry->has_better = true;
	}
}

static int
read_entry(const cJSON *tree, struct entry *entry, struct err *err)
{
	const cJSON *commit;
	const char *timestamp = NULL;

	entry->date = -1;
	entry->tool = "";
	if (!cJSON_IsObject(tree))
		return err_set(err, "must be an object");
	if (json_get_object(tree, "commit", &commit, err) < 0 ||
	    json_get_double(tree, "date", &entry->date, err) < 0 ||
	    json_get_string(tree, "tool", &entry->tool, err) < 0 ||
	    json_get_array(tree, "benches", &entry->benches, err) < 0)
		return -1;
	if (json_get_string(commit, "id", &entry->commit, err) < 0 ||
	    json_get_string(commit, "timestamp", &timestamp, err) < 0)
		return err_add(err, "\"commit\"");
	if (entry->date < 0)
		return err_set(
		    err, "\"date\" must be a number: milliseconds since 1970");
	if (entry->benches == NULL)
		return err_set(err, "\"benches\" is missing");
	entry->has_commit_time =
	    timestamp != NULL &&
	    import_date_parse(timestamp, &entry->commit_ns);
	read_direction(entry);
	return 0;
}

/* A metric and its one value, under construction. */
struct measured {
	struct metric metrics[METRICS_MAX];
	struct record_values values[METRICS_MAX];
	double numbers[METRICS_MAX];
	size_t count;
};

static void
measured_add(struct measured *measured, const struct entry *entry,
    const char *unit_text, double value, struct arena *arena)
{
	struct import_unit unit = import_unit_of(unit_text, arena);
	size_t at = measured->count;
	size_t i;

	for (i = 0; i < at; i++)
		if (strcmp(measured->metrics[i].name, unit.metric) == 0)
			unit.metric = arena_strdup(arena, unit_text);
	measured->metrics[at] = (struct metric){.name = unit.metric,
	    .unit = unit.unit,
	    .better =
		entry->has_better && at == 0 ? entry->better : unit.better};
	measured->numbers[at] = value * unit.factor;
	measured->values[at] =
	    (struct record_values){unit.metric, &measured->numbers[at], 1};
	measured->count++;
}

/*
 * Go's other numbers stand within the unit of the first one:
 * "ns/op\t 120 B/op\t 3 allocs/op".
 */
static void
measured_add_all(struct measured *measured, const struct entry *entry,
    const char *unit, double value, struct arena *arena)
{
	const char *tab = strchr(unit, '\t'), *part, *number;
	size_t length;

	measured_add(measured, entry,
	    tab == NULL ? unit
			: arena_strndup(arena, unit, (size_t)(tab - unit)),
	    value, arena);
	for (; tab != NULL && measured->count < METRICS_MAX;
	     tab = strchr(tab + 1, '\t')) {
		part = tab + 1 + strspn(tab + 1, " ");
		length = strcspn(part, " \t");
		number = arena_strndup(arena, part, length);
		part += length + strspn(part + length, " ");
		length = strcspn(part, "\t");
		if (length > 0 && num_parse(number, &value))
			measured_add(measured, entry,
			    arena_strndup(arena, part, length), value, arena);
	}
}

static int
put_bench(struct history *history, const struct entry *entry,
    const cJSON *bench, struct err *err)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(bench, "value");
	struct measured measured = {.count = 0};
	struct import_case one = {
	    .metrics = measured.metrics, .values = measured.values};
	const char *unit = "";
	bool is_number = cJSON_IsNumber(value);
	size_t i;

	if (!cJSON_IsObject(bench))
		return err_set(err, "must be an object");
	if (json_get_string(bench, "name", &one.benchmark, err) < 0 ||
	    json_get_string(bench, "unit", &unit, err) < 0)
		return -1;
	if (one.benchmark == NULL)
		return err_set(err, "\"name\" is missing");
	if (value != NULL && !is_number && !cJSON_IsNull(value))
		return err_set(err, "\"value\" must be a number");
	measured_add_all(&measured, entry, unit,
	    is_number ? value->valuedouble : 0, &history->draft.arena);
	for (i = 0; i < measured.count; i++)
		if (!(fabs(measured.numbers[i]) < VALUE_MAX))
			return err_set(err, "\"value\" is too large");
	one.metric_count = one.value_count = measured.count;
	if (!is_number) {
		/* JavaScript writes NaN as null. */
		one.value_count = 0;
		one.status = CASE_STATUS_FAILED;
		one.message = "its result is no number";
	}
	return import_draft_put(&history->draft, &one, err);
}

static const char *
suite_name(struct history *history, const struct entry *entry)
{
	const char *name = history->options->name;

	if (name == NULL)
		return entry->suite;
	if (history->suites < 2)
		return name;
	return arena_printf(&history->draft.arena, "%s %s", name, entry->suite);
}

/* "https://github.com/OWNER/PROJECT" */
static const char *
project_name(const struct history *history)
{
	const char *slash = history->repository == NULL
				? NULL
				: strrchr(history->repository, '/');

	return slash == NULL || slash[1] == '\0' ? NULL : slash + 1;
}

static int
put_entry(struct history *history, struct entry *entry, const cJSON *tree,
    struct err *err)
{
	struct pair label = {"repository", history->repository};
	struct import_origin origin = {.format = "gha",
	    .project = project_name(history),
	    .labels = &label,
	    .label_count = history->repository == NULL ? 0 : 1};
	const cJSON *bench;
	size_t i = 0;

	if (read_entry(tree, entry, err) < 0)
		return -1;
	if (!import_milliseconds(entry->date, &origin.started_ns))
		return err_set(err, "\"date\" is beyond the year 2262");
	origin.tool = arena_printf(&history->draft.arena,
	    "github-action-benchmark (%.40s)", entry->tool);
	origin.suite = suite_name(history, entry);
	origin.commit = entry->commit;
	origin.has_commit_time = entry->has_commit_time;
	origin.commit_ns = entry->commit_ns;
	origin.part = entry->suite;
	if (import_draft_begin(
		&history->draft, &origin, history->options, err) < 0)
		return -1;
	cJSON_ArrayForEach (bench, entry->benches) {
		if (put_bench(history, entry, bench, err) < 0)
			return err_add(err, "benches[%zu]", i);
		i++;
	}
	return import_draft_finish(&history->draft, err);
}

static int
import_entry(struct history *history, const char *suite, size_t index,
    struct json_span span, struct err *err)
{
	struct entry entry = {.suite = suite};
	cJSON *tree = json_span_parse(span, err);
	int result = -1;

	if (tree != NULL)
		result = put_entry(history, &entry, tree, err);
	if (result < 0) {
		if (!history->draft.is_broken)
			err_add(err, "%s: entries[\"%.80s\"][%zu]",
			    history->path, suite, index);
		result = import_draft_give_up(&history->draft, err);
	}
	cJSON_Delete(tree);
	return result;
}

/* A place in the text that is no JSON: what came before stays imported. */
static int
bad_text(const struct history *history, const char *at, struct err *err)
{
	return err_add(err, "%s:%zu", history->path,
	    json_walk_line(history->text.text, at));
}

static int
import_suite(struct history *history, struct json_span key,
    struct json_span list, struct err *err)
{
	const char *suite = json_span_string(key, &history->arena, err);
	struct json_span unused, span;
	struct json_walk walk;
	size_t index = 0;
	int found;

	if (suite == NULL || json_walk_begin(&walk, list, '[', suite, err) < 0)
		return bad_text(history, key.text, err);
	while ((found = json_walk_next(&walk, &unused, &span, err)) > 0)
		if (import_entry(history, suite, index++, span, err) < 0)
			return -1;
	return found < 0 ? bad_text(history, walk.at, err) : 0;
}

static void
count_suites(struct history *history)
{
	struct json_span key, list;
	struct json_walk walk;
	struct err ignored = {{0}};

	if (json_walk_begin(&walk, history->entries, '{', "it", &ignored) < 0)
		return;
	while (json_walk_next(&walk, &key, &list, &ignored) > 0)
		history->suites++;
}

static int
import_suites(struct history *history, struct err *err)
{
	struct json_span key, list;
	struct json_walk walk;
	int found;

	if (json_walk_begin(&walk, history->entries, '{', "\"entries\"", err) <
	    0)
		return bad_text(history, history->text.text, err);
	while ((found = json_walk_next(&walk, &key, &list, err)) > 0)
		if (import_suite(history, key, list, err) < 0)
			return -1;
	return found < 0 ? bad_text(history, walk.at, err) : 0;
}

static int
read_members(struct history *history, struct json_span whole, struct err *err)
{
	struct json_span key, value;
	struct json_walk walk;
	int found;

	if (json_walk_begin(&walk, whole, '{', "the history", err) < 0)
		return bad_text(history, whole.text, err);
	while (
	    (found = json_walk_next(&walk, &key, &value, &history->late)) > 0) {
		if (json_span_is(key, "entries"))
			history->entries = value;
		else if (json_span_is(key, "repoUrl"))
			/* Any other value is no address. */
			history->repository = json_span_string(
			    value, &history->arena, &(struct err){{0}});
	}
	if (found < 0)
		bad_text(history, walk.at, &history->late);
	if (found < 0 && history->entries.length == 0)
		return err_set(err, "%s", history->late.text);
	if (history->entries.length == 0)
		return err_set(err,
		    "%s: has no \"entries\": it is no data.js of "
		    "github-action-benchmark",
		    history->path);
	return 0;
}

static int
import_history(struct history *history, struct err *err)
{
	struct json_span whole;
	char *start, *after;

	if (json_walk_read(history->path, &history->text, err) < 0)
		return -1;
	/* window.BENCHMARK_DATA = {…} */
	start = strchr(history->text.text, '{');
	if (start == NULL)
		return err_set(err,
		    "%s: is no data.js: it holds no JSON object",
		    history->path);
	whole = json_walk_cut(start, &after);
	if (after[strspn(after, "; \t\r\n")] != '\0') {
		err_set(err, "something follows the history");
		return bad_text(history, after, err);
	}
	if (read_members(history, whole, err) < 0)
		return -1;
	count_suites(history);
	if (import_suites(history, err) < 0)
		return -1;
	return history->late.text[0] == '\0'
		   ? 0
		   : err_set(err, "%s", history->late.text);
}

int
import_gha(const char *path, const struct import_options *options,
    struct import_target *target, struct err *err)
{
	struct history history = {.path = path,
	    .options = options,
	    .target = target,
	    .draft = {.target = target}};
	int result = import_history(&history, err);

	import_draft_release(&history.draft);
	buf_release(&history.text);
	arena_release(&history.arena);
	return result;
}
