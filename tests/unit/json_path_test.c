#include "collector/json_path.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/vec.h"
#include "tests/unit/test.h"

static const char tree[] =
    "{\"a\":{\"b\":[10,{\"c\":11},[12,13]]},\"a.b\":20,\"\":30,"
    "\"q\\\"\\\\\":40,\"runs\":[{\"t\":[1,2]},{\"x\":0},{\"t\":[3]}],"
    "\"A\":50,\"null\":null,\"näme\":60}";

/* The values a path leads to, printed one behind the other. */
static void
assert_leads_to(const char *text, const char *wanted)
{
	struct arena arena = {0};
	struct json_path path;
	struct json_found found = {0};
	struct buf got = {0};
	struct err err = {{0}};
	cJSON *root = json_parse(tree, strlen(tree), &err);
	size_t i;

	assert_non_null(root);
	if (json_path_parse(&arena, text, &path, &err) < 0)
		fail_msg("%s: %s", text, err.text);
	json_path_walk(&path, root, &found);
	for (i = 0; i < found.count; i++) {
		if (i > 0)
			buf_add_char(&got, ' ');
		json_print(found.items[i], &got);
	}
	assert_string_equal(buf_text(&got), wanted);
	buf_release(&got);
	vec_free(&found);
	cJSON_Delete(root);
	arena_release(&arena);
}

static void
assert_refused(const char *text, const char *message)
{
	struct arena arena = {0};
	struct json_path path;
	struct err err = {{0}};

	if (json_path_parse(&arena, text, &path, &err) == 0)
		fail_msg("accepted: %s", text);
	assert_string_equal(err.text, message);
	arena_release(&arena);
}

static void
a_path_leads_to_values_in_their_order(void **state)
{
	(void)state;
	assert_leads_to("a.b[0]", "10");
	assert_leads_to("a.b[1].c", "11");
	assert_leads_to("a.b[2][1]", "13");
	assert_leads_to("[\"a\"][\"b\"][0]", "10");
	assert_leads_to("[\"a.b\"]", "20");
	assert_leads_to("[\"\"]", "30");
	assert_leads_to("[\"q\\\"\\\\\"]", "40");
	assert_leads_to("näme", "60");
	assert_leads_to("null", "null");
	assert_leads_to("runs[*].t[*]", "1 2 3");
	assert_leads_to("runs[*].t[0]", "1 3");
	assert_leads_to("a.b", "[10,{\"c\":11},[12,13]]");
}

static void
a_path_that_leads_nowhere_is_empty(void **state)
{
	(void)state;
	assert_leads_to("b", "");
	assert_leads_to("a.c", "");
	assert_leads_to("a[0]", "");
	assert_leads_to("a[*]", "");
	assert_leads_to("a.b[3]", "");
	assert_leads_to("a.b.c", "");
	assert_leads_to("a.b[0].c", "");
	assert_leads_to("a.b[1000000000000]", "");
	/* Names are compared with their case. */
	assert_leads_to("A.b", "");
	assert_leads_to("RUNS", "");
}

static void
a_path_that_is_none_says_where(void **state)
{
	static const char inside[] =
	    "brackets hold an index from 0, * or a name in quotes";
	char message[120];

	(void)state;
	assert_refused("", "character 1: a name is missing here");
	assert_refused(".a", "character 1: a name is missing here");
	assert_refused("a..b", "character 3: a name is missing here");
	assert_refused("a.", "character 3: a name is missing here");
	assert_refused(
	    "$.a", "character 1: leave $ out; a path begins with a name");
	assert_refused("a.*", "character 3: write [*] for every element");
	assert_refused("a[0", "character 4: \"]\" is missing here");
	assert_refused("a[*", "character 4: \"]\" is missing here");
	assert_refused("a[0]b", "character 5: \".\" or \"[\" must follow here");
	assert_refused("a]", "character 2: \".\" or \"[\" must follow here");
	assert_refused("a[\"b", "character 5: the closing quote is missing");
	assert_refused(
	    "a[\"b\\n\"]", "character 6: only \\\" and \\\\ are known");
	assert_refused("a[\"b\\", "character 6: the closing quote is missing");
	snprintf(message, sizeof message, "character 3: %s", inside);
	assert_refused("a[]", message);
	assert_refused("a[-1]", message);
	assert_refused("a[01]", message);
	assert_refused("a[b]", message);
	assert_refused("a[99999999999999999999]", message);
	assert_refused("a[", message);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_path_leads_to_values_in_their_order),
	    cmocka_unit_test(a_path_that_leads_nowhere_is_empty),
	    cmocka_unit_test(a_path_that_is_none_says_where),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
