#include "cli/archive_command.h"

#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/map.h"
#include "base/moment.h"
#include "base/num.h"
#include "base/opt.h"
#include "base/unit.h"
#include "cli/command.h"
#include "cli/git.h"
#include "cli/index.h"

struct prune_options {
	bool is_help, is_dry_run;
	struct opt_whole keep;
	const char *older_than, *suite, *archive;
};

#define AT(field) offsetof(struct prune_options, field)

static const struct opt table[] = {
    {0, "keep", OPT_WHOLE, AT(keep), "N",
	"keep the newest N of each suite on each machine"},
    {0, "older-than", OPT_TEXT, AT(older_than), "AGE",
	"remove only what is older: 90d, 12w, 1y"},
    {0, "suite", OPT_TEXT, AT(suite), "NAME", "only runs of this suite"},
    {0, "dry-run", OPT_FLAG, AT(is_dry_run), NULL,
	"say what would go, and remove nothing"},
    ARCHIVE_OPTION(AT(archive)),
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

/* "90d" as the time before which a run is old. */
static int
parse_age(const char *text, char before[MOMENT_TEXT_BYTES], struct err *err)
{
	static const struct {
		char letter;
		int64_t days;
	} units[] = {{'d', 1}, {'w', 7}, {'y', 365}};
	const int64_t day_ns = 86400 * (int64_t)1000000000;
	size_t length = strlen(text), i;
	struct buf number = {0};
	uint64_t count = 0;
	int64_t days = 0;
	bool is_number;

	buf_add(&number, text, length == 0 ? 0 : length - 1);
	is_number = num_parse_u64(buf_text(&number), &count);
	buf_release(&number);
	for (i = 0; i < sizeof units / sizeof *units && length > 0; i++)
		if (text[length - 1] == units[i].letter)
			days = units[i].days;
	if (!is_number || days == 0 || count > 36500)
		return err_set(err,
		    "--older-than: \"%.80s\" is no age; write 90d, 12w or 1y",
		    text);
	moment_print(moment_now_ns() - (int64_t)count * days * day_ns, before);
	return 0;
}

/* Why a run stays; NULL: it goes. */
struct pruning {
	const struct prune_options *options;
	struct baselines baselines;
	struct git_tags tags;
	char before[MOMENT_TEXT_BYTES]; /* of --older-than */
	struct map counts; /* suite and machine -> runs seen, from the newest */
	struct map versions; /* suite, machine and version that were seen */
	struct buf key;
};

static const char *
key_of(
    struct pruning *pruning, const struct archive_run *run, bool is_versioned)
{
	struct buf *key = &pruning->key;

	buf_reset(key);
	buf_addf(key, "%s\x1f%s", run->suite == NULL ? "" : run->suite,
	    run->machine == NULL ? "" : run->machine);
	if (is_versioned)
		buf_addf(key, "\x1f%s", run->version);
	return key->text;
}

/* Called from the newest run to the oldest. */
static const char *
reason_to_stay(
    struct pruning *pruning, const struct archive_run *run, const char *path)
{
	const struct prune_options *options = pruning->options;
	const char *key = key_of(pruning, run, false);
	size_t seen = 0;
	bool is_release;

	map_get(&pruning->counts, key, &seen);
	map_put(&pruning->counts, key, seen + 1);
	is_release = run->version != NULL &&
		     map_put(&pruning->versions, key_of(pruning, run, true), 1);
	if (options->suite != NULL &&
	    (run->suite == NULL || strcmp(options->suite, run->suite) != 0))
		return "another suite";
	if (options->keep.is_given && seen < options->keep.value)
		return "new";
	if (options->older_than != NULL &&
	    strcmp(run->started, pruning->before) >= 0)
		return "young";
	if (run->started[0] == '\0')
		return "of unknown age";
	if (access(path, F_OK) < 0)
		return "somewhere else";
	if (baselines_of(&pruning->baselines, run->id) != NULL)
		return "a baseline";
	if (run->commit != NULL &&
	    git_tag_of(&pruning->tags, run->commit) != NULL)
		return "of a tag";
	if (is_release)
		return "the last one of a release";
	return index_is_being_written(path) ? "being written" : NULL;
}

/* The folder that holds what the run's commands said; it may be missing. */
static int
remove_output(const char *run_file, struct err *err)
{
	struct buf path = {0};
	FTSENT *entry;
	FTS *walk;
	int result = 0;

	buf_addf(&path, "%s.output", run_file);
	if (access(path.text, F_OK) < 0) {
		buf_release(&path);
		return 0;
	}
	walk = fts_open(
	    (char *[]){path.text, NULL}, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	while (walk != NULL && (entry = fts_read(walk)) != NULL)
		if (entry->fts_info != FTS_D &&
		    remove(entry->fts_accpath) < 0 && result == 0)
			result = err_set(err, "%s: cannot be removed: %s",
			    entry->fts_path, strerror(errno));
	if (walk != NULL)
		fts_close(walk);
	buf_release(&path);
	return result;
}

static void
print_removed(const struct archive_run *run, bool is_dry_run)
{
	struct unit_scale scale = unit_scale_for("B", (double)run->bytes);
	struct buf line = {0};
	double size = (double)run->bytes / scale.divisor;

	buf_addf(&line, "%s %s, started %s, ",
	    is_dry_run ? "would remove" : "removed", run->id, run->started);
	unit_add_number(&line, size, size < 10 ? 1 : 0);
	printf("%s %s\n", line.text, scale.name);
	buf_release(&line);
}

static int
remove_run(struct pruning *pruning, const struct archive_run *run,
    const char *path, struct err *err)
{
	bool is_dry_run = pruning->options->is_dry_run;

	if (!is_dry_run && (unlink(path) < 0 && errno != ENOENT))
		return err_set(
		    err, "%s: cannot be removed: %s", path, strerror(errno));
	print_removed(run, is_dry_run);
	return is_dry_run ? 0 : remove_output(path, err);
}

static int
prune_runs(struct pruning *pruning, const struct index *index,
    const struct archive_runs *runs, size_t *removed, struct err *err)
{
	struct buf path = {0};
	int result = 0;
	size_t i;

	for (i = runs->count; i > 0 && result == 0; i--) {
		const struct archive_run *run = &runs->items[i - 1];

		buf_reset(&path);
		workspace_run_path(index->workspace, run->id, &path);
		/* What a shared archive has, it keeps. */
		if (index_is_shared(index) && !file_exists(path.text))
			continue;
		if (reason_to_stay(pruning, run, path.text) != NULL)
			continue;
		result = remove_run(pruning, run, path.text, err);
		*removed += result == 0;
	}
	buf_release(&path);
	return result;
}

static void
pruning_release(struct pruning *pruning)
{
	baselines_release(&pruning->baselines);
	git_tags_release(&pruning->tags);
	map_release(&pruning->counts);
	map_release(&pruning->versions);
	buf_release(&pruning->key);
}

static int
prune(struct pruning *pruning, struct err *err)
{
	const struct prune_options *options = pruning->options;
	struct archive_runs runs = {0};
	struct workspace workspace;
	struct arena arena = {0};
	struct index index = {0};
	size_t removed = 0;
	int status = EXIT_STATUS_FAILED;

	if (archive_find_workspace(&workspace, err) < 0 ||
	    index_open(&index, &workspace, options->archive, err) < 0 ||
	    archive_runs(index.archive, NULL, &arena, &runs, err) < 0)
		goto out;
	baselines_read(&pruning->baselines, &workspace);
	git_tags_read(&pruning->tags);
	if (prune_runs(pruning, &index, &runs, &removed, err) == 0)
		status = EXIT_STATUS_OK;
	printf("%s%zu of %zu run%s\n",
	    options->is_dry_run ? "would remove " : "removed ", removed,
	    runs.count, runs.count == 1 ? "" : "s");
	/* The archive forgets them, too. */
	index_close(&index);
	if (status == EXIT_STATUS_OK && !options->is_dry_run &&
	    index_open(&index, &workspace, options->archive, err) < 0)
		status = EXIT_STATUS_FAILED;
out:
	index_close(&index);
	vec_free(&runs);
	arena_release(&arena);
	workspace_release(&workspace);
	return status;
}

int
archive_prune(int argc, char **argv, struct err *err)
{
	struct prune_options options = {0};
	struct pruning pruning = {.options = &options};
	int status = EXIT_STATUS_USAGE;

	if (opt_parse(table, &options, &argc, argv, err) < 0)
		return status;
	if (options.is_help) {
		puts("usage: perfolio archive prune --keep N | --older-than "
		     "AGE [OPTION…]\n\n"
		     "Removes run files. With both, what is old and not among "
		     "the newest N. Baselines,\nruns of tagged commits and the "
		     "newest run of each release stay.\n");
		opt_help(table, stdout);
		return EXIT_STATUS_OK;
	}
	if (argc > 1 ||
	    (!options.keep.is_given && options.older_than == NULL)) {
		err_set(err, "archive prune needs --keep N or --older-than "
			     "90d, and no other word");
		return status;
	}
	if (options.older_than != NULL &&
	    parse_age(options.older_than, pruning.before, err) < 0)
		return status;
	status = prune(&pruning, err);
	pruning_release(&pruning);
	return status;
}
