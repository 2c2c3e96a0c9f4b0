#include "collector/document_json.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/map.h"

static int build(struct arena *arena, const cJSON *json, const char *place,
    size_t depth, const struct node **out, struct err *err);

static const char *
member_place(struct arena *arena, const char *place, const char *key)
{
	/* Behind the name of the whole comes a colon, then dots. */
	return arena_printf(
	    arena, "%s%s%.60s", place, strchr(place, ':') ? "." : ": ", key);
}

static const struct node *
key_node(struct arena *arena, const char *place, const char *key)
{
	struct node *node = arena_alloc(arena, sizeof *node);

	*node = (struct node){.path = place, .text = arena_strdup(arena, key)};
	return node;
}

/* Numbers by cJSON's own printing; 1.50 becomes 1.5. */
static const char *
scalar_text(struct arena *arena, const cJSON *json)
{
	struct buf text = {0};
	const char *copy;

	if (cJSON_IsString(json))
		return arena_strdup(arena, json->valuestring);
	json_print(json, &text);
	copy = arena_strdup(arena, buf_text(&text));
	buf_release(&text);
	return copy;
}

static int
build_list(struct arena *arena, const cJSON *json, struct node *node,
    size_t depth, struct err *err)
{
	const struct node **items = arena_alloc(
	    arena, (size_t)cJSON_GetArraySize(json) * sizeof *items);
	const cJSON *child;
	const char *place;

	node->type = NODE_LIST;
	node->items = items;
	cJSON_ArrayForEach (child, json) {
		place = arena_printf(arena, "%s[%zu]", node->path, node->count);
		if (build(arena, child, place, depth + 1, &items[node->count],
			err) < 0)
			return -1;
		node->count++;
	}
	return 0;
}

static int
build_map(struct arena *arena, const cJSON *json, struct node *node,
    size_t depth, struct err *err)
{
	size_t size = (size_t)cJSON_GetArraySize(json);
	const struct node **keys = arena_alloc(arena, size * sizeof *keys);
	const struct node **items = arena_alloc(arena, size * sizeof *items);
	struct map seen = {0};
	const cJSON *child;
	const char *place;
	int result = 0;

	node->type = NODE_MAP;
	node->keys = keys;
	node->items = items;
	cJSON_ArrayForEach (child, json) {
		place = member_place(arena, node->path, child->string);
		keys[node->count] = key_node(arena, place, child->string);
		if (!map_put(&seen, child->string, 0))
			result = node_fail(
			    keys[node->count], err, "the key is there twice");
		else
			result = build(arena, child, place, depth + 1,
			    &items[node->count], err);
		if (result < 0)
			break;
		node->count++;
	}
	map_release(&seen);
	return result;
}

static int
build(struct arena *arena, const cJSON *json, const char *place, size_t depth,
    const struct node **out, struct err *err)
{
	struct node *node = arena_alloc(arena, sizeof *node);

	*node = (struct node){.path = place};
	*out = node;
	if (depth > DOCUMENT_MAX_DEPTH)
		return node_fail(
		    node, err, "nested more than %d deep", DOCUMENT_MAX_DEPTH);
	if (cJSON_IsArray(json))
		return build_list(arena, json, node, depth, err);
	if (cJSON_IsObject(json))
		return build_map(arena, json, node, depth, err);
	node->text = scalar_text(arena, json);
	return 0;
}

int
document_read_json(struct arena *arena, const char *name, const char *text,
    const struct node **root, struct err *err)
{
	cJSON *json = json_parse(text, strlen(text), err);
	int result;

	if (json == NULL)
		return err_add(err, "%s", name);
	result = build(arena, json, arena_strdup(arena, name), 1, root, err);
	cJSON_Delete(json);
	return result;
}
