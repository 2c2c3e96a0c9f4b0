#include "collector/asv_benchmarks.h"

#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "collector/json_walk.h"
#include "collector/record_json.h"

static int
copy_text(const cJSON *object, const char *key, struct arena *arena,
    const char **text, struct err *err)
{
	const char *found = NULL;

	if (json_get_string(object, key, &found, err) < 0)
		return -1;
	*text = arena_strdup(arena, found);
	return 0;
}

static int
take_benchmark(struct asv_benchmarks *benchmarks, struct json_span key,
    struct json_span value, struct err *err)
{
	struct arena *arena = &benchmarks->arena;
	struct asv_benchmark benchmark = {0};
	cJSON *object;
	const cJSON *names;
	const char *name = json_span_string(key, arena, err);
	int result = -1;

	if (name == NULL)
		return -1;
	object = json_span_parse(value, err);
	if (object == NULL)
		return err_add(err, "\"%.80s\"", name);
	/* "version": 2, of the file itself, stands among the benchmarks. */
	if (!cJSON_IsObject(object)) {
		result = 0;
		goto out;
	}
	if (copy_text(object, "type", arena, &benchmark.type, err) == 0 &&
	    copy_text(object, "unit", arena, &benchmark.unit, err) == 0 &&
	    copy_text(object, "version", arena, &benchmark.version, err) == 0 &&
	    json_get_array(object, "param_names", &names, err) == 0 &&
	    record_texts_parse(names, arena, &benchmark.param_names,
		&benchmark.param_count, err) == 0)
		result = 0;
	if (result < 0) {
		err_add(err, "\"%.80s\"", name);
		goto out;
	}
	map_put(&benchmarks->index, name, benchmarks->items.count);
	vec_push(&benchmarks->items, benchmark);
out:
	cJSON_Delete(object);
	return result;
}

int
asv_benchmarks_read(
    struct asv_benchmarks *benchmarks, const char *path, struct err *err)
{
	struct buf text = {0};
	struct json_span whole, key, value;
	struct json_walk walk;
	char *after;
	int found = -1;

	if (!file_exists(path))
		return 0;
	if (json_walk_read(path, &text, err) < 0)
		goto out;
	json_walk_mend(text.text);
	if (json_walk_whole(text.text, &whole, &after, err) < 0 ||
	    json_walk_begin(&walk, whole, '{', "it", err) < 0)
		goto bad;
	while ((found = json_walk_next(&walk, &key, &value, err)) > 0)
		if (take_benchmark(benchmarks, key, value, err) < 0) {
			found = -1;
			break;
		}
bad:
	if (found < 0)
		err_add(err, "%s", path);
out:
	buf_release(&text);
	return found;
}

const struct asv_benchmark *
asv_benchmarks_find(const struct asv_benchmarks *benchmarks, const char *name)
{
	size_t at;

	return map_get(&benchmarks->index, name, &at)
		   ? &benchmarks->items.items[at]
		   : NULL;
}

static const struct type {
	const char *name;   /* in benchmarks.json */
	const char *prefix; /* of the function */
	const char *unit;
} types[] = {
    {"time", "time_", "seconds"},
    {"time", "timeraw_", "seconds"},
    {"memory", "mem_", "bytes"},
    {"peakmemory", "peakmem_", "bytes"},
    {"track", "track_", "unit"},
};

static const struct type *
type_of(const struct asv_benchmark *known, const char *name)
{
	const char *dot = strrchr(name, '.');
	const char *function = dot == NULL ? name : dot + 1;
	size_t i;

	for (i = 0; i < sizeof types / sizeof *types; i++) {
		if (known != NULL && known->type != NULL) {
			if (strcmp(known->type, types[i].name) == 0)
				return &types[i];
		} else if (text_starts_with(function, types[i].prefix)) {
			return &types[i];
		}
	}
	return NULL;
}

struct import_unit
asv_benchmark_unit(
    const struct asv_benchmark *known, const char *name, struct arena *arena)
{
	const struct type *type = type_of(known, name);
	const char *text = type == NULL ? "unit" : type->unit;
	struct import_unit unit;

	if (known != NULL && known->unit != NULL)
		text = known->unit;
	unit = import_unit_of(text, arena);
	if (type != NULL && strcmp(type->name, "peakmemory") == 0)
		unit.metric = "max_rss";
	/* asv itself knows no metric of which more is better. */
	unit.better = BETTER_LOWER;
	return unit;
}

void
asv_benchmarks_release(struct asv_benchmarks *benchmarks)
{
	map_release(&benchmarks->index);
	vec_free(&benchmarks->items);
	arena_release(&benchmarks->arena);
}
