#include "base/map.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/xalloc.h"

struct map_slot {
	char *key;
	uint64_t hash;
	size_t value;
};

static struct map_slot *
slot_for(
    struct map_slot *slots, size_t capacity, const char *key, uint64_t hash)
{
	size_t at = hash & (capacity - 1);

	while (slots[at].key != NULL &&
	       (slots[at].hash != hash || strcmp(slots[at].key, key) != 0))
		at = (at + 1) & (capacity - 1);
	return &slots[at];
}

static void
grow(struct map *map)
{
	size_t capacity = map->capacity == 0 ? 16 : map->capacity * 2;
	struct map_slot *slots = xcalloc(capacity, sizeof *slots);
	const struct map_slot *old;
	size_t i;

	for (i = 0; i < map->capacity; i++) {
		old = &map->slots[i];
		if (old->key != NULL)
			*slot_for(slots, capacity, old->key, old->hash) = *old;
	}
	free(map->slots);
	map->slots = slots;
	map->capacity = capacity;
}

bool
map_put(struct map *map, const char *key, size_t value)
{
	uint64_t hash = random_hash(key);
	struct map_slot *slot;
	bool is_new;

	if (map->count * 4 >= map->capacity * 3)
		grow(map);
	slot = slot_for(map->slots, map->capacity, key, hash);
	is_new = slot->key == NULL;
	if (is_new) {
		slot->key = xstrdup(key);
		slot->hash = hash;
		map->count++;
	}
	slot->value = value;
	return is_new;
}

bool
map_get(const struct map *map, const char *key, size_t *value)
{
	const struct map_slot *slot;

	if (map->count == 0)
		return false;
	slot = slot_for(map->slots, map->capacity, key, random_hash(key));
	if (slot->key == NULL)
		return false;
	*value = slot->value;
	return true;
}

void
map_release(struct map *map)
{
	size_t i;

	for (i = 0; i < map->capacity; i++)
		free(map->slots[i].key);
	free(map->slots);
	*map = (struct map){0};
}
