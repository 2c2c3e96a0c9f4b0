#include "collector/plan_against.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "base/xalloc.h"

/* What of path lies below folder: "" for itself, NULL if it is not below. */
static const char *
part_below(const char *folder, const char *path)
{
	size_t length = strlen(folder);

	if (strcmp(folder, "/") == 0)
		return path + 1;
	if (strncmp(folder, path, length) != 0)
		return NULL;
	if (path[length] == '\0')
		return "";
	return path[length] == '/' ? path + length + 1 : NULL;
}

/* The top of the work tree that folder is in: it has ".git"; or NULL. */
static char *
find_top(const char *folder)
{
	char *top = xstrdup(folder), *slash;
	struct buf git = {0};
	bool is_found = false;

	while (!is_found && top[0] == '/') {
		buf_reset(&git);
		/* Of a second work tree it is a file. */
		buf_addf(&git, "%s/.git", top);
		is_found = access(git.text, F_OK) == 0;
		slash = strrchr(top, '/');
		if (!is_found)
			*slash = '\0';
	}
	buf_release(&git);
	if (is_found)
		return top;
	free(top);
	return NULL;
}

int
plan_against_set(
    struct plan *plan, const char *tree, const char *part, struct err *err)
{
	plan->against_folder =
	    part[0] == '\0' ? arena_strdup(&plan->arena, tree)
			    : arena_printf(&plan->arena, "%s/%s", tree, part);
	if (!file_is_directory(tree))
		return err_set(err,
		    "--against: there is no folder %.300s; check the other "
		    "tree out and build it there",
		    tree);
	if (!file_is_directory(plan->against_folder))
		return err_set(err,
		    "--against: commands of the suite start in \"%.200s\", and "
		    "%.300s has no such folder",
		    part, tree);
	return 0;
}

int
plan_against_find(struct plan *plan, const char *tree, struct err *err)
{
	char *top = find_top(plan->folder);
	const char *part;
	int result;

	if (top == NULL)
		top = realpath(".", NULL);
	part = top == NULL ? NULL : part_below(top, plan->folder);
	result = plan_against_set(plan, tree, part == NULL ? "" : part, err);
	free(top);
	return result;
}

static void
join(struct buf *path, const char *folder, const char *name)
{
	buf_reset(path);
	if (name[0] != '/')
		buf_addf(path, "%s/", folder);
	buf_add_string(path, name);
}

/* Has it an argument that is a file of its tree: a script, its input? */
static bool
names_a_file(const struct plan_case *plan_case, const struct command *command)
{
	struct buf path = {0};
	bool is_found = false;
	size_t i;

	for (i = 1; i < command->count && !is_found; i++) {
		if (command->argv[i][0] == '/' || command->argv[i][0] == '\0')
			continue;
		join(&path, plan_case->cwd, command->argv[i]);
		is_found = file_exists(path.text);
	}
	buf_release(&path);
	return is_found;
}

/* The program a case starts first; NULL if that cannot be told. */
static char *
first_program(const struct plan_case *plan_case)
{
	const struct command *command = plan_case->step_count > 0
					    ? &plan_case->steps[0].command
					    : &plan_case->command;
	const char *text;
	size_t length;
	char *word;

	if (command->count == 0)
		return NULL;
	if (command->count != 3 || strcmp(command->argv[0], "sh") != 0 ||
	    strcmp(command->argv[1], "-c") != 0)
		return names_a_file(plan_case, command)
			   ? NULL
			   : xstrdup(command->argv[0]);
	text = command->argv[2] + strspn(command->argv[2], " \t\n");
	length = strcspn(text, " \t\n;&|<>()");
	word = xstrdup(text);
	word[length] = '\0';
	/* What the shell would change, or look for itself, is left alone. */
	if (strchr(word, '/') != NULL &&
	    strpbrk(word, "$`\"'\\*?[]~={}") == NULL)
		return word;
	free(word);
	return NULL;
}

static const char *
path_variable(const struct plan_case *plan_case)
{
	size_t i;

	for (i = 0; i < plan_case->env_count; i++)
		if (strcmp(plan_case->env[i].name, "PATH") == 0)
			return plan_case->env[i].value;
	return getenv("PATH");
}

/* The file that starting program would execute. False if there is none. */
static bool
resolve(const struct plan_case *plan_case, const char *program,
    struct buf *path, struct stat *status)
{
	const char *list = path_variable(plan_case);
	struct buf folder = {0}, entry = {0};
	bool is_found = false;
	size_t length;

	if (strchr(program, '/') != NULL) {
		join(path, plan_case->cwd, program);
		return stat(path->text, status) == 0;
	}
	for (; list != NULL && !is_found; list += length + 1) {
		length = strcspn(list, ":");
		buf_reset(&entry);
		buf_add(&entry, list, length);
		join(&folder, plan_case->cwd,
		    entry.length == 0 ? "." : entry.text);
		join(path, folder.text, program);
		is_found = access(path->text, X_OK) == 0 &&
			   stat(path->text, status) == 0 &&
			   S_ISREG(status->st_mode);
		if (list[length] == '\0')
			break;
	}
	buf_release(&folder);
	buf_release(&entry);
	return is_found;
}

/* True when both cases start one file, which is then in path. */
static bool
starts_same_file(const struct plan_case *head, const struct plan_case *base,
    struct buf *path)
{
	struct stat mine = {0}, theirs = {0};
	struct buf other = {0};
	char *here = first_program(head), *there = first_program(base);
	bool is_same = here != NULL && there != NULL &&
		       resolve(base, there, &other, &theirs) &&
		       resolve(head, here, path, &mine) &&
		       mine.st_dev == theirs.st_dev &&
		       mine.st_ino == theirs.st_ino;

	free(here);
	free(there);
	buf_release(&other);
	return is_same;
}

void
plan_against_compare(struct plan *plan)
{
	const struct plan_case *plan_case;
	struct buf path = {0};
	size_t i;

	for (i = 0; i < plan->case_count; i++) {
		plan_case = &plan->cases[i];
		if (plan_case->base == i ||
		    !starts_same_file(
			plan_case, &plan->cases[plan_case->base], &path))
			continue;
		if (plan->same_file_count++ > 0)
			continue;
		plan->same_file_case = plan_case->record.id;
		plan->same_file =
		    text_cleaned(&plan->arena, path.text, strlen(path.text));
	}
	buf_release(&path);
}
