#include "analysis/pool.h"

const char *
pool_keep(struct pool *pool, const char *text)
{
	size_t at;

	if (text == NULL)
		return NULL;
	if (map_get(&pool->index, text, &at))
		return pool->texts.items[at];
	map_put(&pool->index, text, pool->texts.count);
	vec_push(&pool->texts, arena_strdup(pool->arena, text));
	return pool->texts.items[pool->texts.count - 1];
}

void
pool_release(struct pool *pool)
{
	map_release(&pool->index);
	vec_free(&pool->texts);
}
