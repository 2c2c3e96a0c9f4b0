#include "collector/doctor.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/text.h"
#include "collector/measure.h"
#include "collector/plan.h"

enum { MISSING_SHOWN = 20, WORD_CHARACTERS = 60 };

static const char tools[] = "tools";

/* One look through a plan. */
struct search {
	struct doctor *doctor;
	const struct plan *plan;
	struct map seen;       /* folder and word */
	size_t found, missing; /* different ones */
};

static bool
is_program(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISREG(about.st_mode) &&
	       access(path, X_OK) == 0;
}

/* Looks as execvp(3) would, in a process started in folder. */
static bool
can_start(const char *word, const char *folder, const char *path)
{
	struct buf full = {0};
	bool is_found = false;
	size_t length;

	if (strchr(word, '/') != NULL) {
		if (*word != '/')
			buf_addf(&full, "%s/", folder);
		buf_add_string(&full, word);
		is_found = is_program(full.text);
		buf_release(&full);
		return is_found;
	}
	for (; path != NULL && !is_found;
	     path = path[length] == ':' ? path + length + 1 : NULL) {
		length = strcspn(path, ":");
		buf_reset(&full);
		/* An empty or relative entry is seen from the folder. */
		if (*path != '/')
			buf_addf(&full, "%s/", folder);
		buf_addf(&full, "%.*s/%s", (int)length, path, word);
		is_found = is_program(full.text);
	}
	buf_release(&full);
	return is_found;
}

/* Words that the shell does not look up in PATH. */
static bool
is_of_shell(const char *word)
{
	static const char *const words[] = {".", ":", "[", "alias", "bg",
	    "break", "builtin", "case", "cd", "command", "continue", "declare",
	    "do", "done", "echo", "elif", "else", "esac", "eval", "exec",
	    "exit", "export", "false", "fg", "fi", "for", "function", "getopts",
	    "hash", "if", "in", "jobs", "kill", "let", "local", "printf", "pwd",
	    "read", "readonly", "return", "set", "shift", "source", "test",
	    "then", "time", "times", "trap", "true", "type", "typeset",
	    "ulimit", "umask", "unalias", "unset", "until", "wait", "while"};
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

/* The first word of a text for the shell; NULL where only it can tell. */
static const char *
first_word(struct arena *arena, const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_./+-";
	size_t length;
	const char *word;

	text += strspn(text, " \t\n");
	length = strspn(text, plain);
	if (length == 0 || strchr(" \t\n;|&<>", text[length]) == NULL)
		return NULL;
	word = arena_strndup(arena, text, length);
	return is_of_shell(word) ? NULL : word;
}

static void
add_missing(struct search *search, const char *word, const char *folder,
    const char *place)
{
	struct arena *arena = &search->doctor->arena;
	struct doctor_finding finding = {DOCTOR_WARNING, tools, NULL, NULL,
	    "Install it, or put its folder into PATH."};
	struct buf text = {0};

	if (search->missing++ >= MISSING_SHOWN)
		return;
	text_printable(&text, word, WORD_CHARACTERS);
	finding.what = arena_strdup(arena, buf_text(&text));
	finding.value = arena_printf(arena, "missing, for %s", place);
	if (strchr(word, '/') != NULL) {
		buf_reset(&text);
		text_printable(&text, folder, 0);
		finding.advice = arena_printf(arena,
		    "There is no such program, seen from %s. Build it, or "
		    "correct the path.",
		    buf_text(&text));
	}
	if (strchr(word, '/') != NULL && search->plan->build.count > 0) {
		finding.level = DOCTOR_INFO;
		finding.advice = "The suite's build may make it.";
	}
	doctor_take(search->doctor, finding);
	buf_release(&text);
}

static void
look_for(struct search *search, const char *word, const char *folder,
    const char *path, const char *place)
{
	struct buf key = {0};

	/* Found in one folder it may be missing in the next. */
	buf_addf(&key, "%s\n%s\n%s", word, folder, path);
	if (map_put(&search->seen, key.text, 0)) {
		if (can_start(word, folder, path))
			search->found++;
		else
			add_missing(search, word, folder, place);
	}
	buf_release(&key);
}

/* Where a command is started, and who wants it. */
struct start {
	const char *folder, *path, *place;
};

static void
look_at(struct search *search, const struct command *command,
    const struct start *start)
{
	const char *word;

	if (command->count == 0)
		return;
	look_for(
	    search, command->argv[0], start->folder, start->path, start->place);
	if (command->count != 3 || strcmp(command->argv[0], "sh") != 0 ||
	    strcmp(command->argv[1], "-c") != 0)
		return;
	word = first_word(&search->doctor->arena, command->argv[2]);
	if (word != NULL)
		look_for(
		    search, word, start->folder, start->path, start->place);
}

static const char *
search_path(const struct plan_case *of)
{
	const char *path = getenv("PATH");
	size_t i;

	for (i = 0; i < of->env_count; i++)
		if (strcmp(of->env[i].name, "PATH") == 0)
			path = of->env[i].value;
	return path == NULL ? "/usr/bin:/bin" : path;
}

static void
look_at_case(struct search *search, const struct plan_case *of)
{
	struct start start = {of->cwd, search_path(of), of->place};
	size_t i;

	if (start.place == NULL)
		start.place = of->record.id;
	look_at(search, &of->setup, &start);
	look_at(search, &of->prepare, &start);
	look_at(search, &of->command, &start);
	for (i = 0; i < of->step_count; i++)
		look_at(search, &of->steps[i].command, &start);
	if (of->measure != NULL)
		look_at(search, &of->measure->command, &start);
	look_at(search, &of->conclude, &start);
	look_at(search, &of->cleanup, &start);
}

static void
look_at_plan(struct search *search)
{
	const struct plan *plan = search->plan;
	const struct plan_case none = {0};
	struct start start = {plan->folder, search_path(&none), "\"build\""};
	size_t i;

	look_at(search, &plan->build, &start);
	start.place = "\"before\"";
	look_at(search, &plan->before, &start);
	for (i = 0; i < plan->case_count; i++)
		look_at_case(search, &plan->cases[i]);
	start.place = "\"after\"";
	look_at(search, &plan->after, &start);
}

static void
add_git(struct doctor *doctor)
{
	const struct plan_case none = {0};
	struct doctor_finding finding = {
	    DOCTOR_OK, tools, "git", "found", NULL};

	if (!can_start("git", ".", search_path(&none))) {
		finding.level = DOCTOR_INFO;
		finding.value = "missing";
		finding.advice = "Runs will not say which commit they "
				 "measured.";
	}
	doctor_take(doctor, finding);
}

void
doctor_add_tools(struct doctor *doctor, const struct plan *plan)
{
	struct search search = {.doctor = doctor, .plan = plan};
	struct doctor_finding finding = {
	    DOCTOR_OK, tools, "programs of the suite", NULL, NULL};

	add_git(doctor);
	if (plan == NULL)
		return;
	look_at_plan(&search);
	finding.value = arena_printf(&doctor->arena, "%zu found, %zu missing",
	    search.found, search.missing);
	if (search.missing > 0)
		finding.level = DOCTOR_INFO;
	doctor_take(doctor, finding);
	map_release(&search.seen);
}
