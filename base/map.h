/*
 * Text to number: finds things by name in constant time.
 *
 * A zeroed struct map is empty and valid. Keys are copied.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>

struct map_slot;

struct map {
	struct map_slot *slots;
	size_t count, capacity;
};

/* Sets key to value. True when the key is new. */
bool map_put(struct map *map, const char *key, size_t value);

/* True when the key is there; then *value is what it was set to. */
bool map_get(const struct map *map, const char *key, size_t *value);

void map_release(struct map *map);

#endif
