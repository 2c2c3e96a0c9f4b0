#include "analysis/pool_json.h"

#include "analysis/pool.h"
#include "base/err.h"
#include "base/json.h"
#include "collector/record_json.h"

int
pool_json_text(const cJSON *object, const char *key, struct pool *pool,
    const char **text, struct err *err)
{
	const char *found = NULL;

	if (json_get_string(object, key, &found, err) < 0)
		return -1;
	*text = pool_keep(pool, found);
	return 0;
}

int
pool_json_need(const cJSON *object, const char *key, struct pool *pool,
    const char **text, struct err *err)
{
	if (pool_json_text(object, key, pool, text, err) < 0)
		return -1;
	return *text == NULL ? err_set(err, "\"%s\" is missing", key) : 0;
}

int
pool_json_texts(const cJSON *object, const char *key, struct pool *pool,
    const char *const **texts, size_t *count, struct err *err)
{
	const cJSON *array;

	if (json_get_array(object, key, &array, err) < 0)
		return -1;
	if (cJSON_GetArraySize(array) == 0)
		return 0;
	if (record_texts_parse(array, pool->arena, texts, count, err) < 0)
		return err_add(err, "\"%s\"", key);
	return 0;
}

void *
pool_json_items(const cJSON *array, size_t bytes, struct pool *pool)
{
	size_t count = (size_t)cJSON_GetArraySize(array);

	return count == 0 ? NULL : arena_alloc(pool->arena, count * bytes);
}
