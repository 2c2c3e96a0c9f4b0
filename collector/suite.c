#include "collector/suite.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "collector/benchmark_scope.h"
#include "collector/gate.h"
#include "collector/measure.h"
#include "collector/policy.h"

/* The keys of one suite file. */
struct suite_fields {
	const char *name, *description, *project;
	struct release release;
	struct text_list include;
	struct command build, before, after;
	const struct node *defaults, *regression, *benchmarks, *claims, *gates;
};

/* A file already read, so that none is read twice. */
struct visited {
	dev_t device;
	ino_t inode;
};

/* A suite while its files are read. */
struct reading {
	struct suite *suite;
	VEC(struct visited) visited;
	struct buf text;
	struct err *err;
};

static int read_release(struct arena *arena, const struct node *value,
    const char *name, void *field, struct err *err);
static int read_include(struct arena *arena, const struct node *value,
    const char *name, void *field, struct err *err);

static const struct key_type type_release = {
    "release", sizeof(struct release), read_release, NULL};
static const struct key_type type_include = {
    "texts", sizeof(struct text_list), read_include, NULL};

#define FIELD(name) offsetof(struct suite_fields, name)
#define BOTH (KEY_OUTER | KEY_INCLUDED)

static const struct key suite_key_items[] = {
    {"suite", &key_text, FIELD(name), BOTH},
    {"description", &key_text, FIELD(description), BOTH},
    {"project", &key_text, FIELD(project), KEY_OUTER},
    {"release", &type_release, FIELD(release), KEY_OUTER},
    {"include", &type_include, FIELD(include), BOTH},
    {"build", &key_command, FIELD(build), KEY_OUTER | KEY_FILLED},
    {"before", &key_command, FIELD(before), KEY_OUTER | KEY_FILLED},
    {"after", &key_command, FIELD(after), KEY_OUTER | KEY_FILLED},
    {"defaults", &key_map, FIELD(defaults), BOTH},
    {"regression", &key_node, FIELD(regression), KEY_OUTER},
    {"benchmarks", &key_list, FIELD(benchmarks), BOTH},
    {"claims", &key_list, FIELD(claims), BOTH},
    {"gates", &key_node, FIELD(gates), KEY_OUTER},
};

static const struct key release_key_items[] = {
    {"product", &key_text, offsetof(struct release, product), 0},
    {"version", &key_text, offsetof(struct release, version), 0},
    {"previous", &key_text, offsetof(struct release, previous), 0},
};

const struct key_table suite_keys = KEY_TABLE("suite", suite_key_items);
const struct key_table release_keys = KEY_TABLE("release", release_key_items);

const struct suite_map suite_maps[] = {
    {"suite", {&suite_keys}, KEY_OUTER},
    {"included", {&suite_keys}, KEY_INCLUDED},
    {"release", {&release_keys}, 0},
    {"defaults", {&settings_keys}, KEY_DEFAULTS},
    {"benchmark", {&settings_keys, &benchmark_keys}, KEY_BENCHMARK},
    {"override", {&settings_keys, &override_keys}, KEY_OVERRIDE},
    {"success", {&success_keys}, 0},
    {"work", {&work_keys}, 0},
    {"extract", {&extract_keys}, 0},
    {"step", {&step_keys}, 0},
    {"variant", {&variant_keys}, 0},
    {"import", {&import_keys}, 0},
    {"measure", {&measure_keys}, 0},
    {"scaling", {&scaling_keys}, 0},
    {"levels", {&level_keys}, 0},
    {"limit", {&limit_keys}, 0},
    {"budget_item", {&budget_item_keys}, 0},
    {"claim", {&claim_keys}, 0},
    {"gates", {&gates_keys}, 0},
    {"gate_item", {&gate_item_keys}, 0},
};

const size_t suite_map_count = sizeof suite_maps / sizeof *suite_maps;

static int
read_release(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	return key_read_one(
	    arena, value, name, &release_keys, field, NULL, err);
}

/* One file or a list of them. */
static int
read_include(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	return key_read_texts(arena, value, name, field, err);
}

/* The folder part of a path, without the last slash; "." if it has none. */
static const char *
folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path
		   ? "/"
		   : arena_strndup(arena, path, (size_t)(slash - path));
}

/* The file's name without folder and ending. */
static const char *
stem_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	const char *dot = strrchr(name, '.');

	if (dot == NULL || dot == name)
		return name;
	return arena_strndup(arena, name, (size_t)(dot - name));
}

/* Notes the file; false when it was read before. */
static bool
visit(struct reading *reading, const char *path)
{
	struct stat status;
	size_t i;

	if (stat(path, &status) < 0 || !S_ISREG(status.st_mode))
		return true;
	for (i = 0; i < reading->visited.count; i++)
		if (reading->visited.items[i].device == status.st_dev &&
		    reading->visited.items[i].inode == status.st_ino)
			return false;
	vec_push(
	    &reading->visited, (struct visited){status.st_dev, status.st_ino});
	return true;
}

static int
read_defaults(
    struct reading *reading, const struct node *node, struct settings *settings)
{
	struct settings_patch patch = {0};
	struct arena *arena = &reading->suite->arena;
	struct key_part part = {.table = &settings_keys,
	    .fields = &patch.settings,
	    .scope = KEY_DEFAULTS};

	if (node == NULL)
		return 0;
	if (key_read(arena, node, "defaults", &part, 1, reading->err) < 0)
		return -1;
	patch.given = part.given;
	if (settings_check_launches(node, &patch, settings, reading->err) < 0)
		return -1;
	settings_apply(arena, settings, &patch);
	return 0;
}

static int
read_lists(struct reading *reading, const struct suite_fields *fields,
    const struct settings *base)
{
	struct suite *suite = reading->suite;
	const struct node *list = fields->benchmarks;
	struct benchmark *benchmark;
	struct claim *claim;
	size_t i;

	for (i = 0; list != NULL && i < list->count; i++) {
		benchmark = vec_add(&suite->benchmarks);
		if (benchmark_read(&suite->arena, list->items[i], base,
			benchmark, reading->err) < 0)
			return -1;
	}
	list = fields->claims;
	for (i = 0; list != NULL && i < list->count; i++) {
		claim = vec_add(&suite->claims);
		if (claim_read(&suite->arena, list->items[i], NULL, claim,
			reading->err) < 0)
			return -1;
	}
	return 0;
}

static void
keep_text(struct reading *reading, const char *path, const char *text)
{
	struct buf *all = &reading->text;

	if (all->length > 0) {
		if (all->text[all->length - 1] != '\n')
			buf_add_char(all, '\n');
		buf_addf(all, "--- # %s\n", path);
	}
	buf_add_string(all, text);
}

static int read_included(struct reading *reading, const char *parent,
    const struct node *node, const struct text_list *names,
    const struct settings *base);

/* One file and, below it, what it includes. */
static int
read_file(struct reading *reading, const char *path, unsigned scope,
    const struct settings *base, struct suite_fields *fields)
{
	struct arena *arena = &reading->suite->arena;
	struct settings settings = *base;
	struct key_part part = {
	    .table = &suite_keys, .fields = fields, .scope = scope};
	const struct node *root;
	const char *text;

	if (document_read(arena, path, &root, &text, reading->err) < 0)
		return -1;
	keep_text(reading, stem_of(arena, path), text);
	if (key_read(arena, root,
		scope == KEY_OUTER ? "a suite" : "an included suite", &part, 1,
		reading->err) < 0 ||
	    read_defaults(reading, fields->defaults, &settings) < 0 ||
	    read_lists(reading, fields, &settings) < 0 ||
	    read_included(reading, path, node_get(root, "include"),
		&fields->include, &settings) < 0)
		return -1;
	if (scope == KEY_OUTER && reading->suite->benchmarks.count == 0)
		return node_fail(
		    fields->benchmarks == NULL ? root : fields->benchmarks,
		    reading->err,
		    "the suite has no benchmarks; write at least one under "
		    "\"benchmarks:\"");
	return 0;
}

static int
read_included(struct reading *reading, const char *parent,
    const struct node *node, const struct text_list *names,
    const struct settings *base)
{
	struct arena *arena = &reading->suite->arena;
	const struct node *place;
	struct suite_fields fields;
	const char *path;
	size_t i;

	for (i = 0; i < names->count; i++) {
		path = names->items[i];
		place = node->type == NODE_LIST ? node->items[i] : node;
		if (path[0] != '/')
			path = arena_printf(
			    arena, "%s/%s", folder_of(arena, parent), path);
		if (path[0] == '.' && path[1] == '/')
			path += 2;
		if (access(path, R_OK) < 0)
			return node_fail(place, reading->err,
			    "cannot include \"%.200s\": %s", names->items[i],
			    strerror(errno));
		if (!visit(reading, path))
			return node_fail(place, reading->err,
			    "\"%.200s\" is already part of this suite; "
			    "include it once",
			    names->items[i]);
		fields = (struct suite_fields){0};
		if (read_file(reading, path, KEY_INCLUDED, base, &fields) < 0)
			return -1;
	}
	return 0;
}

static int
check_policy(
    struct suite *suite, const struct suite_fields *fields, struct err *err)
{
	struct regression regression;
	struct gate_list gates;

	if (suite_scope_read(suite, err) < 0)
		return -1;
	if (fields->regression != NULL &&
	    regression_read(&suite->arena, fields->regression, &suite->scope,
		&regression, err) < 0)
		return -1;
	if (fields->gates == NULL)
		return 0;
	return gates_read(
	    &suite->arena, fields->gates, &suite->scope, &gates, err);
}

static int
find_folder(struct suite *suite, struct err *err)
{
	const char *folder = folder_of(&suite->arena, suite->path);
	char *absolute = realpath(folder, NULL);

	if (absolute == NULL)
		return err_set(err, "%s: %s", folder, strerror(errno));
	suite->folder = arena_strdup(&suite->arena, absolute);
	free(absolute);
	return 0;
}

static void
keep_fields(struct suite *suite, const struct suite_fields *fields)
{
	suite->name = fields->name != NULL
			  ? fields->name
			  : stem_of(&suite->arena, suite->path);
	suite->description = fields->description;
	suite->project = fields->project;
	suite->release = fields->release;
	suite->build = fields->build;
	suite->before = fields->before;
	suite->after = fields->after;
	suite->regression = fields->regression;
	suite->gates = fields->gates;
}

int
suite_read(const char *path, struct suite *suite, struct err *err)
{
	struct reading reading = {.suite = suite, .err = err};
	struct suite_fields fields = {0};
	int result = -1;

	*suite = (struct suite){0};
	suite->path = arena_strdup(&suite->arena, path);
	visit(&reading, path);
	if (read_file(&reading, suite->path, KEY_OUTER, &settings_builtin,
		&fields) < 0 ||
	    check_policy(suite, &fields, err) < 0 ||
	    find_folder(suite, err) < 0)
		goto out;
	keep_fields(suite, &fields);
	suite->text = arena_strndup(
	    &suite->arena, buf_text(&reading.text), reading.text.length);
	result = 0;
out:
	vec_free(&reading.visited);
	buf_release(&reading.text);
	return result;
}

void
suite_release(struct suite *suite)
{
	vec_free(&suite->benchmarks);
	vec_free(&suite->claims);
	arena_release(&suite->arena);
	*suite = (struct suite){0};
}
