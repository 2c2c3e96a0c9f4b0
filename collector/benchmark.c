#include <string.h>

#include "base/err.h"
#include "base/num.h"
#include "collector/benchmark_scope.h"
#include "collector/launch.h"
#include "collector/measure.h"
#include "collector/placeholder.h"
#include "collector/policy.h"
#include "collector/suite.h"

/* The keys of a benchmark beside its settings. */
struct benchmark_fields {
	const char *name;
	const struct node *params, *zip, *exclude, *overrides, *regression;
	const struct node *scaling;
	struct step_list steps;
	struct variant_list variants;
	const struct measure *measure;
	struct text_list concurrency, start;
	const struct node *reference;
};

struct override_fields {
	const struct node *when;
};

static int
read_copies(const struct node *value, const char *name, struct err *err)
{
	uint64_t copies;

	if (node_expect(value, NODE_TEXT, name, err) < 0)
		return -1;
	if (num_parse_u64(value->text, &copies) && copies >= 1 &&
	    copies <= LAUNCH_MOST_COPIES)
		return 0;
	return node_fail(value, err,
	    "%s must be a whole number from 1 to %d, or a list of such, not "
	    "\"%.80s\"",
	    name, LAUNCH_MOST_COPIES, value->text);
}

static int
read_start_word(const struct node *value, const char *name, struct err *err)
{
	static const char *const words[] = {"cold", "warm"};

	return key_read_word(value, name, words, 2, err) < 0 ? -1 : 0;
}

/* A value, or a list of different ones. */
static int
read_values(struct arena *arena, const struct node *value, const char *name,
    int (*read)(const struct node *, const char *, struct err *), void *field,
    struct err *err)
{
	const struct node *const *items = &value;
	size_t count = 1, i, j;

	if (value->type == NODE_LIST) {
		items = value->items;
		count = value->count;
	}
	if (count == 0)
		return node_fail(value, err, "%s is empty", name);
	for (i = 0; i < count; i++) {
		if (read(items[i], name, err) < 0)
			return -1;
		for (j = 0; j < i; j++)
			if (strcmp(items[j]->text, items[i]->text) == 0)
				return node_fail(items[i], err,
				    "%s has \"%.80s\" twice", name,
				    items[i]->text);
	}
	return key_read_texts(arena, value, name, field, err);
}

static int
read_concurrency(struct arena *arena, const struct node *value,
    const char *name, void *field, struct err *err)
{
	return read_values(arena, value, name, read_copies, field, err);
}

static int
read_start(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	return read_values(arena, value, name, read_start_word, field, err);
}

static const struct key_type type_concurrency = {
    "concurrency", sizeof(struct text_list), read_concurrency, NULL};
static const struct key_type type_start = {
    "start", sizeof(struct text_list), read_start, NULL};
static const struct key_type type_measure = {
    "measure", sizeof(const struct measure *), measure_read, NULL};

#define FIELD(name) offsetof(struct benchmark_fields, name)

static const struct key benchmark_key_items[] = {
    {"name", &key_text, FIELD(name), KEY_REQUIRED},
    {"params", &key_node, FIELD(params), 0},
    {"zip", &key_node, FIELD(zip), 0},
    {"exclude", &key_node, FIELD(exclude), 0},
    {"overrides", &key_list, FIELD(overrides), 0},
    {"regression", &key_node, FIELD(regression), 0},
    {"steps", &step_type, FIELD(steps), KEY_FILLED},
    {"variants", &variant_type, FIELD(variants), KEY_FILLED},
    {"measure", &type_measure, FIELD(measure), KEY_FILLED},
    {"concurrency", &type_concurrency, FIELD(concurrency), 0},
    {"reference", &key_node, FIELD(reference), 0},
    {"start", &type_start, FIELD(start), 0},
    {"harness", &key_node, 0, KEY_LATER},
    {"import", &key_node, 0, KEY_LATER},
    {"scaling", &key_node, FIELD(scaling), 0},
};

static const struct key override_key_items[] = {
    {"when", &key_map, offsetof(struct override_fields, when), KEY_REQUIRED},
};

static const struct key import_key_items[] = {
    {"format", &key_node, 0, KEY_LATER},
    {"path", &key_node, 0, KEY_LATER},
    {"command", &key_node, 0, KEY_LATER},
    {"launches", &key_node, 0, KEY_LATER},
};

const struct key_table benchmark_keys =
    KEY_TABLE("benchmark", benchmark_key_items);
const struct key_table override_keys =
    KEY_TABLE("override", override_key_items);
const struct key_table import_keys = KEY_TABLE("import", import_key_items);

/* A benchmark is made of at most one of these; measure may stand beside. */
static int
check_kind(const struct node *node, struct err *err)
{
	static const char *const kinds[] = {
	    "command", "steps", "variants", "harness", "import"};
	const char *first = NULL;
	size_t i, j;

	if (node_expect(node, NODE_MAP, "a benchmark", err) < 0)
		return -1;
	for (i = 0; i < node->count; i++)
		for (j = 0; j < sizeof kinds / sizeof *kinds; j++) {
			if (strcmp(node->keys[i]->text, kinds[j]) != 0)
				continue;
			if (first != NULL)
				return node_fail(node->keys[i], err,
				    "a benchmark has either \"%s\" or \"%s\", "
				    "not both",
				    first, kinds[j]);
			first = kinds[j];
		}
	return 0;
}

bool
benchmark_has_command(const struct benchmark *benchmark)
{
	return benchmark->settings.command.count > 0 ||
	       benchmark->steps.count > 0 ||
	       benchmark->variants.names.count > 0;
}

/* Keys that have no meaning where nothing is started. */
static int
check_measure_alone(const struct node *node, struct err *err)
{
	static const char *const names[] = {
	    "extract", "work", "concurrency", "start"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (node_get(node, names[i]) != NULL)
			return node_fail(node_get(node, names[i]), err,
			    "\"%s\" is about a command, and this benchmark "
			    "has only \"measure\"",
			    names[i]);
	return 0;
}

/* What may stand in a benchmark alone and not together. */
static int
check_together(
    const struct node *node, const struct benchmark *benchmark, struct err *err)
{
	if (!benchmark_has_command(benchmark)) {
		if (benchmark->measure == NULL)
			return node_fail(node, err,
			    "this benchmark has nothing to run; it needs "
			    "\"command\", \"steps\", \"variants\" or "
			    "\"measure\"");
		return check_measure_alone(node, err);
	}
	if (node_get(node, "cold_files") != NULL &&
	    node_get(node, "start") == NULL)
		return node_fail(node_get(node, "cold_files"), err,
		    "cold_files are for \"start: [cold, warm]\", which this "
		    "benchmark does not have");
	if (benchmark->has_concurrency && benchmark->steps.count > 0)
		return node_fail(node_get(node, "concurrency"), err,
		    "steps run one after another; a benchmark of several "
		    "copies at once needs one \"command\"");
	return 0;
}

/* Slips in what this map itself says; defaults serve many benchmarks. */
static int
check_placeholders(
    const struct node *node, const struct params *params, struct err *err)
{
	struct pair *pairs = xcalloc(params->count + 1, sizeof *pairs);
	struct placeholders values = {pairs, params->count, ""};
	const struct node *extract = node_get(node, "extract"), *from;
	const struct key *key;
	size_t i;
	int result = 0;

	for (i = 0; i < params->count; i++)
		pairs[i] = (struct pair){params->items[i].name, ""};
	for (i = 0; i < node->count && result == 0; i++) {
		key = key_find(&settings_keys, node->keys[i]->text);
		if (key == NULL)
			key = key_find(&benchmark_keys, node->keys[i]->text);
		if (key != NULL && (key->flags & KEY_FILLED))
			result =
			    placeholder_check(node->items[i], &values, err);
	}
	/* Of extract only the file: braces are common in patterns. */
	for (i = 0; extract != NULL && i < extract->count && result == 0; i++) {
		from = node_get(extract->items[i], "from");
		if (from != NULL)
			result = placeholder_check(from, &values, err);
	}
	free(pairs);
	return result;
}

static int
read_override(struct arena *arena, const struct node *node,
    const struct benchmark *benchmark, struct override *override,
    struct err *err)
{
	struct override_fields fields = {0};
	struct key_part parts[] = {{.table = &override_keys, .fields = &fields},
	    {.table = &settings_keys,
		.fields = &override->patch.settings,
		.scope = KEY_OVERRIDE}};
	const struct node *command = node_get(node, "command");

	if (key_read(arena, node, "an override", parts, 2, err) < 0)
		return -1;
	override->patch.given = parts[1].given;
	override->when_node = fields.when;
	if (override->patch.given == 0)
		return node_fail(node, err, "this override changes nothing");
	if (command != NULL && benchmark->settings.command.count == 0 &&
	    benchmark->variants.names.count == 0)
		return node_fail(command, err,
		    "\"command\" cannot be overridden; this benchmark has "
		    "\"%s\"",
		    benchmark->steps.count > 0 ? "steps" : "measure");
	if (settings_check_launches(
		node, &override->patch, &benchmark->settings, err) < 0 ||
	    condition_read(arena, fields.when, "when", &benchmark->params,
		&override->when, err) < 0)
		return -1;
	return check_placeholders(node, &benchmark->params, err);
}

static int
read_overrides(struct arena *arena, const struct node *list,
    struct benchmark *benchmark, struct err *err)
{
	size_t i;

	if (list == NULL)
		return 0;
	benchmark->overrides =
	    arena_alloc(arena, list->count * sizeof *benchmark->overrides);
	benchmark->override_count = list->count;
	for (i = 0; i < list->count; i++)
		if (read_override(arena, list->items[i], benchmark,
			&benchmark->overrides[i], err) < 0)
			return -1;
	return 0;
}

/* A variant's name as a condition; without a node the first one's. */
static int
read_reference_variant(struct arena *arena, const struct node *node,
    struct benchmark *benchmark, struct err *err)
{
	const struct text_list *names = &benchmark->variants.names;
	struct condition_term *term = arena_alloc(arena, sizeof *term);
	int word = 0;

	if (node != NULL)
		word = key_read_word(
		    node, "variant", names->items, names->count, err);
	if (word < 0)
		return -1;
	while (
	    strcmp(benchmark->params.items[term->param].name, "variant") != 0)
		term->param++;
	term->values = (struct text_list){&names->items[word], 1};
	benchmark->reference = (struct condition){term, 1};
	return 0;
}

static int
read_reference(struct arena *arena, const struct node *node,
    struct benchmark *benchmark, struct err *err)
{
	size_t i;

	if (benchmark->variants.names.count > 0)
		return read_reference_variant(arena, node, benchmark, err);
	if (node == NULL)
		return 0;
	if (node->type != NODE_MAP)
		return node_fail(node, err,
		    "reference must be a map like {level: none}; it is a name "
		    "only beside \"variants\"");
	if (condition_read(arena, node, "reference", &benchmark->params,
		&benchmark->reference, err) < 0)
		return -1;
	for (i = 0; i < node->count; i++)
		if (node->items[i]->type != NODE_TEXT)
			return node_fail(node->items[i], err,
			    "reference names one case; write one value");
	return 0;
}

static int
read_params(struct arena *arena, const struct benchmark_fields *fields,
    struct benchmark *benchmark, struct err *err)
{
	struct added_param added[3];
	struct params_source source = {.params = fields->params,
	    .zip = fields->zip,
	    .exclude = fields->exclude,
	    .added = added,
	    .place = benchmark->place};

	if (fields->start.count > 0)
		added[source.added_count++] =
		    (struct added_param){"start", fields->start};
	if (fields->concurrency.count > 0)
		added[source.added_count++] =
		    (struct added_param){"concurrency", fields->concurrency};
	/* Variants turn fastest: those of one combination are neighbours. */
	if (fields->variants.names.count > 0)
		added[source.added_count++] =
		    (struct added_param){"variant", fields->variants.names};
	return params_read(arena, &source, &benchmark->params, err);
}

static bool
has_word(const struct text_list *list, const char *word)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (strcmp(list->items[i], word) == 0)
			return true;
	return false;
}

int
benchmark_read(struct arena *arena, const struct node *node,
    const struct settings *base, struct benchmark *benchmark, struct err *err)
{
	struct benchmark_fields fields = {0};
	struct settings_patch patch = {0};
	struct key_part parts[] = {
	    {.table = &benchmark_keys, .fields = &fields},
	    {.table = &settings_keys,
		.fields = &patch.settings,
		.scope = KEY_BENCHMARK}};

	if (check_kind(node, err) < 0 ||
	    key_read(arena, node, "a benchmark", parts, 2, err) < 0)
		return -1;
	patch.given = parts[1].given;
	*benchmark = (struct benchmark){.name = fields.name,
	    .settings = *base,
	    .has_own_budget = node_get(node, "budget") != NULL,
	    .has_own_judged = node_get(node, "metrics") != NULL,
	    .steps = fields.steps,
	    .variants = fields.variants,
	    .measure = fields.measure,
	    .has_concurrency = fields.concurrency.count > 0,
	    .has_efficiency = has_word(&fields.concurrency, "1"),
	    .regression = fields.regression,
	    .scaling.node = fields.scaling,
	    .place = node};
	if (settings_check_launches(node, &patch, base, err) < 0)
		return -1;
	settings_apply(arena, &benchmark->settings, &patch);
	if (check_together(node, benchmark, err) < 0 ||
	    read_params(arena, &fields, benchmark, err) < 0 ||
	    read_reference(arena, fields.reference, benchmark, err) < 0 ||
	    check_placeholders(node, &benchmark->params, err) < 0)
		return -1;
	if (read_overrides(arena, fields.overrides, benchmark, err) < 0)
		return -1;
	return benchmark_scope_read(arena, benchmark, err);
}
