#include "cli/archive_command.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/json.h"
#include "base/map.h"
#include "base/opt.h"
#include "base/text.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/index.h"

struct list_options {
	bool is_help, is_json;
	const char *archive, *suite;
};

#define AT(field) offsetof(struct list_options, field)

static const struct opt table[] = {
    {0, "suite", OPT_TEXT, AT(suite), "NAME", "only the runs of this suite"},
    {0, "json", OPT_FLAG, AT(is_json), NULL, "print them as JSON"},
    ARCHIVE_OPTION(AT(archive)),
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

enum { COMMIT_SHOWN = 10, MINUTE = 16 /* characters of a time */ };

cJSON *
archive_run_json(
    const struct archive_run *run, const struct baselines *baselines)
{
	cJSON *object = cJSON_CreateObject(), *names;
	size_t i;

	json_add_string(object, "id", run->id);
	json_add_string(object, "suite", run->suite);
	json_add_string(object, "project", run->project);
	json_add_string(
	    object, "started", run->started[0] == '\0' ? NULL : run->started);
	json_add_string(object, "machine", run->machine);
	if (run->environment != NULL)
		cJSON_AddItemToObjectCS(
		    object, "environment", cJSON_CreateRaw(run->environment));
	json_add_string(object, "commit", run->commit);
	json_add_string(object, "branch", run->branch);
	json_add_bool(object, "dirty", run->is_dirty);
	json_add_string(object, "version", run->version);
	json_add_bool(object, "part", run->is_part);
	json_add_bool(object, "pair", run->is_pair);
	json_add_u64(object, "bytes", run->bytes);
	json_add_string(object, "sha256", run->sha256);
	names = json_add_array(object, "baselines");
	for (i = 0; i < baselines->items.count; i++)
		if (strcmp(baselines->items.items[i].id, run->id) == 0)
			json_push_string(names, baselines->items.items[i].name);
	return object;
}

const char *
archive_baseline_names(struct arena *arena, const struct baselines *baselines,
    const struct archive_run *run)
{
	const char *names = NULL;
	size_t i;

	for (i = 0; i < baselines->items.count; i++)
		if (strcmp(baselines->items.items[i].id, run->id) == 0)
			names = arena_printf(arena, "%s%s%s",
			    names == NULL ? "" : names,
			    names == NULL ? "" : ", ",
			    baselines->items.items[i].name);
	return names;
}

/* "baseline main, v1; part". */
static const char *
remarks(struct arena *arena, const struct archive_run *run,
    const struct baselines *baselines)
{
	const char *copy = archive_baseline_names(arena, baselines, run);
	struct buf text = {0};

	if (copy != NULL)
		buf_addf(&text, "baseline %s", copy);
	if (run->is_part)
		buf_addf(&text, "%spart", text.length > 0 ? "; " : "");
	if (run->is_pair)
		buf_addf(&text, "%stwo trees", text.length > 0 ? "; " : "");
	copy = arena_strdup(arena, buf_text(&text));
	buf_release(&text);
	return copy;
}

/* "2026-11-20 18:12". */
static const char *
minute(struct arena *arena, const char *started)
{
	char *text = arena_strndup(arena, started,
	    strlen(started) < MINUTE ? strlen(started) : MINUTE);
	char *t = strchr(text, 'T');

	if (t != NULL)
		*t = ' ';
	return text;
}

static const char *
commit(struct arena *arena, const struct archive_run *run)
{
	return run->commit == NULL ? NULL
				   : arena_printf(arena, "%.*s%s", COMMIT_SHOWN,
					 run->commit, run->is_dirty ? "+" : "");
}

/* The name of each run's machine in names; true where they are several. */
static bool
name_machines(const struct workspace *workspace,
    const struct archive_runs *runs, struct arena *arena, const char **names)
{
	struct map firsts = {0};
	const char *machine;
	size_t first, i;
	bool result;

	for (i = 0; i < runs->count; i++) {
		machine = runs->items[i].machine;
		if (machine != NULL && map_get(&firsts, machine, &first)) {
			names[i] = names[first];
			continue;
		}
		names[i] =
		    archive_machine_name(workspace, &runs->items[i], arena);
		if (machine != NULL)
			map_put(&firsts, machine, i);
	}
	result = firsts.count > 1;
	map_release(&firsts);
	return result;
}

static void
print_text(const struct workspace *workspace, const struct archive_runs *runs,
    const struct baselines *baselines)
{
	static const char *const heads[] = {"run", "started", "machine",
	    "suite", "commit", "branch", "version", ""};
	struct arena arena = {0};
	const char **machines =
	    arena_alloc(&arena, runs->count * sizeof *machines);
	bool has_machines = name_machines(workspace, runs, &arena, machines);
	struct columns columns = {
	    .count = sizeof heads / sizeof *heads, .has_heads = true};
	size_t i;

	for (i = 0; i < columns.count; i++)
		columns_add(&columns, heads[i]);
	for (i = 0; i < runs->count; i++) {
		const struct archive_run *run = &runs->items[i];

		columns_add(&columns, run->id);
		columns_add(&columns, minute(&arena, run->started));
		columns_add(&columns, has_machines ? machines[i] : NULL);
		columns_add(&columns, run->suite);
		columns_add(&columns, commit(&arena, run));
		columns_add(&columns, run->branch);
		columns_add(&columns, run->version);
		columns_add(&columns, remarks(&arena, run, baselines));
	}
	columns_print(&columns, stdout);
	columns_release(&columns);
	arena_release(&arena);
}

/* suite: of the runs that were asked for; NULL: any. */
static void
print_nothing(const char *suite)
{
	struct buf name = {0};

	text_printable(&name, suite == NULL ? "" : suite, 0);
	if (suite == NULL)
		puts("The archive holds no run yet: make one with \"perfolio "
		     "run\".");
	else
		printf("The archive holds no run of a suite \"%s\"; \"perfolio "
		       "archive list\" shows what it has.\n",
		    buf_text(&name));
	buf_release(&name);
}

static void
print_json(const struct archive_runs *runs, const struct baselines *baselines)
{
	cJSON *object = cJSON_CreateObject();
	cJSON *array = json_add_array(object, "runs");
	struct buf text = {0};
	size_t i;

	for (i = 0; i < runs->count; i++)
		cJSON_AddItemToArray(
		    array, archive_run_json(&runs->items[i], baselines));
	json_print(object, &text);
	puts(text.text);
	buf_release(&text);
	cJSON_Delete(object);
}

static int
list(const struct list_options *options, struct err *err)
{
	struct archive_runs runs = {0};
	struct baselines baselines = {0};
	struct workspace workspace;
	struct arena arena = {0};
	struct index index = {0};
	int status = EXIT_STATUS_FAILED;

	if (archive_find_workspace(&workspace, err) < 0 ||
	    index_open(&index, &workspace, options->archive, err) < 0 ||
	    archive_runs(index.archive, options->suite, &arena, &runs, err) < 0)
		goto out;
	baselines_read(&baselines, &workspace);
	if (options->is_json)
		print_json(&runs, &baselines);
	else if (runs.count == 0)
		print_nothing(options->suite);
	else
		print_text(&workspace, &runs, &baselines);
	status = EXIT_STATUS_OK;
out:
	index_close(&index);
	baselines_release(&baselines);
	vec_free(&runs);
	arena_release(&arena);
	workspace_release(&workspace);
	return status;
}

int
archive_list(int argc, char **argv, struct err *err)
{
	struct list_options options = {0};

	if (opt_parse(table, &options, &argc, argv, err) < 0)
		return EXIT_STATUS_USAGE;
	if (options.is_help) {
		puts("usage: perfolio archive list [OPTION…]\n\n"
		     "The runs of the workspace, the newest last. \"+\" behind "
		     "a commit: tracked files\ndiffered from it.\n");
		opt_help(table, stdout);
		return EXIT_STATUS_OK;
	}
	if (argc > 1) {
		err_set(err, "archive list takes no words; --suite NAME picks "
			     "a suite's runs");
		return EXIT_STATUS_USAGE;
	}
	return list(&options, err);
}
