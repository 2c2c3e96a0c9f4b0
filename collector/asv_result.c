#include "collector/asv_result.h"

#include <string.h>

#include "base/err.h"
#include "base/json.h"
#include "base/num.h"
#include "collector/asv_row.h"
#include "collector/record_json.h"

/* Members of the file that are small enough to be trees. */
struct header {
	cJSON *commit, *environment, *date, *params, *python, *requirements,
	    *variables, *columns, *versions;
};

static const struct member {
	const char *name;
	size_t offset;
} members[] = {
    {"commit_hash", offsetof(struct header, commit)},
    {"env_name", offsetof(struct header, environment)},
    {"date", offsetof(struct header, date)},
    {"params", offsetof(struct header, params)},
    {"python", offsetof(struct header, python)},
    {"requirements", offsetof(struct header, requirements)},
    {"env_vars", offsetof(struct header, variables)},
    {"result_columns", offsetof(struct header, columns)},
    {"benchmark_version", offsetof(struct header, versions)},
};

enum { MEMBER_COUNT = sizeof members / sizeof *members };

static cJSON **
member_of(struct header *header, size_t index)
{
	return (cJSON **)((char *)header + members[index].offset);
}

static int
take_member(struct header *header, struct json_span key, struct json_span value,
    struct err *err)
{
	cJSON **member;
	size_t i;

	for (i = 0; i < MEMBER_COUNT; i++) {
		if (!json_span_is(key, members[i].name))
			continue;
		member = member_of(header, i);
		cJSON_Delete(*member);
		*member = json_span_parse(value, err);
		return *member == NULL ? err_add(err, "\"%s\"", members[i].name)
				       : 0;
	}
	return 0;
}

/* A scalar as text in arena: numbers in their shortest form. */
static const char *
scalar_text(const cJSON *item, struct arena *arena)
{
	char number[NUM_TEXT_BYTES];

	if (cJSON_IsString(item))
		return arena_strdup(arena, item->valuestring);
	if (!cJSON_IsNumber(item) || item->valuedouble != item->valuedouble ||
	    item->valuedouble - item->valuedouble != 0)
		return NULL;
	num_print(item->valuedouble, number);
	return arena_strdup(arena, number);
}

/* Named versions: a requirement without one takes any. */
static void
add_all(struct import_facts *facts, const cJSON *object, const char *otherwise)
{
	const cJSON *item;
	const char *text;

	if (!cJSON_IsObject(object))
		return;
	cJSON_ArrayForEach (item, object) {
		text = scalar_text(item, facts->arena);
		if (*item->string != '\0')
			import_facts_add(facts, item->string,
			    text == NULL || *text == '\0' ? otherwise : text);
	}
}

static void
fill_facts(struct asv_result *result, const struct header *header)
{
	static const char *const machine[][2] = {{"architecture", "arch"},
	    {"cpu", "cpu"}, {"logical_cpus", "num_cpu"}, {"memory", "ram"}};
	struct arena *arena = &result->arena;
	struct import_facts facts = {.arena = arena};
	size_t i;

	for (i = 0; i < sizeof machine / sizeof *machine; i++)
		import_facts_add(&facts, machine[i][0],
		    scalar_text(
			json_get(header->params, machine[i][1]), arena));
	result->machine_facts = import_facts_done(&facts);
	facts = (struct import_facts){.arena = arena};
	import_facts_add(
	    &facts, "os", scalar_text(json_get(header->params, "os"), arena));
	import_facts_add(&facts, "python", scalar_text(header->python, arena));
	add_all(&facts, header->requirements, "any");
	add_all(&facts, header->variables, NULL);
	result->environment_facts = import_facts_done(&facts);
}

/* As asv names one that has no name: "py2.7-Cython-numpy1.8". */
static const char *
environment_name(const struct header *header, struct arena *arena)
{
	const char *python = scalar_text(header->python, arena);
	const char *name =
	    arena_printf(arena, "py%s", python == NULL ? "" : python);
	const char *version;
	const cJSON *item;

	if (cJSON_IsString(header->environment))
		return arena_strdup(arena, header->environment->valuestring);
	if (cJSON_IsObject(header->requirements))
		cJSON_ArrayForEach (item, header->requirements) {
			version = scalar_text(item, arena);
			name = arena_printf(arena, "%s-%s%s", name,
			    item->string, version == NULL ? "" : version);
		}
	return name;
}

static int
fill(struct asv_result *result, const struct header *header, struct err *err)
{
	struct arena *arena = &result->arena;
	const char *const *columns = NULL;

	if (!cJSON_IsString(header->commit) || result->results.length == 0)
		return err_set(err,
		    "has no \"%s\": it is no result file of asv",
		    result->results.length == 0 ? "results" : "commit_hash");
	if (!cJSON_IsNumber(header->date) ||
	    !import_milliseconds(header->date->valuedouble, &result->commit_ns))
		return err_set(
		    err, "\"date\" must be a number: milliseconds since 1970");
	result->commit = arena_strdup(arena, header->commit->valuestring);
	result->machine =
	    scalar_text(json_get(header->params, "machine"), arena);
	if (result->machine == NULL || *result->machine == '\0')
		return err_set(err, "\"params\": \"machine\" is missing");
	if (header->columns != NULL && !cJSON_IsArray(header->columns))
		return err_set(err, "\"result_columns\" must be a list");
	if (record_texts_parse(header->columns, arena, &columns,
		&result->column_count, err) < 0)
		return err_add(err, "\"result_columns\"");
	result->columns = columns;
	result->environment = environment_name(header, arena);
	fill_facts(result, header);
	return 0;
}

static int
read_members(struct asv_result *result, struct header *header, struct err *err)
{
	struct json_span whole, key, value;
	struct json_walk walk;
	char *after;
	int found;

	if (json_walk_whole(result->text.text, &whole, &after, err) < 0 ||
	    json_walk_begin(&walk, whole, '{', "it", err) < 0)
		return -1;
	if (*after != '\0')
		return err_set(err, "is not valid JSON: something follows it");
	while ((found = json_walk_next(&walk, &key, &value, err)) > 0) {
		if (json_span_is(key, "results"))
			result->results = value;
		else if (take_member(header, key, value, err) < 0)
			return -1;
	}
	return found;
}

int
asv_result_read(struct asv_result *result, const char *path, struct err *err)
{
	struct header header = {0};
	int status = -1;
	size_t i;

	*result = (struct asv_result){0};
	if (json_walk_read(path, &result->text, err) < 0)
		return -1;
	json_walk_mend(result->text.text);
	if (read_members(result, &header, err) == 0)
		status = fill(result, &header, err);
	result->versions = header.versions;
	header.versions = NULL;
	for (i = 0; i < MEMBER_COUNT; i++)
		cJSON_Delete(*member_of(&header, i));
	return status < 0 ? err_add(err, "%s", path) : 0;
}

int
asv_result_put(const struct asv_result *result,
    const struct asv_benchmarks *benchmarks, struct import_draft *draft,
    uint64_t *outdated, struct err *err)
{
	struct asv_row row = {
	    .columns = result->columns, .column_count = result->column_count};
	struct arena scratch = {0}, names = {0};
	struct json_span key;
	struct json_walk walk;
	bool is_outdated;
	int found;

	if (json_walk_begin(&walk, result->results, '{', "\"results\"", err) <
	    0)
		return -1;
	while ((found = json_walk_next(&walk, &key, &row.value, err)) > 0) {
		arena_reset(&names);
		row.name = json_span_string(key, &names, err);
		found = -1;
		if (row.name == NULL)
			break;
		row.known = asv_benchmarks_find(benchmarks, row.name);
		row.version = json_get(result->versions, row.name);
		if (asv_row_put(&row, &scratch, draft, &is_outdated, err) < 0) {
			err_add(err, "\"results\": \"%.80s\"", row.name);
			break;
		}
		*outdated += is_outdated;
	}
	arena_release(&scratch);
	arena_release(&names);
	return found;
}

void
asv_result_release(struct asv_result *result)
{
	cJSON_Delete(result->versions);
	buf_release(&result->text);
	arena_release(&result->arena);
}
