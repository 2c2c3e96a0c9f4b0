#include "analysis/word_json.h"

#include <string.h>

#include "base/err.h"
#include "base/json.h"

int
word_json_get(const cJSON *object, const char *key,
    const char *(*word)(unsigned), unsigned count, unsigned *index,
    struct err *err)
{
	const char *text = NULL;

	if (json_get_string(object, key, &text, err) < 0)
		return -1;
	for (*index = 0; *index < count; ++*index)
		if (text == NULL ? word(*index) == NULL
				 : word(*index) != NULL &&
				       strcmp(word(*index), text) == 0)
			return 0;
	return err_set(err, "\"%s\" is none of this perfolio's", key);
}

cJSON *
word_json_push(cJSON *array)
{
	cJSON *object = cJSON_CreateObject();

	cJSON_AddItemToArray(array, object);
	return object;
}
