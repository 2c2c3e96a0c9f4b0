#include "cli/line.h"

#include <string.h>

#include "base/err.h"
#include "base/json.h"
#include "cli/run_options.h"
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
	struct err reason = {0};

	*run = (struct record_run){0};
	runfile_read(path, &header.sink, NULL, &reason);
	if (header.has_run)
		return 0;
	*err = reason;
	return -1;
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
