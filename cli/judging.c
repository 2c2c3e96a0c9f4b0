#include "cli/judging.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/archive_noise.h"
#include "analysis/gates.h"
#include "analysis/judge.h"
#include "analysis/pages.h"
#include "analysis/policy.h"
#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/fetched.h"
#include "cli/line.h"
#include "collector/machine.h"
#include "cli/past.h"
#include "collector/policy.h"
#include "collector/runfile.h"
#include "collector/suite.h"

/* What judging needs besides the run itself. */
struct needs {
	struct arena arena;
	struct series baseline;
	bool has_baseline;
	struct past past;
	struct history history;
	struct judge_options options;
};

int
judging_check(const struct judging_words *words, struct err *err)
{
	static const char *const levels[] = {
	    "warning", "critical", "blocker", "never"};
	const char *near;
	size_t i;

	if (words->baseline != NULL && words->baseline_lenient != NULL)
		return err_set(err,
		    "use either --baseline or --baseline-lenient, not both");
	if (words->fail_on == NULL)
		return 0;
	for (i = 0; i < sizeof levels / sizeof *levels; i++)
		if (strcmp(levels[i], words->fail_on) == 0)
			return 0;
	near = text_nearest(
	    words->fail_on, levels, sizeof levels / sizeof *levels);
	if (near != NULL)
		return err_set(err,
		    "--fail-on: unknown level \"%.80s\", did you mean \"%s\"?",
		    words->fail_on, near);
	return err_set(err,
	    "--fail-on: unknown level \"%.80s\"; it is warning, critical, "
	    "blocker or never",
	    words->fail_on);
}

static const char *
named_baseline(const struct judging_words *words, bool *is_lenient)
{
	const char *name = words->baseline;

	*is_lenient = name == NULL && words->baseline_lenient != NULL;
	if (name == NULL)
		name = words->baseline_lenient;
	if (name == NULL)
		name = getenv("PERFOLIO_BASELINE");
	return name != NULL && name[0] != '\0' ? name : NULL;
}

bool
judging_is_asked(const struct judging_words *words)
{
	bool is_lenient;

	return named_baseline(words, &is_lenient) != NULL ||
	       words->fail_on != NULL || words->is_strict;
}

int
judging_find(const struct workspace *workspace,
    const struct judging_words *words, const struct record_run *run,
    struct err *err)
{
	bool is_lenient;
	const char *name = named_baseline(words, &is_lenient);
	struct buf path = {0};
	int result = 0;

	if (name != NULL && !is_lenient &&
	    workspace_resolve_beside(workspace, name, run, &path, err) < 0)
		result = err_add(err, "baseline");
	buf_release(&path);
	return result;
}

static int
read_run(const char *path, struct series *series, struct err *err)
{
	series_init(series);
	if (runfile_read(path, &series->sink, NULL, err) < 0) {
		series_release(series);
		return -1;
	}
	series_finish(series);
	return 0;
}

static int
read_named(struct needs *needs, const struct workspace *workspace,
    const char *name, const struct record_run *run, bool is_lenient,
    struct err *err)
{
	struct buf path = {0};
	struct err reason;
	bool is_there =
	    workspace_resolve_beside(workspace, name, run, &path, &reason) == 0;
	int result = -1;

	/* Only what is not there may be missing: a damaged one is an error. */
	if (is_lenient && (!is_there || (strcmp(path.text, "-") != 0 &&
					    !file_exists(path.text)))) {
		result = 0;
	} else if (is_there &&
		   read_run(path.text, &needs->baseline, &reason) == 0) {
		needs->has_baseline = true;
		result = 0;
	} else {
		err_set(err, "baseline: %.900s", reason.text);
	}
	buf_release(&path);
	return result;
}

/*
 * The newest run of the line is the baseline where none is named, of those
 * that were not filtered and can be read.
 */
static void
find_baseline(struct needs *needs, size_t count)
{
	const struct archive_runs *runs = &needs->past.runs;
	struct buf path = {0};
	struct err ignored;

	for (; count > 0 && !needs->has_baseline; count--) {
		if (runs->items[count - 1].is_part && !needs->options.is_part)
			continue;
		buf_reset(&path);
		needs->has_baseline =
		    fetched_path(&needs->past.index, &runs->items[count - 1],
			&path, &ignored) == 1 &&
		    read_run(path.text, &needs->baseline, &ignored) == 0;
	}
	buf_release(&path);
}

/* The policy of another suite file, as JSON. */
static int
read_policy(struct needs *needs, const char *path, struct err *err)
{
	struct suite suite;
	int result = suite_read(path, &suite, err);

	if (result == 0) {
		needs->options.policy = policy_print(&needs->arena, &suite);
		if (needs->options.policy == NULL)
			needs->options.policy = "{}";
		needs->options.policy_origin = path;
	}
	suite_release(&suite);
	return result;
}

static int
read_attested(
    struct needs *needs, const struct judging_words *words, struct err *err)
{
	size_t count = words->attested.count, i;
	struct pair *pairs = arena_alloc(&needs->arena, count * sizeof *pairs);
	const char *word, *equals;

	for (i = 0; i < count; i++) {
		word = words->attested.items[i];
		equals = strrchr(word, '=');
		if (equals == NULL || equals == word ||
		    (strcmp(equals, "=pass") != 0 &&
			strcmp(equals, "=fail") != 0))
			return err_set(err,
			    "--attest needs NAME=pass or NAME=fail, not "
			    "\"%.80s\"",
			    word);
		pairs[i] = (struct pair){
		    arena_strndup(&needs->arena, word, (size_t)(equals - word)),
		    equals + 1};
	}
	needs->options.attested = pairs;
	needs->options.attested_count = count;
	return 0;
}

/* An item that no gate has would be attested in vain. */
static int
check_attested(
    const struct needs *needs, const struct loaded *loaded, struct err *err)
{
	const struct judge_options *options = &needs->options;
	const char *json = options->policy != NULL ? options->policy
						   : loaded->series.run.policy;
	struct arena arena = {0};
	struct policy policy;
	const char *name, *near;
	size_t i;
	int result = 0;

	if (options->attested_count > 0)
		result = policy_read(&policy, json, &arena, err);
	for (i = 0; i < options->attested_count && result == 0; i++) {
		name = options->attested[i].name;
		if (gates_has_manual(&policy, name))
			continue;
		near = gates_nearest_manual(&policy, name);
		result = near == NULL
			     ? err_set(err,
				   "--attest: the gates have no manual item "
				   "\"%.200s\"",
				   name)
			     : err_set(err,
				   "--attest: the gates have no manual item "
				   "\"%.200s\", did you mean \"%.200s\"?",
				   name, near);
	}
	arena_release(&arena);
	return result;
}

static void
needs_release(struct needs *needs)
{
	if (needs->has_baseline)
		series_release(&needs->baseline);
	history_release(&needs->history);
	past_release(&needs->past);
	arena_release(&needs->arena);
}

/* Can the run be held against the named baseline at all? */
static int
check_named(const struct needs *needs, const struct record_run *run,
    int *status, struct err *err)
{
	const struct record_run *base = &needs->baseline.run;

	if (run->id != NULL && base->id != NULL &&
	    strcmp(run->id, base->id) == 0)
		return err_set(err,
		    "the baseline is this very run, %.200s: name another, or "
		    "leave it out to compare with the run before",
		    run->id);
	if ((run->against == NULL) == (base->against == NULL))
		return 0;
	*status = EXIT_STATUS_USAGE;
	if (run->against != NULL)
		return err_set(err,
		    "the run has its baseline beside it, the tree of "
		    "--against: leave --baseline away");
	return err_set(err,
	    "the baseline measured two trees (--against), and its cases are "
	    "others: name a run of one");
}

static bool
is_same_machine(const struct record_run *a, const struct record_run *b)
{
	const char *one = facts_find(&a->machine, "id");
	const char *other = facts_find(&b->machine, "id");

	return one != NULL && other != NULL && strcmp(one, other) == 0;
}

static void
keep_confirmation(const struct confirmation *from, struct result *result)
{
	struct arena *arena = &result->arena;
	struct confirmation *to = arena_alloc(arena, sizeof *to);
	const char **cases =
	    arena_alloc(arena, (from->case_count + 1) * sizeof *cases);
	size_t i;

	for (i = 0; i < from->case_count; i++)
		cases[i] = arena_strdup(arena, from->cases[i]);
	*to = (struct confirmation){arena_strdup(arena, from->run),
	    arena_strdup(arena, from->against), cases, from->case_count,
	    from->rounds};
	result->confirmation = to;
}

/* How to judge like this again; name is the baseline's. */
static void
keep_words(
    const struct judging_words *words, const char *name, struct result *result)
{
	bool is_lenient =
	    words->baseline == NULL && words->baseline_lenient != NULL;
	struct arena *arena = &result->arena;
	const char **kept =
	    arena_alloc(arena, (2 * words->attested.count + 8) * sizeof *kept);
	const struct {
		const char *option, *value;
	} values[] = {{is_lenient ? "--baseline-lenient" : "--baseline", name},
	    {"--suite", words->suite}, {"--fail-on", words->fail_on}};
	size_t count = 0, i;

	for (i = 0; i < sizeof values / sizeof *values; i++)
		if (values[i].value != NULL) {
			kept[count++] = values[i].option;
			kept[count++] = arena_strdup(arena, values[i].value);
		}
	if (words->is_strict)
		kept[count++] = "--strict";
	if (words->is_forced)
		kept[count++] = "--force";
	for (i = 0; i < words->attested.count; i++) {
		kept[count++] = "--attest";
		kept[count++] = arena_strdup(arena, words->attested.items[i]);
	}
	result->judged_with = kept;
	result->judged_with_count = count;
}

/* The other runs that this one is held against. */
static int
read_others(struct needs *needs, const struct loaded *loaded,
    const struct workspace *workspace, const struct judging_words *words,
    int *status, struct err *err)
{
	const struct record_run *run = &loaded->series.run;
	struct judge_options *options = &needs->options;
	bool is_lenient, is_any_machine;
	const char *name = named_baseline(words, &is_lenient);

	/* Two trees of one run have their baseline beside them. */
	if (run->against != NULL && words->baseline == NULL &&
	    words->baseline_lenient == NULL)
		name = NULL;
	if (name != NULL &&
	    read_named(needs, workspace, name, run, is_lenient, err) < 0)
		return -1;
	if (needs->has_baseline && check_named(needs, run, status, err) < 0)
		return -1;
	/* A lenient one that is not there is as good as none. */
	options->is_baseline_named = needs->has_baseline;
	options->baseline_name = needs->has_baseline ? name : NULL;
	options->baseline_missing = needs->has_baseline ? NULL : name;
	is_any_machine =
	    words->is_forced && !(needs->has_baseline &&
				    is_same_machine(run, &needs->baseline.run));
	if (past_open(&needs->past, workspace, words->archive, &loaded->series,
		is_any_machine, err) < 0 ||
	    past_history(&needs->past, &loaded->series, &needs->history, err) <
		0)
		return -1;
	/* Said once, though --confirm judges again. */
	if (words->confirmed == NULL)
		ack_file_warn(&needs->past.acks, needs->past.index.archive,
		    &loaded->series, run->started == NULL ? "" : run->started);
	/* The very code is better than nothing. */
	if (!needs->has_baseline)
		find_baseline(needs, needs->past.before);
	if (!needs->has_baseline)
		find_baseline(needs, needs->past.runs.count);
	if (needs->has_baseline)
		options->baseline = &needs->baseline;
	if (needs->history.sessions.count > 0)
		options->history = &needs->history;
	if (past_accept(&needs->past, &loaded->series,
		needs->has_baseline && options->is_baseline_named
		    ? NULL
		    : options->history,
		needs->has_baseline ? needs->baseline.run.vcs_commit : NULL,
		err) < 0)
		return -1;
	options->accepted = needs->past.accepted.items;
	options->accepted_count = needs->past.accepted.count;
	return 0;
}

int
judging_apply(struct loaded *loaded, const struct workspace *workspace,
    const struct judging_words *words, int *status, struct err *err)
{
	struct needs needs = {0};
	int result = -1;

	needs.options = (struct judge_options){.fail_on = words->fail_on,
	    .is_strict = words->is_strict,
	    .is_forced = words->is_forced,
	    .is_part = line_is_part(&loaded->series.run),
	    .confirmed = words->confirmed};
	*status = EXIT_STATUS_USAGE;
	if ((words->suite != NULL &&
		read_policy(&needs, words->suite, err) < 0) ||
	    read_attested(&needs, words, err) < 0 ||
	    check_attested(&needs, loaded, err) < 0)
		goto out;
	*status = EXIT_STATUS_FAILED;
	if (read_others(&needs, loaded, workspace, words, status, err) < 0 ||
	    judge(&loaded->series, &needs.options, &loaded->result, err) < 0 ||
	    past_fill(&needs.past, &loaded->series, &loaded->result, err) < 0)
		goto out;
	/* What changed in the past is notable, too. */
	pages_mark_judged(&loaded->series, &loaded->result);
	keep_words(words, needs.options.baseline_name, &loaded->result);
	if (words->confirmation != NULL)
		keep_confirmation(words->confirmation, &loaded->result);
	*status = EXIT_STATUS_OK;
	result = 0;
out:
	needs_release(&needs);
	return result;
}

void
judging_release(struct judging_words *words)
{
	vec_free(&words->attested);
}

int
judged_run_read(struct judged_run *judged, const char *run,
    const struct analyze_options *analysis, const struct judging_words *words,
    int *status, struct err *err)
{
	*judged = (struct judged_run){0};
	*status = EXIT_STATUS_FAILED;
	workspace_find(&judged->workspace);
	judged->workspace.archive = words->archive;
	if (workspace_resolve(&judged->workspace, run, &judged->path, err) <
		0 ||
	    loaded_read(&judged->loaded, judged->path.text, analysis, err) < 0)
		return -1;
	return judging_apply(
	    &judged->loaded, &judged->workspace, words, status, err);
}

void
judged_run_release(struct judged_run *judged)
{
	loaded_release(&judged->loaded);
	workspace_release(&judged->workspace);
	buf_release(&judged->path);
}
