#include "cli/archive_entry.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "analysis/session.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/json.h"
#include "base/moment.h"
#include "base/text.h"
#include "cli/line.h"
#include "collector/machine.h"
#include "collector/runfile.h"

const char *
archive_entry_id(const char *path, struct arena *arena)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	size_t length = strlen(name);

	if (text_ends_with(name, ".jsonl"))
		length -= strlen(".jsonl");
	return arena_strndup(arena, name, length);
}

static int
compare_facts(const void *a, const void *b)
{
	const struct fact *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

/* What lasts, by name, so that the same facts are the same text. */
const char *
archive_entry_environment(struct arena *arena, const struct facts *facts)
{
	static const char passing[] = "load_at_start";
	const struct fact **sorted =
	    arena_alloc(arena, (facts->count + 1) * sizeof *sorted);
	cJSON *object = cJSON_CreateObject();
	struct buf text = {0};
	const char *json;
	size_t count = 0, i;

	for (i = 0; i < facts->count; i++)
		if (strcmp(facts->items[i].name, passing) != 0)
			sorted[count++] = &facts->items[i];
	if (count > 0)
		qsort(sorted, count, sizeof *sorted, compare_facts);
	for (i = 0; i < count; i++)
		json_add_named(object, sorted[i]->name,
		    sorted[i]->is_number ? cJSON_CreateRaw(sorted[i]->text)
					 : cJSON_CreateString(sorted[i]->text));
	json_print(object, &text);
	json = arena_strdup(arena, text.text);
	buf_release(&text);
	cJSON_Delete(object);
	return json;
}

static bool
is_judged(const struct record_case *line, const char *metric)
{
	size_t i;

	if (line->judged_count == 0)
		return strcmp(metric, "time") == 0;
	for (i = 0; i < line->judged_count; i++)
		if (strcmp(line->judged[i], metric) == 0)
			return true;
	return false;
}

static void
add_case(struct archive_entry *entry, struct session_desk *desk,
    const struct series_case *kept)
{
	struct arena *arena = &entry->arena;
	const struct record_case *line = &kept->line;
	const char *case_id = arena_strdup(arena, line->id),
		   *group = arena_strdup(arena, line->group),
		   *benchmark = arena_strdup(arena, line->benchmark);
	const struct series_metric *metric;
	struct archive_value value;
	struct session session;
	size_t i;

	for (i = 0; i < kept->metrics.count; i++) {
		metric = &kept->metrics.items[i];
		session = session_of(desk, metric);
		if (session.samples == 0)
			continue;
		value = (struct archive_value){.case_id = case_id,
		    .group = group,
		    .benchmark = benchmark,
		    .metric = arena_strdup(arena, metric->metric.name),
		    .unit = arena_strdup(arena, metric->metric.unit),
		    .better = metric->metric.better,
		    .is_judged = is_judged(line, metric->metric.name),
		    .is_logarithmic = session.is_logarithmic,
		    .launches = (uint32_t)session.side.count,
		    .value = session.value,
		    .variance =
			session.side.count < 2 ? (double)NAN : session.variance,
		    .center = session.center,
		    .step = session.step};
		vec_push(&entry->values, value);
	}
}

/* Cases that failed measured nothing that could be compared. */
static void
add_values(struct archive_entry *entry, const struct series *series)
{
	struct session_desk desk = {0};
	const struct series_case *kept;
	size_t i;

	for (i = 0; i < series->cases.count; i++) {
		kept = &series->cases.items[i];
		if (!kept->has_outcome || kept->line.status == CASE_STATUS_OK)
			add_case(entry, &desk, kept);
	}
	session_desk_release(&desk);
}

int
archive_entry_of(struct archive_entry *entry, const char *path,
    const struct series *series, struct err *err)
{
	struct arena *arena = &entry->arena;
	const struct record_run *run = &series->run;
	char digest[DIGEST_TEXT_BYTES];
	const char *id, *started;
	struct stat status;

	*entry = (struct archive_entry){0};
	id = archive_entry_id(path, arena);
	started = run->started == NULL ? "" : run->started;
	if (!text_is_utf8(id, strlen(id)))
		return err_set(err,
		    "%s: the name of a run file must be UTF-8; rename it",
		    path);
	if (started[0] != '\0' && !moment_is_text(started))
		return err_set(err,
		    "%s:1: \"started\" is \"%.40s\", which is no time in UTC; "
		    "write it as \"2026-11-20T18:12:03.412Z\"",
		    path, started);
	if (stat(path, &status) < 0)
		return err_set(err, "%s: %s", path, strerror(errno));
	if (digest_file(path, digest, err) < 0)
		return -1;
	entry->run = (struct archive_run){.id = id,
	    .suite = arena_strdup(arena, run->suite),
	    .project = arena_strdup(arena, run->project),
	    .machine = arena_strdup(arena, facts_find(&run->machine, "id")),
	    .environment = archive_entry_environment(arena, &run->environment),
	    .started = arena_strdup(arena, started),
	    .commit = arena_strdup(arena, run->vcs_commit),
	    .branch = arena_strdup(arena, run->vcs_branch),
	    .version = arena_strdup(arena, run->version),
	    .sha256 = arena_strdup(arena, digest),
	    .bytes = (uint64_t)status.st_size,
	    .file = arena_strdup(arena, path),
	    .is_dirty = run->is_dirty,
	    .is_part = line_is_part(run),
	    .is_pair = run->against != NULL};
	entry->written_id = arena_strdup(arena, run->id);
	add_values(entry, series);
	return 0;
}

int
archive_entry_read(
    struct archive_entry *entry, const char *path, struct err *err)
{
	struct series series;
	struct stat before;
	int result = -1;

	*entry = (struct archive_entry){0};
	if (stat(path, &before) < 0)
		return err_set(err, "%s: %s", path, strerror(errno));
	if (!S_ISREG(before.st_mode) && !S_ISDIR(before.st_mode))
		return err_set(err,
		    "%s: is no regular file, and no run; take it away", path);
	series_init(&series);
	if (runfile_read(path, &series.sink, NULL, err) == 0) {
		series_finish(&series);
		result = archive_entry_of(entry, path, &series, err);
		/* Of one that has grown since, not all was read. */
		entry->run.bytes = (uint64_t)before.st_size;
	}
	series_release(&series);
	return result;
}

int
archive_entry_read_own(
    struct archive_entry *entry, const char *path, struct err *err)
{
	if (archive_entry_read(entry, path, err) < 0)
		return -1;
	if (strcmp(entry->written_id, entry->run.id) == 0)
		return 0;
	return err_set(err,
	    "%s: holds the run %.200s, which belongs into a file of that name: "
	    "delete this one if it is a copy, else rename it to %.200s.jsonl",
	    path, entry->written_id, entry->written_id);
}

void
archive_entry_release(struct archive_entry *entry)
{
	vec_free(&entry->values);
	arena_release(&entry->arena);
	*entry = (struct archive_entry){0};
}
