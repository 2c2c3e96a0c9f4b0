#include "output/invocation.h"

#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "output/shell.h"

/* The caller deletes it; NULL when the run does not say. */
static cJSON *
command_of(const struct record_run *run)
{
	struct err ignored;

	if (run->command == NULL)
		return NULL;
	return json_parse(run->command, strlen(run->command), &ignored);
}

bool
invocation_add(struct buf *out, const struct record_run *run)
{
	cJSON *command = command_of(run);
	const cJSON *words = json_get(command, "words"), *word;
	bool is_known = cJSON_IsArray(words), has_seed = false;

	if (is_known) {
		buf_add_string(out, "perfolio run");
		cJSON_ArrayForEach (word, words)
			has_seed |=
			    cJSON_IsString(word) &&
			    strncmp(word->valuestring, "--seed", 6) == 0;
		if (!has_seed && run->seed != NULL) {
			buf_add_string(out, " --seed ");
			shell_add_word(out, run->seed);
		}
		cJSON_ArrayForEach (word, words) {
			buf_add_char(out, ' ');
			shell_add_word(
			    out, cJSON_IsString(word) ? word->valuestring : "");
		}
	}
	cJSON_Delete(command);
	return is_known;
}

void
invocation_add_suite(struct buf *out, const struct record_run *run)
{
	cJSON *command = command_of(run);
	const cJSON *suite = json_get(command, "suite");

	buf_add_string(out, "perfolio run ");
	if (cJSON_IsString(suite)) {
		shell_add_word(out, suite->valuestring);
		buf_add_char(out, ' ');
	}
	cJSON_Delete(command);
}

void
invocation_add_case(struct buf *out, const struct result_case *item)
{
	bool is_shell = item->command_count == 3 &&
			strcmp(item->command[0], "sh") == 0 &&
			strcmp(item->command[1], "-c") == 0;

	if (is_shell) {
		buf_add_string(out, "perfolio run -c ");
		shell_add_word(out, item->command[2]);
	} else if (item->command_count > 0) {
		buf_add_string(out, "perfolio run -- ");
		shell_add_command(out, item->command, item->command_count);
	}
}
