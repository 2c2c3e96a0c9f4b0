/*
 * Arrays that grow.
 *
 * VEC(T) declares { T *items; size_t count, capacity; }; zeroed is empty.
 * The vector owns items; vec_free releases them.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#define VEC(T)                                                                 \
	struct {                                                               \
		T *items;                                                      \
		size_t count, capacity;                                        \
	}

/* items with room for one more than count; *capacity is kept up to date. */
static inline void *
vec_grow(void *items, size_t count, size_t *capacity, size_t item_bytes)
{
	if (count < *capacity)
		return items;
	*capacity = *capacity == 0 ? 4 : *capacity * 2;
	return xrealloc(items, *capacity * item_bytes);
}

/* Appends a value. */
#define vec_push(v, ...)                                                       \
	((v)->items = vec_grow(                                                \
	     (v)->items, (v)->count, &(v)->capacity, sizeof *(v)->items),      \
	    (void)((v)->items[(v)->count++] = (__VA_ARGS__)))

/* Appends a zeroed item and is its address, valid until the next append. */
#define vec_add(v)                                                             \
	((v)->items = vec_grow(                                                \
	     (v)->items, (v)->count, &(v)->capacity, sizeof *(v)->items),      \
	    memset(&(v)->items[(v)->count], 0, sizeof *(v)->items),            \
	    &(v)->items[(v)->count++])

/* Room for exactly wanted items, if there is less. */
#define vec_reserve(v, wanted)                                                 \
	((v)->capacity < (wanted)                                              \
		? (void)((v)->items = xrealloc((v)->items,                     \
			     ((v)->capacity = (wanted)) * sizeof *(v)->items)) \
		: (void)0)

#define vec_free(v)                                                            \
	(free((v)->items), (v)->items = NULL, (v)->count = (v)->capacity = 0)

#endif
