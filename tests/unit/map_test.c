#include "base/map.h"
#include "tests/unit/test.h"

#include <stdio.h>

static void
an_empty_map_holds_nothing(void **state)
{
	struct map map = {0};
	size_t value = 42;

	(void)state;
	assert_false(map_get(&map, "a", &value));
	assert_int_equal(value, 42);
	map_release(&map);
}

static void
a_key_is_new_once_and_keeps_its_last_value(void **state)
{
	struct map map = {0};
	size_t value;

	(void)state;
	assert_true(map_put(&map, "", 1));
	assert_true(map_put(&map, "a", 2));
	assert_false(map_put(&map, "a", 3));
	assert_true(map_get(&map, "a", &value));
	assert_int_equal(value, 3);
	assert_true(map_get(&map, "", &value));
	assert_int_equal(value, 1);
	assert_int_equal(map.count, 2);
	map_release(&map);
}

static void
keys_are_copied(void **state)
{
	struct map map = {0};
	char key[] = "key";
	size_t value;

	(void)state;
	map_put(&map, key, 1);
	key[0] = 'K';
	assert_false(map_get(&map, key, &value));
	assert_true(map_get(&map, "key", &value));
	map_release(&map);
}

static void
growing_loses_nothing(void **state)
{
	enum { COUNT = 20000 };
	struct map map = {0};
	char key[24];
	size_t i, value;

	(void)state;
	for (i = 0; i < COUNT; i++) {
		snprintf(key, sizeof key, "k%zu", i);
		assert_true(map_put(&map, key, i * 3));
	}
	assert_int_equal(map.count, COUNT);
	for (i = 0; i < COUNT; i++) {
		snprintf(key, sizeof key, "k%zu", i);
		assert_true(map_get(&map, key, &value));
		assert_int_equal(value, i * 3);
	}
	assert_false(map_get(&map, "k20000", &value));
	map_release(&map);
	assert_int_equal(map.count, 0);
	assert_true(map_put(&map, "again", 1));
	map_release(&map);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_empty_map_holds_nothing),
	    cmocka_unit_test(a_key_is_new_once_and_keeps_its_last_value),
	    cmocka_unit_test(keys_are_copied),
	    cmocka_unit_test(growing_loses_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
