#include "collector/step.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"

static const struct key step_key_items[] = {
    {"name", &key_text, offsetof(struct plan_step, name), KEY_REQUIRED},
    {"command", &key_command, offsetof(struct plan_step, command),
	KEY_REQUIRED | KEY_FILLED},
};

const struct key_table step_keys = KEY_TABLE("step", step_key_items);

static int
check_name(const struct node *node, const struct plan_step *steps, size_t index,
    struct err *err)
{
	const char *name = steps[index].name;
	size_t i;

	if (strchr(name, '/') != NULL)
		return node_fail(node, err,
		    "the step \"%.80s\" must not have \"/\" in its name; its "
		    "metrics are called STEP/METRIC",
		    name);
	for (i = 0; i < index; i++)
		if (strcmp(steps[i].name, name) == 0)
			return node_fail(node, err,
			    "the step \"%.80s\" is there twice", name);
	return 0;
}

static int
read_steps(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	struct plan_step *steps;
	size_t i;

	if (node_expect(value, NODE_LIST, name, err) < 0)
		return -1;
	if (value->count == 0)
		return node_fail(
		    value, err, "%s is empty; write at least one step", name);
	steps = arena_alloc(arena, value->count * sizeof *steps);
	for (i = 0; i < value->count; i++)
		if (key_read_one(arena, value->items[i], "a step", &step_keys,
			&steps[i], NULL, err) < 0 ||
		    check_name(
			node_get(value->items[i], "name"), steps, i, err) < 0)
			return -1;
	*(struct step_list *)field = (struct step_list){steps, value->count};
	return 0;
}

const struct key_type step_type = {
    "steps", sizeof(struct step_list), read_steps, NULL};
