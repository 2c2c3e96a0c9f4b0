#include "collector/import_choice.h"

#include <string.h>

#include "base/arena.h"

const char *
import_choice_of(const char *words, const char *column, struct arena *arena)
{
	const char *all = NULL, *equals;
	size_t length, own = strlen(column);

	for (; words != NULL;
	     words = words[length] == '\0' ? NULL : words + length + 1) {
		length = strcspn(words, ",");
		equals = memchr(words, '=', length);
		if (equals == NULL) {
			all = arena_strndup(arena, words, length);
			continue;
		}
		if ((size_t)(equals - words) == own &&
		    strncmp(words, column, own) == 0)
			return arena_strndup(
			    arena, equals + 1, length - own - 1);
	}
	return all;
}

bool
import_choice_has(const char *names, const char *name)
{
	size_t length, own = strlen(name);

	for (;; names += length + 1) {
		length = strcspn(names, ",");
		if (length == own && strncmp(names, name, own) == 0)
			return true;
		if (names[length] == '\0')
			return false;
	}
}
