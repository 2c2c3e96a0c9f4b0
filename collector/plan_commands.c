#include <string.h>

#include "base/err.h"
#include "base/text.h"
#include "collector/plan_against.h"
#include "collector/planning.h"

/* What a command is called: its words, or the text the shell gets. */
static void
command_name(const struct command *command, struct buf *out)
{
	size_t i;

	if (command->count == 3 && strcmp(command->argv[0], "sh") == 0 &&
	    strcmp(command->argv[1], "-c") == 0) {
		text_clean(out, command->argv[2], strlen(command->argv[2]));
		return;
	}
	for (i = 0; i < command->count; i++) {
		if (i > 0)
			buf_add_char(out, ' ');
		text_clean(out, command->argv[i], strlen(command->argv[i]));
	}
}

static struct command
hook_of(struct arena *arena, const char *text)
{
	const char **argv;

	if (text == NULL)
		return (struct command){0};
	argv = arena_alloc(arena, 3 * sizeof *argv);
	argv[0] = "sh";
	argv[1] = "-c";
	argv[2] = arena_strdup(arena, text);
	return (struct command){argv, 3};
}

/* As they were given: braces are braces. */
static void
set_hooks(struct arena *arena, struct plan_case *plan_case,
    const struct plan_adhoc *adhoc)
{
	plan_case->setup = hook_of(arena, adhoc->setup);
	plan_case->prepare = hook_of(arena, adhoc->prepare);
	plan_case->conclude = hook_of(arena, adhoc->conclude);
	plan_case->cleanup = hook_of(arena, adhoc->cleanup);
}

/* The record holds text; the launcher gets the bytes as they were given. */
static void
copy_command(struct arena *arena, struct plan_case *plan_case,
    const struct command *command)
{
	const char **argv = arena_alloc(arena, command->count * sizeof *argv);
	const char **cleaned =
	    arena_alloc(arena, command->count * sizeof *cleaned);
	size_t i;

	for (i = 0; i < command->count; i++) {
		argv[i] = arena_strdup(arena, command->argv[i]);
		cleaned[i] = text_cleaned(
		    arena, command->argv[i], strlen(command->argv[i]));
	}
	plan_case->command = (struct command){argv, command->count};
	plan_case->record.command = cleaned;
	plan_case->record.command_count = command->count;
}

/* Makes the name in planning->id new by " #2", " #3", … behind it. */
static void
make_unique(struct planning *planning)
{
	size_t length = planning->id.length, number = 1;

	while (!map_put(&planning->ids, planning->id.text, 0)) {
		planning->id.length = length;
		planning->id.text[length] = '\0';
		buf_addf(&planning->id, " #%zu", ++number);
	}
}

/* *name is what it is called. 1: it is wanted, 0: it is not. */
static int
name_command(struct planning *planning, const struct command *command,
    size_t number, const char **name)
{
	const struct plan_adhoc *adhoc = &planning->shared.options->adhoc;
	struct text_list no_tags = {0};

	buf_reset(&planning->id);
	if (number < adhoc->name_count)
		text_clean(&planning->id, adhoc->names[number],
		    strlen(adhoc->names[number]));
	else
		command_name(command, &planning->id);
	if (command->count == 0 || command->argv[0][0] == '\0' ||
	    planning->id.length == 0)
		return err_set(planning->err, "the command is empty");
	make_unique(planning);
	*name = arena_strdup(planning->shared.arena, planning->id.text);
	return selection_has(
	    &planning->selection, *name, NULL, *name, &no_tags, planning->err);
}

static struct exit_codes
every_exit(struct arena *arena)
{
	int *codes = arena_alloc(arena, 256 * sizeof *codes), i;

	for (i = 0; i < 256; i++)
		codes[i] = i;
	return (struct exit_codes){codes, 256};
}

static int
add_command(struct planning *planning, const struct command *command,
    size_t number, const struct case_identity *reference,
    struct case_identity *identity)
{
	struct settings settings = settings_builtin;
	struct named_metric judged = {settings.judged.metrics.items[0], false};
	struct case_source source = {.settings = &settings,
	    .copies = 1,
	    .named = &judged,
	    .named_count = 1,
	    .place = "command line"};
	size_t before = planning->cases.count, i;
	const char *name = NULL;
	int wanted = name_command(planning, command, number, &name);

	if (wanted <= 0)
		return wanted;
	settings.command = *command;
	if (planning->shared.options->adhoc.is_any_exit)
		settings.success.exit = every_exit(planning->shared.arena);
	*identity = (struct case_identity){.benchmark = name};
	if (planning_add(planning, &source, identity, "variant", reference) < 0)
		return -1;
	for (i = before; i < planning->cases.count; i++) {
		copy_command(
		    planning->shared.arena, &planning->cases.items[i], command);
		set_hooks(planning->shared.arena, &planning->cases.items[i],
		    &planning->shared.options->adhoc);
	}
	return 0;
}

int
plan_from_commands(struct plan *plan, const struct command *commands,
    size_t count, const char *folder, const struct plan_options *options,
    struct err *err)
{
	struct case_identity first = {0}, identity = {0};
	struct planning planning;
	size_t i;
	int result;

	result = planning_init(&planning, plan, folder, NULL, options, err);
	plan->suite = "commands";
	if (result == 0 && options->against != NULL)
		result = plan_against_set(plan, options->against, "", err);
	planning.shared.against = plan->against_folder;
	for (i = 0; i < count && result == 0; i++)
		result = add_command(&planning, &commands[i], i,
		    first.benchmark == NULL ? NULL : &first,
		    first.benchmark == NULL ? &first : &identity);
	if (result == 0)
		result = planning_finish(&planning);
	planning_release(&planning);
	return result;
}
