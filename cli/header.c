#include "cli/header.h"

#include <string.h>

#include "base/err.h"
#include "base/moment.h"
#include "base/random.h"
#include "base/text.h"
#include "collector/machine.h"

static int
fill_labels(struct record_run *run, struct arena *arena,
    const struct opt_list *labels, struct err *err)
{
	struct pair *pairs = arena_alloc(arena, labels->count * sizeof *pairs);
	const char *equals, *text;
	size_t i;

	for (i = 0; i < labels->count; i++) {
		text = labels->items[i];
		equals = strchr(text, '=');
		if (equals == NULL || equals == text)
			return err_set(
			    err, "--label: \"%s\" must be KEY=VALUE", text);
		pairs[i].name =
		    text_cleaned(arena, text, (size_t)(equals - text));
		pairs[i].value =
		    text_cleaned(arena, equals + 1, strlen(equals + 1));
	}
	run->labels = pairs;
	run->label_count = labels->count;
	return 0;
}

int
header_fill(struct record_run *run, struct arena *arena, uint64_t seed,
    const char *host_class, const struct opt_list *labels, struct err *err)
{
	char text[MOMENT_TEXT_BYTES];
	int64_t now = moment_now_ns();

	moment_print_compact(now, text);
	run->id = arena_printf(
	    arena, "%s-%06x", text, (unsigned)(random_entropy() & 0xFFFFFF));
	moment_print(now, text);
	run->started = arena_strdup(arena, text);
	run->tool = "perfolio " PERFOLIO_VERSION;
	run->seed = arena_printf(arena, "%llu", (unsigned long long)seed);
	run->machine = machine_facts(arena, host_class);
	run->environment = environment_facts(arena);
	return fill_labels(run, arena, labels, err);
}
