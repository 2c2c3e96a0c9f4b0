#include "collector/variant.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"

#define FIELD(name) offsetof(struct settings, name)

static const struct key variant_key_items[] = {
    {"command", &key_command, FIELD(command), KEY_REQUIRED | KEY_FILLED},
    {"cwd", &key_text, FIELD(cwd), KEY_FILLED},
    {"env", &key_pairs, FIELD(env), KEY_FILLED},
};

const struct key_table variant_keys = KEY_TABLE("variant", variant_key_items);

static int
read_variants(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	struct variant *variants;
	const char **names;
	size_t i;

	if (node_expect(value, NODE_MAP, name, err) < 0)
		return -1;
	if (value->count < 2)
		return node_fail(value, err,
		    "%s must be at least two, to be compared", name);
	variants = arena_alloc(arena, value->count * sizeof *variants);
	names = arena_alloc(arena, value->count * sizeof *names);
	for (i = 0; i < value->count; i++) {
		names[i] = value->keys[i]->text;
		if (names[i][0] == '\0')
			return node_fail(
			    value->keys[i], err, "a variant needs a name");
		if (key_read_one(arena, value->items[i], "a variant",
			&variant_keys, &variants[i].settings,
			&variants[i].given, err) < 0)
			return -1;
	}
	*(struct variant_list *)field =
	    (struct variant_list){variants, {names, value->count}};
	return 0;
}

const struct key_type variant_type = {
    "variants", sizeof(struct variant_list), read_variants, NULL};

void
variant_apply(struct arena *arena, const struct variant_list *variants,
    const char *name, struct settings *settings)
{
	size_t i;

	for (i = 0; i < variants->names.count; i++)
		if (strcmp(variants->names.items[i], name) == 0)
			break;
	key_merge(arena, &variant_keys, settings, &variants->items[i].settings,
	    variants->items[i].given);
}
