/*
 * docs/report.schema.json and what result_json_write writes say the same.
 * Run from the project's root.
 */
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "tests/unit/full_result.h"

static cJSON *schema;
static VEC(const cJSON *) used; /* properties of the schema that occurred */

static int
read_schema(void **state)
{
	struct buf text = {0};
	struct err err;

	(void)state;
	if (file_read("docs/report.schema.json", &text, &err) == 0)
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
	vec_free(&used);
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

static bool
has_text(const cJSON *array, const char *text)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, array)
		if (cJSON_IsString(item) &&
		    strcmp(item->valuestring, text) == 0)
			return true;
	return false;
}

static bool
is_of_type(const cJSON *value, const char *type)
{
	switch (value->type & 0xFF) {
	case cJSON_NULL:
		return strcmp(type, "null") == 0;
	case cJSON_True:
	case cJSON_False:
		return strcmp(type, "boolean") == 0;
	case cJSON_String:
		return strcmp(type, "string") == 0;
	case cJSON_Array:
		return strcmp(type, "array") == 0;
	case cJSON_Object:
		return strcmp(type, "object") == 0;
	case cJSON_Number:
		return strcmp(type, "number") == 0 ||
		       (strcmp(type, "integer") == 0 &&
			   value->valuedouble == floor(value->valuedouble));
	default:
		return false;
	}
}

/* What is wrong with the value itself, NULL if nothing is. */
static const char *
fault_of_value(const cJSON *rule, const cJSON *value)
{
	const char *name = rule->string;
	const cJSON *item;

	if (strcmp(name, "type") == 0) {
		if (cJSON_IsString(rule))
			return is_of_type(value, rule->valuestring) ? NULL
								    : name;
		cJSON_ArrayForEach (item, rule)
			if (is_of_type(value, item->valuestring))
				return NULL;
		return name;
	}
	if (strcmp(name, "const") == 0)
		return cJSON_Compare(rule, value, 1) ? NULL : name;
	if (strcmp(name, "enum") == 0) {
		cJSON_ArrayForEach (item, rule)
			if (cJSON_Compare(item, value, 1))
				return NULL;
		return name;
	}
	if (strcmp(name, "minimum") == 0)
		return value->valuedouble >= rule->valuedouble ? NULL : name;
	if (strcmp(name, "maximum") == 0)
		return value->valuedouble <= rule->valuedouble ? NULL : name;
	if (strcmp(name, "exclusiveMinimum") == 0)
		return value->valuedouble > rule->valuedouble ? NULL : name;
	if (strcmp(name, "minItems") == 0)
		return cJSON_GetArraySize(value) >= rule->valueint ? NULL
								   : name;
	if (strcmp(name, "maxItems") == 0)
		return cJSON_GetArraySize(value) <= rule->valueint ? NULL
								   : name;
	return "a keyword this test does not know";
}

static bool holds(const cJSON *rules, const cJSON *value, struct buf *fault);

static bool
members_hold(const cJSON *rules, const cJSON *object, struct buf *fault)
{
	const cJSON *properties = json_get(rules, "properties"), *member, *name;
	const cJSON *others = json_get(rules, "additionalProperties"), *rule;

	cJSON_ArrayForEach (member, object) {
		rule = json_get(properties, member->string);
		if (rule != NULL)
			vec_push(&used, rule);
		else
			rule = others;
		if (rule != NULL && cJSON_IsFalse(rule)) {
			buf_addf(
			    fault, "%s: not in the schema", member->string);
			return false;
		}
		if (rule != NULL && !holds(rule, member, fault)) {
			buf_addf(fault, " in %s", member->string);
			return false;
		}
	}
	cJSON_ArrayForEach (name, json_get(rules, "required")) {
		if (cJSON_HasObjectItem(object, name->valuestring))
			continue;
		buf_addf(fault, "%s is missing", name->valuestring);
		return false;
	}
	return true;
}

/* Does value keep to the rules? If not, fault says how and where. */
static bool
holds(const cJSON *rules, const cJSON *value, struct buf *fault)
{
	static const char *const known[] = {"description", "properties",
	    "required", "additionalProperties", "items", "title", "$schema",
	    "$defs", "$ref"};
	const cJSON *rule, *item, *items = json_get(rules, "items");
	const char *wrong;
	size_t i;

	cJSON_ArrayForEach (rule, rules) {
		for (i = 0; i < sizeof known / sizeof *known; i++)
			if (strcmp(known[i], rule->string) == 0)
				break;
		if (i < sizeof known / sizeof *known)
			continue;
		wrong = fault_of_value(rule, value);
		if (wrong == NULL)
			continue;
		buf_addf(fault, "%s", wrong);
		return false;
	}
	rule = json_get(rules, "$ref");
	if (rule != NULL) {
		assert_true(text_starts_with(rule->valuestring, "#/$defs/"));
		if (!holds(definition(rule->valuestring + 8), value, fault))
			return false;
	}
	if (cJSON_IsArray(value) && items != NULL)
		cJSON_ArrayForEach (item, value)
			if (!holds(items, item, fault))
				return false;
	return !cJSON_IsObject(value) || members_hold(rules, value, fault);
}

static cJSON *
full_tree(void)
{
	struct result result;
	struct err err = {0};
	cJSON *tree;
	char *text;

	full_result(&result);
	text = full_result_text(&result);
	tree = json_parse(text, strlen(text), &err);
	if (tree == NULL)
		fail_msg("%s", err.text);
	result_release(&result);
	free(text);
	return tree;
}

static void
what_is_written_keeps_to_the_schema(void **state)
{
	struct result empty = {.run = {.id = "x"}};
	char *text = full_result_text(&empty);
	struct buf fault = {0};
	struct err err;
	cJSON *tree = full_tree();

	(void)state;
	if (!holds(schema, tree, &fault))
		fail_msg("%s", fault.text);
	cJSON_Delete(tree);
	tree = json_parse(text, strlen(text), &err);
	if (!holds(schema, tree, &fault))
		fail_msg("%s", fault.text);
	cJSON_Delete(tree);
	free(text);
	buf_release(&fault);
}

static bool
is_used(const cJSON *property)
{
	size_t i;

	for (i = 0; i < used.count; i++)
		if (used.items[i] == property)
			return true;
	return false;
}

/* Follows the test above, which finds out what occurs. */
static void
all_the_schema_has_is_written(void **state)
{
	const cJSON *item, *property;

	(void)state;
	assert_true(used.count > 0);
	cJSON_ArrayForEach (item, json_get(schema, "$defs"))
		cJSON_ArrayForEach (property, json_get(item, "properties"))
			if (!is_used(property))
				fail_msg("\"%s\" of $defs/%s is never written",
				    property->string, item->string);
}

/* Else this would not be seen to be wrong by the tests above. */
static void
our_own_objects_are_closed_and_require_what_is_there(void **state)
{
	const cJSON *item, *name;

	(void)state;
	cJSON_ArrayForEach (item, json_get(schema, "$defs")) {
		if (json_get(item, "properties") == NULL)
			continue;
		assert_true(
		    cJSON_IsFalse(json_get(item, "additionalProperties")));
		cJSON_ArrayForEach (name, json_get(item, "required"))
			assert_non_null(json_get(
			    json_get(item, "properties"), name->valuestring));
	}
}

static void
what_is_wrong_does_not_keep_to_it(void **state)
{
	struct buf fault = {0};
	cJSON *tree = full_tree(), *first, *plot;

	(void)state;
	first = cJSON_GetObjectItem(tree, "cases")->child;
	plot = cJSON_GetObjectItem(
	    cJSON_GetObjectItem(first, "metrics")->child, "plot");
	cJSON_ReplaceItemInObject(plot, "thinned", cJSON_CreateNumber(0));
	assert_false(holds(schema, tree, &fault));
	assert_string_equal(
	    fault.text, "type in thinned in plot in metrics in cases");
	cJSON_ReplaceItemInObject(plot, "thinned", cJSON_CreateFalse());
	assert_true(holds(schema, tree, &fault));
	cJSON_AddNullToObject(first, "colour");
	assert_false(holds(schema, tree, &fault));
	cJSON_DeleteItemFromObject(first, "colour");
	cJSON_DeleteItemFromObject(plot, "mild");
	assert_false(holds(schema, tree, &fault));
	cJSON_Delete(tree);
	buf_release(&fault);
}

static void
names_of_flags_verdicts_and_statuses_are_all_there(void **state)
{
	const cJSON *flags = json_get(definition("flag"), "enum");
	const cJSON *verdicts, *statuses;
	enum result_verdict verdict;
	unsigned i;

	(void)state;
	assert_int_equal(cJSON_GetArraySize(flags), RESULT_FLAG_COUNT);
	for (i = 0; i < RESULT_FLAG_COUNT; i++)
		assert_true(has_text(flags, result_flag_name(i)));
	verdicts = json_get(
	    json_get(json_get(definition("report"), "properties"), "verdict"),
	    "enum");
	for (verdict = RESULT_VERDICT_NONE; verdict <= RESULT_VERDICT_NO_GO;
	     verdict++)
		assert_true(has_text(verdicts, result_verdict_text(verdict)));
	statuses = json_get(
	    json_get(json_get(definition("case"), "properties"), "status"),
	    "enum");
	for (i = CASE_STATUS_OK; i <= CASE_STATUS_MISSING; i++)
		assert_true(
		    has_text(statuses, case_status_text((enum case_status)i)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_written_keeps_to_the_schema),
	    cmocka_unit_test(all_the_schema_has_is_written),
	    cmocka_unit_test(
		our_own_objects_are_closed_and_require_what_is_there),
	    cmocka_unit_test(what_is_wrong_does_not_keep_to_it),
	    cmocka_unit_test(
		names_of_flags_verdicts_and_statuses_are_all_there),
	};

	return cmocka_run_group_tests(tests, read_schema, drop_schema);
}
