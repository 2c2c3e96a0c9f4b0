/*
 * What "perfolio archive WORD" does; each is a command of its own (command.h),
 * in a file of its name.
 */
#ifndef CLI_ARCHIVE_COMMAND_H
#define CLI_ARCHIVE_COMMAND_H

#include <cjson/cJSON.h>
#include <stdbool.h>

#include "archive/past.h"
#include "base/buf.h"
#include "cli/baselines.h"
#include "cli/workspace.h"

struct err;

int archive_list(int argc, char **argv, struct err *err);
int archive_show(int argc, char **argv, struct err *err);
int archive_take(int argc, char **argv, struct err *err);
int archive_merge(int argc, char **argv, struct err *err);
int archive_prune(int argc, char **argv, struct err *err);
int archive_baseline(int argc, char **argv, struct err *err);
int archive_verify_all(int argc, char **argv, struct err *err);

#define ARCHIVE_OPTION(at)                                                     \
	{                                                                      \
		0, "archive", OPT_TEXT, (at), "PATH|URL",                      \
		    "the database; else $PERFOLIO_ARCHIVE, else "              \
		    ".perfolio/archive.db"                                     \
	}

/* The workspace; -1 with what to do where there is none. */
int archive_find_workspace(struct workspace *workspace, struct err *err);

/*
 * Copies a run file into the workspace's runs. 1: it is there now, 0: it was
 * there already; id gets the run's id.
 */
int archive_take_file(const struct workspace *workspace, const char *path,
    struct buf *id, struct err *err);

/* The id of a run of the workspace, however it is named. */
int archive_resolve(const struct workspace *workspace, const char *name,
    struct buf *id, struct err *err);

/* The run of that id; NULL: none. */
const struct archive_run *archive_find_run(
    const struct archive_runs *runs, const char *id);

/*
 * Its machine for people: "alpha (97f56f)" where the run file is here and says
 * a host class, else the id; NULL: not known. In arena.
 */
const char *archive_machine_name(const struct workspace *workspace,
    const struct archive_run *run, struct arena *arena);

/* "main, v1": what is this run; NULL: none. In arena. */
const char *archive_baseline_names(struct arena *arena,
    const struct baselines *baselines, const struct archive_run *run);

/* What is known of the run, as JSON. */
cJSON *archive_run_json(
    const struct archive_run *run, const struct baselines *baselines);

#endif
