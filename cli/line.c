#include "cli/line.h"

#include <string.h>

#include "base/err.h"
#include "base/json.h"
#include "cli/run_options.h"
#include "collector/machine.h"
#include "collector/record_json.h"
#include "collector/runfile.h"

/* Keeps the header and wants no more. */
struct header {
	struct sink sink;
	struct arena *arena;
	struct record_run *run;
	bool has_run;
};

static int
put(struct sink *sink, const struct record *record, struct err *err)
{
	struct header *header = (struct header *)sink;
	cJSON *object, *copy;
	struct buf text = {0};

	if (record->type != RECORD_RUN)
		return err_set(err, "it has no header");
	object = cJSON_CreateObject();
	record_run_print(record->u.run, object);
	json_print(object, &text);
	copy = json_parse(text.text, text.length, err);
	header->has_run = copy != NULL && record_run_parse(copy, header->arena,
					      header->run, err) == 0;
	cJSON_Delete(copy);
	cJSON_Delete(object);
	buf_release(&text);
	/* The rest of the file is not read. */
	return header->has_run ? err_set(err, "the header is all") : -1;
}

int
line_read_header(const char *path, struct arena *arena, struct record_run *run,
    struct err *err)
{
	struct header header = {.sink.put = put, .arena = arena, .run = run};

	*run = (struct record_run){0};
	runfile_read(path, &header.sink, NULL, err);
	return header.has_run ? 0 : -1;
}

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool
is_same_environment(const struct record_run *a, const struct record_run *b)
{
	static const char *const passing = "load_at_start";
	const struct fact *fact;
	size_t i;

	if (a->environment.count != b->environment.count)
		return false;
	for (i = 0; i < a->environment.count; i++) {
		fact = &a->environment.items[i];
		if (strcmp(fact->name, passing) != 0 &&
		    !is_same(
			fact->text, facts_find(&b->environment, fact->name)))
			return false;
	}
	return true;
}

/*
 * Is it an earlier run of the line? One of two trees is not: its cases are
 * others.
 */
static bool
belongs(const struct record_run *earlier, const struct record_run *run,
    bool is_any_machine)
{
	return earlier->started != NULL && run->started != NULL &&
	       earlier->against == NULL &&
	       strcmp(earlier->started, run->started) < 0 &&
	       !is_same(earlier->id, run->id) &&
	       is_same(earlier->suite, run->suite) &&
	       (is_any_machine || is_same(facts_find(&earlier->machine, "id"),
				      facts_find(&run->machine, "id")));
}

bool
line_is_part(const struct record_run *run)
{
	struct arena arena = {0};
	struct run_options options;
	struct err ignored;
	cJSON *command;
	const cJSON *words, *word;
	const char *suite = NULL;
	char **argv;
	int argc = 0;
	bool result = false;

	if (run->command == NULL)
		return false;
	command = json_parse(run->command, strlen(run->command), &ignored);
	words = json_get(command, "words");
	/* Read in another folder, the suite's name looks like a filter. */
	json_get_string(command, "suite", &suite, &ignored);
	argv = arena_alloc(
	    &arena, ((size_t)cJSON_GetArraySize(words) + 2) * sizeof *argv);
	argv[argc++] = arena_strdup(&arena, "run");
	cJSON_ArrayForEach (word, words)
		if (cJSON_IsString(word))
			argv[argc++] = arena_strdup(&arena, word->valuestring);
	if (run_options_parse(&options, argc, argv, &arena, &ignored) == 0)
		result =
		    (options.word != NULL &&
			(suite == NULL || strcmp(options.word, suite) != 0)) ||
		    options.tags != NULL || options.only.count > 0;
	run_options_release(&options);
	cJSON_Delete(command);
	arena_release(&arena);
	return result;
}

void
line_find(struct line *line, const struct workspace *workspace,
    const struct record_run *run, bool is_any_machine)
{
	struct workspace_runs runs;
	struct line_run found, swapped;
	struct record_run earlier;
	struct buf path = {0};
	struct err ignored;
	size_t i;

	*line = (struct line){0};
	workspace_runs_read(workspace, &runs);
	/* Newest first, until there are enough. */
	for (i = runs.count; i > 0 && line->runs.count < LINE_RUNS_MAX; i--) {
		buf_reset(&path);
		workspace_run_path(workspace, runs.items[i - 1].id, &path);
		if (line_read_header(
			path.text, &line->arena, &earlier, &ignored) < 0 ||
		    !belongs(&earlier, run, is_any_machine))
			continue;
		found = (struct line_run){
		    .path = arena_strdup(&line->arena, path.text),
		    .id = earlier.id,
		    .started = earlier.started,
		    .is_same_environment = is_same_environment(&earlier, run),
		    .is_part = line_is_part(&earlier)};
		vec_push(&line->runs, found);
	}
	for (i = 0; i < line->runs.count / 2; i++) {
		swapped = line->runs.items[i];
		line->runs.items[i] =
		    line->runs.items[line->runs.count - 1 - i];
		line->runs.items[line->runs.count - 1 - i] = swapped;
	}
	workspace_runs_release(&runs);
	buf_release(&path);
}

void
line_release(struct line *line)
{
	vec_free(&line->runs);
	arena_release(&line->arena);
}
