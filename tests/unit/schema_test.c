/*
 * docs/suite.schema.json and the key tables say the same. Run from the
 * project's root.
 */
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "collector/suite.h"
#include "tests/unit/test.h"

static const char LATER[] = "Not supported yet.";

static cJSON *schema;

static int
read_schema(void **state)
{
	struct buf text = {0};
	struct err err;

	(void)state;
	if (file_read("docs/suite.schema.json", &text, &err) == 0)
		schema = json_parse(text.text, text.length, &err);
	buf_release(&text);
	if (schema == NULL)
		print_error("%s\n", err.text);
	return schema == NULL ? -1 : 0;
}

static int
drop_schema(void **state)
{
	(void)state;
	cJSON_Delete(schema);
	return 0;
}

static const cJSON *
definition(const char *name)
{
	const cJSON *found = json_get(json_get(schema, "$defs"), name);

	if (found == NULL)
		fail_msg("the schema has no $defs/%s", name);
	return found;
}

/* The key of that name that may stand in the map, NULL if there is none. */
static const struct key *
find(const struct suite_map *map, const char *name)
{
	const struct key *key;
	size_t i;

	for (i = 0; i < 2 && map->tables[i] != NULL; i++) {
		key = key_find(map->tables[i], name);
		if (key == NULL)
			continue;
		/* Only tables with scopes are narrowed by one. */
		if (map->scope == 0 || map->tables[i] == &benchmark_keys ||
		    map->tables[i] == &override_keys ||
		    (key->flags & map->scope))
			return key;
	}
	return NULL;
}

static void
check_key(
    const struct suite_map *map, const cJSON *properties, const struct key *key)
{
	const cJSON *property = json_get(properties, key->name), *text;
	bool is_later;

	if (find(map, key->name) == NULL)
		return;
	if (property == NULL)
		fail_msg("$defs/%s lacks \"%s\"", map->name, key->name);
	text = json_get(property, "description");
	is_later = text != NULL && text_starts_with(text->valuestring, LATER);
	if (is_later != ((key->flags & KEY_LATER) != 0))
		fail_msg("$defs/%s: \"%s\" is wrong on being supported",
		    map->name, key->name);
}

static void
every_key_is_in_the_schema(void **state)
{
	const struct suite_map *map;
	const cJSON *properties;
	size_t i, table, k;

	(void)state;
	for (i = 0; i < suite_map_count; i++) {
		map = &suite_maps[i];
		properties = json_get(definition(map->name), "properties");
		for (table = 0; table < 2 && map->tables[table] != NULL;
		     table++)
			for (k = 0; k < map->tables[table]->count; k++)
				check_key(map, properties,
				    &map->tables[table]->keys[k]);
	}
}

static void
every_key_of_the_schema_is_in_a_table(void **state)
{
	const struct suite_map *map;
	const cJSON *properties, *property;
	size_t i;

	(void)state;
	for (i = 0; i < suite_map_count; i++) {
		map = &suite_maps[i];
		properties = json_get(definition(map->name), "properties");
		cJSON_ArrayForEach (property, properties) {
			if (find(map, property->string) == NULL)
				fail_msg("$defs/%s has \"%s\", no table does",
				    map->name, property->string);
		}
	}
}

static void
every_closed_map_of_the_schema_is_a_known_map(void **state)
{
	const cJSON *item, *closed;
	size_t i;

	(void)state;
	cJSON_ArrayForEach (item, json_get(schema, "$defs")) {
		closed = json_get(item, "additionalProperties");
		if (closed == NULL || !cJSON_IsFalse(closed))
			continue;
		for (i = 0; i < suite_map_count; i++)
			if (strcmp(suite_maps[i].name, item->string) == 0)
				break;
		if (i == suite_map_count)
			fail_msg("no table is called %s", item->string);
	}
	for (i = 0; i < suite_map_count; i++) {
		closed = json_get(
		    definition(suite_maps[i].name), "additionalProperties");
		assert_true(cJSON_IsFalse(closed));
	}
}

static void
required_keys_are_required_in_both(void **state)
{
	const struct suite_map *map;
	const cJSON *required, *name;
	const struct key *key;
	size_t i, table, k, count;

	(void)state;
	for (i = 0; i < suite_map_count; i++) {
		map = &suite_maps[i];
		required = json_get(definition(map->name), "required");
		count = 0;
		for (table = 0; table < 2 && map->tables[table] != NULL;
		     table++)
			for (k = 0; k < map->tables[table]->count; k++)
				count += (map->tables[table]->keys[k].flags &
					     KEY_REQUIRED) != 0;
		cJSON_ArrayForEach (name, required) {
			key = find(map, name->valuestring);
			assert_non_null(key);
			assert_true(key->flags & KEY_REQUIRED);
		}
		assert_int_equal(cJSON_GetArraySize(required), count);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_key_is_in_the_schema),
	    cmocka_unit_test(every_key_of_the_schema_is_in_a_table),
	    cmocka_unit_test(every_closed_map_of_the_schema_is_a_known_map),
	    cmocka_unit_test(required_keys_are_required_in_both),
	};

	return cmocka_run_group_tests(tests, read_schema, drop_schema);
}
