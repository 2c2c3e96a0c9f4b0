#include "cli/workspace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/moment.h"
#include "base/num.h"
#include "base/text.h"
#include "base/vec.h"
#include "cli/index.h"
#include "cli/line.h"
#include "cli/run_name.h"
#include "collector/record.h"

enum {
	STAMP_CHARACTERS = 16, /* of an id: 20261120T181203Z */
	HEADERS_MORE = 1000,   /* read beyond those asked for */
	BASELINE_BYTES_MAX = 200
};

void
workspace_find(struct workspace *workspace)
{
	char *folder = realpath(".", NULL), *slash;
	struct buf path = {0};

	*workspace = (struct workspace){.lock = -1};
	while (folder != NULL) {
		buf_reset(&path);
		buf_addf(&path, "%s/.perfolio", folder);
		if (file_is_directory(path.text)) {
			workspace->path = buf_detach(&path);
			break;
		}
		slash = strrchr(folder, '/');
		if (slash == NULL || folder[0] == '\0')
			break;
		*slash = '\0';
	}
	free(folder);
	buf_release(&path);
}

int
workspace_make(struct workspace *workspace, struct err *err)
{
	/* Run files are big and the index is made anew: not for git. */
	static const char ignored[] = "runs/\nfetched/\nlock\narchive.db*\n";
	struct buf path = {0};
	int result = -1;

	if (workspace->path == NULL)
		workspace->path = xstrdup(".perfolio");
	buf_addf(&path, "%s/runs", workspace->path);
	if (file_make_directory(path.text, err) < 0)
		goto out;
	buf_reset(&path);
	buf_addf(&path, "%s/.gitignore", workspace->path);
	result = file_exists(path.text)
		     ? 0
		     : file_write(path.text, ignored, sizeof ignored - 1, err);
out:
	buf_release(&path);
	return result;
}

int
workspace_lock(struct workspace *workspace, struct err *err)
{
	struct buf path = {0};
	int result = 0;

	buf_addf(&path, "%s/lock", workspace->path);
	workspace->lock = open(path.text, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	/* Somebody else's workspace can be locked all the same. */
	if (workspace->lock < 0)
		workspace->lock = open(path.text, O_RDONLY | O_CLOEXEC);
	if (workspace->lock >= 0 &&
	    flock(workspace->lock, LOCK_EX | LOCK_NB) < 0)
		result = err_set(err,
		    "another run is being collected in %s; two at once would "
		    "disturb each other: wait for it",
		    workspace->path);
	buf_release(&path);
	return result;
}

void
workspace_run_path(
    const struct workspace *workspace, const char *id, struct buf *path)
{
	buf_addf(path, "%s/runs/%s.jsonl", workspace->path, id);
}

static void
add_confirmation_path(
    const struct workspace *workspace, const char *id, struct buf *path)
{
	buf_addf(path, "%s/confirmations/%s.jsonl", workspace->path, id);
}

int
workspace_place_run(const struct workspace *workspace, const char *id,
    bool is_confirmation, struct buf *path, struct err *err)
{
	struct buf folder = {0};
	int result = 0;

	if (is_confirmation) {
		buf_addf(&folder, "%s/confirmations", workspace->path);
		result = file_make_directory(folder.text, err);
		add_confirmation_path(workspace, id, path);
	} else {
		workspace_run_path(workspace, id, path);
	}
	buf_release(&folder);
	return result;
}

static int
compare_runs(const void *a, const void *b)
{
	const struct workspace_run *x = a, *y = b;

	return strcmp(x->id, y->id);
}

void
workspace_runs_read(
    const struct workspace *workspace, struct workspace_runs *names)
{
	struct buf folder = {0};
	struct dirent *entry;
	struct stat status;
	struct workspace_run name;
	DIR *runs;

	*names = (struct workspace_runs){0};
	if (workspace->path == NULL)
		return;
	buf_addf(&folder, "%s/runs", workspace->path);
	runs = opendir(folder.text);
	while (runs != NULL && (entry = readdir(runs)) != NULL) {
		if (!text_ends_with(entry->d_name, ".jsonl"))
			continue;
		name.id = xstrdup(entry->d_name);
		name.id[strlen(name.id) - strlen(".jsonl")] = '\0';
		name.is_file =
		    fstatat(dirfd(runs), entry->d_name, &status, 0) == 0 &&
		    S_ISREG(status.st_mode);
		vec_push(names, name);
	}
	if (runs != NULL)
		closedir(runs);
	if (names->count > 0)
		qsort(names->items, names->count, sizeof *names->items,
		    compare_runs);
	buf_release(&folder);
}

void
workspace_runs_release(struct workspace_runs *names)
{
	size_t i;

	for (i = 0; i < names->count; i++)
		free(names->items[i].id);
	vec_free(names);
}

/* Can the archive have runs that the workspace has not? */
static bool
is_archive_shared(const struct workspace *workspace)
{
	struct buf where = {0};
	bool is_named, result;

	index_where(workspace, NULL, &where, &is_named);
	result = archive_is_url(where.text);
	buf_release(&where);
	return result;
}

/* A run and its start, in an arena. */
struct started {
	const char *id, *started;
};

struct started_runs {
	struct arena arena;
	VEC(struct started) items;
};

static int
compare_starts(const void *a, const void *b)
{
	const struct started *x = a, *y = b;
	int order = strcmp(x->started, y->started);

	return order == 0 ? strcmp(x->id, y->id) : order;
}

/* 20260101T…Z, as perfolio's own begin. */
static bool
has_stamp(const char *id)
{
	return strspn(id, "0123456789TZ") >= STAMP_CHARACTERS && id[8] == 'T' &&
	       id[15] == 'Z';
}

/* Is it one? The archive leaves out garbage and copies, too. */
static bool
add_started(struct started_runs *runs, const struct workspace *workspace,
    const char *id)
{
	struct started run = {id, ""};
	struct arena arena = {0};
	struct record_run header;
	struct buf path = {0};
	struct err ignored;
	bool result;

	workspace_run_path(workspace, id, &path);
	result = line_read_header(path.text, &arena, &header, &ignored) == 0 &&
		 strcmp(header.id, id) == 0 &&
		 (header.started == NULL || moment_is_text(header.started));
	if (result && header.started != NULL)
		run.started = arena_strdup(&runs->arena, header.started);
	if (result)
		vec_push(&runs->items, run);
	buf_release(&path);
	arena_release(&arena);
	return result;
}

/*
 * Those that the wanted newest are among. By id a later stamp comes behind, and
 * its run began later; what was written by hand may be off by HEADERS_MORE.
 */
static void
read_newest(struct started_runs *runs, const struct workspace *workspace,
    const struct workspace_runs *names, uint64_t wanted)
{
	const struct workspace_run *name;
	uint64_t stamped = 0;
	size_t i;

	for (i = names->count; i-- > 0;) {
		name = &names->items[i];
		if (!name->is_file ||
		    (has_stamp(name->id) && stamped >= wanted &&
			stamped - wanted >= HEADERS_MORE))
			continue;
		if (add_started(runs, workspace, name->id))
			stamped += has_stamp(name->id);
	}
}

/* In the order that the archive lists them in: by start, then id. */
static int
find_newest(const struct workspace *workspace,
    const struct workspace_runs *names, uint64_t back, struct buf *path,
    struct err *err)
{
	struct started_runs runs = {0};
	size_t count;
	int result = 1;

	/* That there is no @0 is said with the number of all. */
	read_newest(&runs, workspace, names, back == 0 ? UINT64_MAX : back);
	count = runs.items.count;
	if (count > 0)
		qsort(runs.items.items, count, sizeof *runs.items.items,
		    compare_starts);
	if (back >= 1 && back <= count)
		workspace_run_path(
		    workspace, runs.items.items[count - back].id, path);
	else if (count == 0)
		result = err_set(err,
		    "%s/runs holds no run that can be read; \"perfolio archive "
		    "verify\" says why",
		    workspace->path);
	else
		result =
		    err_set(err, "@%llu: there %s %zu run%s, @1 is the newest",
			(unsigned long long)back, count == 1 ? "is" : "are",
			count, count == 1 ? "" : "s");
	vec_free(&runs.items);
	arena_release(&runs.arena);
	return result;
}

/* The run whose id that is, or alone begins so. */
static int
find_id(const struct workspace *workspace, const struct workspace_runs *names,
    const char *run, struct buf *path, struct err *err)
{
	const char *found = NULL;
	size_t matches = 0, i;

	for (i = 0; i < names->count; i++) {
		if (!names->items[i].is_file ||
		    !text_starts_with(names->items[i].id, run))
			continue;
		found = names->items[i].id;
		matches++;
		/* They are by id: a whole one comes before longer ones. */
		if (strcmp(found, run) == 0)
			break;
	}
	if (matches > 1)
		return err_set(err,
		    "\"%s\" begins %zu run ids; write more of it", run,
		    matches);
	if (matches == 1)
		workspace_run_path(workspace, found, path);
	return (int)matches;
}

/*
 * @N, an id or its unique prefix, among the runs of the workspace. 1 when there
 * is one, 0 when none is meant.
 */
static int
resolve_name(const struct workspace *workspace, const char *run,
    struct buf *path, struct err *err)
{
	struct workspace_runs names = {0};
	uint64_t back;
	int result;

	workspace_runs_read(workspace, &names);
	if (names.count == 0 && run[0] != '@' && is_archive_shared(workspace))
		result = 0;
	else if (names.count == 0)
		result = err_set(err,
		    "%s/runs holds no run yet: make one with \"perfolio run\"",
		    workspace->path);
	else if (run[0] == '@' && num_parse_u64(run + 1, &back))
		result = find_newest(workspace, &names, back, path, err);
	else
		result = find_id(workspace, &names, run, path, err);
	workspace_runs_release(&names);
	return result;
}

/* A file that holds a run id: 1 when there is one, 0 when not. */
static int
resolve_baseline(const struct workspace *workspace, const char *name,
    struct buf *path, struct err *err)
{
	struct buf file = {0}, id = {0};
	int result = 0;

	if (strchr(name, '/') != NULL)
		return 0;
	buf_addf(&file, "%s/baselines/%s", workspace->path, name);
	if (file_exists(file.text)) {
		result = file_read(file.text, &id, err);
		if (result == 0) {
			id.text[strcspn(id.text, " \t\r\n")] = '\0';
			workspace_run_path(workspace, id.text, path);
			result = 1;
		}
	}
	if (result == 1 && !file_exists(path->text) &&
	    is_archive_shared(workspace)) {
		buf_reset(path);
		result = run_name_resolve(workspace, id.text, NULL, path, err);
	}
	buf_release(&file);
	buf_release(&id);
	return result;
}

int
workspace_check_baseline(const char *name, struct err *err)
{
	const char *at;

	for (at = name; *at != '\0'; at++)
		if ((unsigned char)*at < 0x20 || *at == '/' || *at == 0x7F)
			break;
	if (strlen(name) > BASELINE_BYTES_MAX)
		return err_set(err,
		    "\"%.20s…\" cannot be the name of a baseline: it has %zu "
		    "bytes, and %d are the most",
		    name, strlen(name), BASELINE_BYTES_MAX);
	if (name[0] == '\0' || name[0] == '.' || name[0] == '@' ||
	    name[0] == '-' || *at != '\0')
		return err_set(err,
		    "\"%.80s\" cannot be the name of a baseline: it is a file "
		    "name without \"/\", and does not begin with . @ or -",
		    name);
	return 0;
}

int
workspace_save_baseline(const struct workspace *workspace, const char *name,
    const char *id, struct err *err)
{
	struct buf path = {0}, text = {0};
	int result = -1;

	if (workspace_check_baseline(name, err) < 0)
		return -1;
	buf_addf(&path, "%s/baselines", workspace->path);
	if (file_make_directory(path.text, err) < 0)
		goto out;
	buf_addf(&path, "/%s", name);
	buf_addf(&text, "%s\n", id);
	result = file_write(path.text, text.text, text.length, err);
out:
	buf_release(&path);
	buf_release(&text);
	return result;
}

static bool
find_confirmation(
    const struct workspace *workspace, const char *id, struct buf *path)
{
	if (strchr(id, '/') != NULL)
		return false;
	add_confirmation_path(workspace, id, path);
	if (file_exists(path->text))
		return true;
	buf_reset(path);
	return false;
}

static bool
is_path(const char *run)
{
	return run[0] == '/' || text_starts_with(run, "./") ||
	       text_starts_with(run, "../") || text_ends_with(run, ".jsonl") ||
	       file_exists(run);
}

int
workspace_resolve(const struct workspace *workspace, const char *run,
    struct buf *path, struct err *err)
{
	return workspace_resolve_beside(workspace, run, NULL, path, err);
}

int
workspace_resolve_beside(const struct workspace *workspace, const char *run,
    const struct record_run *beside, struct buf *path, struct err *err)
{
	int found;

	if (run == NULL)
		run = "@1";
	if (run_name_is_special(run))
		return run_name_resolve(workspace, run, beside, path, err) == 1
			   ? 0
			   : -1;
	if (strcmp(run, "-") == 0 || is_path(run)) {
		buf_add_string(path, run);
		return 0;
	}
	if (workspace->path == NULL)
		return err_set(err,
		    "\"%s\" is no file, and there is no .perfolio folder "
		    "here or above; make a run with \"perfolio run\"",
		    run);
	found = resolve_baseline(workspace, run, path, err);
	if (found == 0)
		found = find_confirmation(workspace, run, path);
	if (found == 0)
		found = resolve_name(workspace, run, path, err);
	if (found == 0)
		found = run_name_resolve(workspace, run, beside, path, err);
	return found == 1 ? 0 : -1;
}

void
workspace_release(struct workspace *workspace)
{
	if (workspace->lock >= 0)
		close(workspace->lock);
	free(workspace->path);
	*workspace = (struct workspace){.lock = -1};
}
