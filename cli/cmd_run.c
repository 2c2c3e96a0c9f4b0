#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/stopping_rule.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/moment.h"
#include "base/num.h"
#include "base/random.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/header.h"
#include "cli/index.h"
#include "cli/loaded.h"
#include "cli/progress.h"
#include "cli/run_notes.h"
#include "cli/run_words.h"
#include "cli/run_options.h"
#include "cli/suite_file.h"
#include "cli/workspace.h"
#include "collector/collect.h"
#include "collector/interrupt.h"
#include "collector/launch.h"
#include "collector/plan.h"
#include "collector/resume.h"
#include "collector/runfile.h"
#include "collector/suite.h"
#include "collector/vcs.h"

/* One collecting run; each part is opened and closed by cmd_run. */
struct session {
	struct arena arena;
	struct run_options options;
	struct workspace workspace;
	struct launcher launcher;
	struct plan plan;
	struct record_run header;
	struct resume resume;
	struct runfile file;
	struct loaded own;       /* a new run, as it is being written */
	struct loaded *loaded;   /* own, or the caller's */
	bool is_silent;          /* the caller answers */
	struct buf path;         /* of the run file */
	uint64_t measured;       /* cases with a good launch */
	uint64_t least_launches; /* whatever the suite says; 0: as it says */
	bool has_stopped;        /* at the first failure */
};

/* The words a run was started with; argc is 0 when it does not say. */
static int
stored_words(struct session *session, const cJSON *words, char ***argv)
{
	const cJSON *word;
	int argc = 1;

	if (!cJSON_IsArray(words))
		return 0;
	*argv = arena_alloc(&session->arena,
	    ((size_t)cJSON_GetArraySize(words) + 2) * sizeof **argv);
	(*argv)[0] = arena_strdup(&session->arena, "run");
	cJSON_ArrayForEach (word, words) {
		if (!cJSON_IsString(word))
			return 0;
		(*argv)[argc++] =
		    arena_strdup(&session->arena, word->valuestring);
	}
	return argc;
}

/* Takes up the options and the folder the run was started with. */
static int
restart(struct session *session, const cJSON *command, struct err *err)
{
	struct run_options now = session->options;
	const char *folder = NULL;
	char **argv = NULL;
	int argc = stored_words(session, json_get(command, "words"), &argv);

	if (argc == 0 || json_get_string(command, "folder", &folder, err) < 0)
		return err_set(err,
		    "%s: cannot be resumed: it does not say how it was "
		    "started; an imported run cannot, nor one whose command "
		    "line is not UTF-8",
		    session->path.text);
	run_options_anchor(&now, &session->arena);
	if (folder != NULL && chdir(folder) < 0)
		return err_set(err,
		    "cannot resume in %s, where the run was started", folder);
	/* now goes on with these. */
	session->options.judging = (struct judging_words){0};
	run_options_release(&session->options);
	if (run_options_parse(
		&session->options, argc, argv, &session->arena, err) < 0)
		return -1;
	run_options_carry(&session->options, &now);
	return 0;
}

/* The file of the run, opened and locked before it is read. */
static int
open_resumed(struct session *session, struct err *err)
{
	char *absolute;

	if (workspace_resolve(&session->workspace, session->options.word,
		&session->path, err) < 0)
		return -1;
	/* The run goes on in its own folder. */
	absolute = realpath(session->path.text, NULL);
	if (absolute != NULL) {
		buf_reset(&session->path);
		buf_add_string(&session->path, absolute);
		free(absolute);
	}
	return runfile_open(&session->file, session->path.text, err);
}

static int
read_resumed(struct session *session, struct err *err)
{
	const char *command;
	cJSON *object = NULL;
	int result;

	if (open_resumed(session, err) < 0 ||
	    resume_read(&session->resume, session->path.text, err) < 0)
		return -1;
	command = session->resume.run.command;
	if (command != NULL)
		object = json_parse(command, strlen(command), err);
	result = restart(session, object, err);
	cJSON_Delete(object);
	return result;
}

static int
make_plan(struct session *session, uint64_t seed, struct err *err)
{
	const struct run_options *options = &session->options;
	struct plan_options wanted =
	    run_options_plan(options, seed, &session->arena);
	const struct command *commands;
	size_t count;

	wanted.least_launches = session->least_launches;
	if (!run_options_is_adhoc(options))
		return suite_file_plan(
		    options->suite, &wanted, &session->plan, err);
	commands = run_options_commands(options, &count, &session->arena);
	return plan_from_commands(
	    &session->plan, commands, count, ".", &wanted, err);
}

static int
fill_header(struct session *session, uint64_t seed, struct err *err)
{
	const struct plan *plan = &session->plan;
	struct record_run *run = &session->header;
	char digest[DIGEST_TEXT_BYTES];
	struct vcs vcs;

	if (header_fill(run, &session->arena, seed, session->options.host_class,
		&session->options.labels, err) < 0)
		return EXIT_STATUS_USAGE;
	if (vcs_read(&session->launcher.runner, plan->folder, &session->arena,
		&vcs, err) < 0)
		return interrupt_happened() ? EXIT_STATUS_INTERRUPTED
					    : EXIT_STATUS_FAILED;
	run->suite = plan->suite;
	run->project = plan->project;
	run->description = plan->description;
	run->product = plan->product;
	run->version = plan->version;
	run->previous = plan->previous;
	run->vcs_commit = vcs.commit;
	run->vcs_branch = vcs.branch;
	run->vcs_time = vcs.time;
	run->is_dirty = vcs.is_dirty;
	run->policy = plan->policy;
	run->against = plan->against_folder;
	run->command = run_words_json(&session->options, &session->arena);
	run->suite_text = plan->suite_text;
	if (plan->suite_text != NULL) {
		digest_text(plan->suite_text, strlen(plan->suite_text), digest);
		run->suite_sha256 = arena_strdup(&session->arena, digest);
	}
	return EXIT_STATUS_OK;
}

/* A new run file, or the old one cut back to its last whole line. */
static int
open_file(struct session *session, struct err *err)
{
	char now[MOMENT_TEXT_BYTES];
	struct record_resume resume = {now};
	struct record record = {RECORD_RESUME, {.resume = &resume}};
	const struct runfile_facts *facts = &session->resume.facts;

	if (session->options.is_resume) {
		moment_print(moment_now_ns(), now);
		if (runfile_cut(
			&session->file, facts->bytes, facts->lines, err) < 0)
			return -1;
		return session->file.sink.put(
		    &session->file.sink, &record, err);
	}
	if (session->options.output != NULL)
		buf_add_string(&session->path, session->options.output);
	else if (workspace_place_run(&session->workspace, session->header.id,
		     session->is_silent, &session->path, err) < 0)
		return -1;
	if (runfile_create(&session->file, session->path.text, err) < 0)
		return -1;
	loaded_begin(session->loaded);
	session->file.next = &session->loaded->series.sink;
	if (sink_put_run(&session->file.sink, &session->header, err) == 0)
		return 0;
	/* Without its first line it is no run file. */
	if (session->file.is_regular)
		remove(session->path.text);
	session->file.is_regular = false;
	return -1;
}

/* Makes the folder for the output of cases with "output: keep". */
static int
make_keep_folder(struct session *session, struct collect *run, struct err *err)
{
	size_t i;

	for (i = 0; i < session->plan.case_count; i++)
		if (session->plan.cases[i].output == OUTPUT_KEEP)
			break;
	if (i == session->plan.case_count || !session->file.is_regular)
		return 0;
	run->keep_folder =
	    arena_printf(&session->arena, "%s.output", session->path.text);
	return file_make_directory(run->keep_folder, err);
}

/* A run that cannot be resumed is refused before its file is touched. */
static int
open_files(struct session *session, struct collect *run, struct err *err)
{
	if (session->options.is_resume &&
	    resume_apply(&session->resume, &session->header, run, err) < 0)
		return -1;
	if (open_file(session, err) < 0)
		return -1;
	return make_keep_folder(session, run, err);
}

static int
collect(struct session *session, struct err *err)
{
	struct progress progress;
	struct conditions conditions;
	struct collect run;
	int result = -1;

	collect_init(&run, &session->plan);
	progress_init(&progress, session->options.is_quiet);
	run.runner = &session->launcher.runner;
	run.sink = &session->file.sink;
	run.watcher = &progress.watcher;
	run.started_ns = moment_clock_ns();
	run.is_fail_fast = session->options.is_fail_fast;
	run.rule = &stopping_rule_default;
	conditions_begin(&conditions, run.started_ns);
	run.conditions = &conditions;
	if (open_files(session, &run, err) == 0 &&
	    collect_plan(&run, err) == 0 &&
	    (session->options.is_resume ||
		run_notes_put(&session->plan, run.runner, run.sink,
		    &session->arena, err) == 0))
		result = collect_run(&run, err);
	if (result == 0)
		result = runfile_end(&session->file, err);
	session->measured = run.measured;
	session->has_stopped = run.has_stopped;
	progress_end(&progress);
	collect_release(&run);
	return result;
}

/* Says how to go on with what was measured so far. */
static int
cut_short(struct session *session, struct err *err)
{
	struct err ignored, reason = *err;
	bool is_interrupted = interrupt_happened();

	runfile_sync(&session->file, &ignored);
	if (!session->file.is_regular)
		return is_interrupted ? EXIT_STATUS_INTERRUPTED
				      : EXIT_STATUS_FAILED;
	err_set(err, "%.600s; what was measured is in %s",
	    is_interrupted ? "interrupted" : reason.text, session->path.text);
	if (run_words_are_text(&session->options)) {
		reason = *err;
		err_set(err, "%.900s. To go on: perfolio run --resume %s",
		    reason.text,
		    session->options.output != NULL ? session->path.text
						    : session->header.id);
	}
	return is_interrupted ? EXIT_STATUS_INTERRUPTED : EXIT_STATUS_FAILED;
}

static int
answer(struct session *session, struct err *err)
{
	const struct run_options *options = &session->options;
	const struct analyze_options *analysis = &options->analysis;
	struct loaded *loaded = session->loaded;
	const char *path = session->path.text;
	int status = EXIT_STATUS_OK, judged = EXIT_STATUS_OK, archived;

	if (!session->file.is_regular)
		return EXIT_STATUS_OK;
	if (options->is_resume ? loaded_read(loaded, path, analysis, err) < 0
			       : loaded_end(loaded, path, analysis, err) < 0)
		return EXIT_STATUS_FAILED;
	archived = index_add_run(
	    &session->workspace, NULL, path, &loaded->series, err);
	if (session->is_silent)
		return judging_apply(loaded, &session->workspace,
			   &options->judging, &status, err) < 0
			   ? status
			   : EXIT_STATUS_OK;
	if ((options->is_check || options->report != NULL || options->is_json ||
		judging_is_asked(&options->judging)) &&
	    judging_apply(loaded, &session->workspace, &options->judging,
		&status, err) < 0)
		return status;
	if (options->save_baseline != NULL &&
	    workspace_save_baseline(&session->workspace, options->save_baseline,
		session->header.id, err) < 0)
		return EXIT_STATUS_FAILED;
	if (options->is_check)
		judged = answer_check_result(
		    &loaded->result, path, options->is_json, err);
	else if (answer_print(&loaded->result, path, options->is_json, err) < 0)
		judged = EXIT_STATUS_FAILED;
	if (options->report != NULL && judged != EXIT_STATUS_FAILED &&
	    answer_report(loaded, options->report, &options->look, err) < 0)
		return EXIT_STATUS_FAILED;
	return archived < 0 && judged == EXIT_STATUS_OK ? EXIT_STATUS_FAILED
							: judged;
}

/* A run with a file of its own needs no workspace, but minds one. */
static int
open_workspace(struct session *session, struct err *err)
{
	if (session->options.output == NULL && !session->options.is_resume &&
	    workspace_make(&session->workspace, err) < 0)
		return -1;
	if (session->workspace.path == NULL)
		return 0;
	return workspace_lock(&session->workspace, err);
}

static int
run(struct session *session, struct err *err)
{
	const struct run_options *options = &session->options;
	uint64_t seed;
	int status;

	workspace_find(&session->workspace);
	session->workspace.archive = options->judging.archive;
	if (options->is_resume && read_resumed(session, err) < 0)
		return EXIT_STATUS_FAILED;
	seed = options->seed.is_given ? options->seed.value
				      : random_entropy() % 1000000;
	if (options->is_resume)
		num_parse_u64(session->resume.run.seed, &seed);
	if (answer_check(&options->look, err) < 0 ||
	    make_plan(session, seed, err) < 0)
		return EXIT_STATUS_USAGE;
	if (launcher_open(&session->launcher, err) < 0)
		return EXIT_STATUS_FAILED;
	status = fill_header(session, seed, err);
	if (status != EXIT_STATUS_OK)
		return status;
	if (options->against == NULL &&
	    judging_find(&session->workspace, &options->judging,
		&session->header, err) < 0)
		return EXIT_STATUS_FAILED;
	if (open_workspace(session, err) < 0)
		return EXIT_STATUS_FAILED;
	if (options->is_resume)
		session->header.id = session->resume.run.id;
	if (collect(session, err) < 0)
		return cut_short(session, err);
	status = answer(session, err);
	if (status != EXIT_STATUS_OK && status != EXIT_STATUS_GATE)
		return status;
	if (session->has_stopped) {
		err_set(err, "stopped at the first failure (--fail-fast): the "
			     "table above says which");
		return EXIT_STATUS_FAILED;
	}
	if (session->measured > 0 || session->is_silent)
		return status;
	err_set(err, "nothing could be measured: the table above says why");
	return EXIT_STATUS_FAILED;
}

static int
run_words(struct session *session, int argc, char **argv, struct err *err)
{
	int status = EXIT_STATUS_USAGE;

	session->file.fd = -1;
	session->launcher.socket = -1;
	session->workspace.lock = -1;
	if (run_options_parse(
		&session->options, argc, argv, &session->arena, err) == 0) {
		if (session->options.is_help) {
			run_options_help();
			status = EXIT_STATUS_OK;
		} else {
			status = run(session, err);
		}
	}
	launcher_close(&session->launcher);
	runfile_close(&session->file);
	resume_release(&session->resume);
	plan_release(&session->plan);
	workspace_release(&session->workspace);
	run_options_release(&session->options);
	buf_release(&session->path);
	arena_release(&session->arena);
	return status;
}

int
cmd_run(int argc, char **argv, struct err *err)
{
	struct session session = {0};
	int status;

	session.loaded = &session.own;
	status = run_words(&session, argc, argv, err);
	loaded_release(&session.own);
	return status;
}

int
run_collect(int argc, char **argv, uint64_t least_launches,
    struct loaded *loaded, struct err *err)
{
	struct session session = {.loaded = loaded,
	    .is_silent = true,
	    .least_launches = least_launches};

	return run_words(&session, argc, argv, err);
}
