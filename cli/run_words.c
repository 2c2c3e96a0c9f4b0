#include "cli/run_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"

bool
run_words_are_text(const struct run_options *options)
{
	size_t i;

	for (i = 0; i < options->word_count; i++)
		if (!text_is_utf8(options->words[i], strlen(options->words[i])))
			return false;
	return true;
}

const char *
run_words_json(const struct run_options *options, struct arena *arena)
{
	cJSON *object = cJSON_CreateObject(), *words;
	char *folder = realpath(".", NULL);
	struct buf text = {0};
	const char *json;
	size_t i;

	if (run_words_are_text(options)) {
		words = json_add_array(object, "words");
		for (i = 0; i < options->word_count; i++)
			json_push_string(words, options->words[i]);
	}
	if (folder != NULL)
		json_add_string(object, "folder",
		    text_cleaned(arena, folder, strlen(folder)));
	if (options->suite != NULL)
		json_add_string(object, "suite", options->suite);
	json_print(object, &text);
	json = arena_strdup(arena, text.text);
	buf_release(&text);
	cJSON_Delete(object);
	free(folder);
	return json;
}
