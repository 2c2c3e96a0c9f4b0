/*
 * Memory that is always there.
 *
 * Each call returns memory or ends the program with exit status 3 and a
 * message; callers never check. Memory is released with free().
 */
#ifndef BASE_XALLOC_H
#define BASE_XALLOC_H

#include <stddef.h>

void *xmalloc(size_t size);

/* Zeroed memory for count items of size bytes each. */
void *xcalloc(size_t count, size_t size);

void *xrealloc(void *old, size_t size);

char *xstrdup(const char *text);

#endif
