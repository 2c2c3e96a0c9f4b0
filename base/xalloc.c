#include "base/xalloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *
check(void *memory, size_t size)
{
	if (memory == NULL && size != 0) {
		fprintf(stderr,
		    "perfolio: out of memory (%zu bytes more were needed)\n",
		    size);
		exit(3);
	}
	return memory;
}

void *
xmalloc(size_t size)
{
	return check(malloc(size), size);
}

void *
xcalloc(size_t count, size_t size)
{
	return check(calloc(count, size), count * size);
}

void *
xrealloc(void *old, size_t size)
{
	return check(realloc(old, size), size);
}

char *
xstrdup(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(xmalloc(size), text, size);
}
