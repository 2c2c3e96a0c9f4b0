#include "analysis/shape_json.h"

#include "analysis/pool_json.h"
#include "analysis/pool.h"
#include "analysis/result_members.h"
#include "analysis/word_json.h"
#include "base/err.h"
#include "base/json.h"

#define MODE(field)                                                            \
	{                                                                      \
#field, MEMBER_NUMBER, offsetof(struct mode, field)            \
	}
#define GROWTH(key, type, field)                                               \
	{                                                                      \
		key, MEMBER_##type, offsetof(struct memory_growth, field)      \
	}

static const struct member mode_members[] = {
    MODE(location),
    MODE(weight),
    MODE(median),
    MODE(low),
    MODE(high),
    {0},
};

static const struct member growth_members[] = {
    GROWTH("total", NUMBER, total),
    GROWTH("per_step", NUMBER, per_step),
    GROWTH("launches", WHOLE, launches),
    GROWTH("growing", WHOLE, growing),
    GROWTH("confirmed", TRUTH, is_confirmed),
    {0},
};

static const char *
kind_word(unsigned index)
{
	return growth_kind_text((enum growth_kind)index);
}

void
shape_json_add_metric(cJSON *object, const struct result_metric *metric)
{
	const struct memory_growth *growth = metric->growth;
	cJSON *array = json_add_array(object, "modes"), *item;
	size_t i;

	for (i = 0; i < metric->mode_count; i++)
		members_print(
		    mode_members, &metric->modes[i], word_json_push(array));
	if (growth == NULL) {
		json_add_null(object, "growth");
		return;
	}
	item = json_add_object(object, "growth");
	json_add_string(item, "kind", growth_kind_text(growth->kind));
	members_print(growth_members, growth, item);
}

static int
get_growth(const cJSON *object, struct pool *pool, struct result_metric *metric,
    struct err *err)
{
	struct memory_growth *growth;
	const cJSON *tree;
	unsigned kind;

	if (json_get_object(object, "growth", &tree, err) < 0)
		return -1;
	if (tree == NULL)
		return 0;
	growth = arena_alloc(pool->arena, sizeof *growth);
	metric->growth = growth;
	if (word_json_get(
		tree, "kind", kind_word, GROWTH_STEP + 1, &kind, err) < 0 ||
	    members_parse(growth_members, tree, growth, err) < 0)
		return err_add(err, "\"growth\"");
	growth->kind = (enum growth_kind)kind;
	return 0;
}

int
shape_json_get_metric(const cJSON *object, struct pool *pool,
    struct result_metric *metric, struct err *err)
{
	struct mode *modes;
	const cJSON *array, *item;

	if (json_get_array(object, "modes", &array, err) < 0)
		return -1;
	modes = pool_json_items(array, sizeof *modes, pool);
	metric->modes = modes;
	cJSON_ArrayForEach (item, array)
		if (members_parse(mode_members, item,
			&modes[metric->mode_count++], err) < 0)
			return err_add(err, "mode %zu", metric->mode_count);
	return get_growth(object, pool, metric, err);
}

void
shape_json_add(cJSON *object, const struct result *result)
{
	scaling_json_add(object, result);
	concurrency_json_add(object, result);
}

int
shape_json_get(const cJSON *object, struct pool *pool, struct result *result,
    struct err *err)
{
	if (scaling_json_get(object, pool, result, err) < 0)
		return -1;
	return concurrency_json_get(object, pool, result, err);
}
