#include "collector/vcs.h"

#include <string.h>

/* What git warns of on standard error is no answer. */
#define QUIET "sh", "-c", "exec \"$0\" \"$@\" 2>/dev/null", "git"

/* What git prints, in arena; NULL when it fails or is not there. */
static int
ask(struct runner *runner, const char *folder, const char *const *words,
    struct arena *arena, const char **answer, struct err *err)
{
	struct command command = {words, 0};
	struct launch_spec spec = {.command = &command,
	    .cwd = folder,
	    .is_output_said = true,
	    .timeout_ns = 10000000000u};
	struct launch_result result;

	*answer = NULL;
	while (words[command.count] != NULL)
		command.count++;
	if (runner->run(runner, &spec, &result, err) < 0)
		return -1;
	if (result.use.outcome == LAUNCH_EXITED && result.use.code == 0)
		*answer = arena_strdup(arena, result.said);
	return 0;
}

static const char *
first_line(struct arena *arena, const char *text)
{
	return text == NULL ? NULL
			    : arena_strndup(arena, text, strcspn(text, "\n"));
}

int
vcs_read(struct runner *runner, const char *folder, struct arena *arena,
    struct vcs *vcs, struct err *err)
{
	static const char *const commit[] = {
	    QUIET, "log", "-1", "--format=%H%n%cI", NULL};
	static const char *const branch[] = {
	    QUIET, "symbolic-ref", "-q", "--short", "HEAD", NULL};
	static const char *const status[] = {
	    QUIET, "status", "--porcelain", "-uno", NULL};
	const char *answer, *line;

	*vcs = (struct vcs){0};
	if (ask(runner, folder, commit, arena, &answer, err) < 0)
		return -1;
	if (answer == NULL)
		return 0;
	vcs->commit = first_line(arena, answer);
	line = strchr(answer, '\n');
	if (line != NULL)
		vcs->time = first_line(arena, line + 1);
	if (ask(runner, folder, branch, arena, &answer, err) < 0)
		return -1;
	vcs->branch = first_line(arena, answer);
	if (ask(runner, folder, status, arena, &answer, err) < 0)
		return -1;
	vcs->is_dirty = answer != NULL && *answer != '\0';
	return 0;
}
