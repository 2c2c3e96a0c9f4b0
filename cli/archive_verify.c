#include "cli/archive_command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/file.h"
#include "base/map.h"
#include "base/opt.h"
#include "base/text.h"
#include "cli/anchors.h"
#include "cli/archive_entry.h"
#include "cli/command.h"
#include "cli/index.h"

struct check_options {
	bool is_help;
	const char *archive;
};

#define AT(field) offsetof(struct check_options, field)

static const struct opt table[] = {
    ARCHIVE_OPTION(AT(archive)),
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

/* What is looked at, and what was found. */
struct check {
	struct workspace workspace;
	struct arena arena;
	struct archive *archive; /* NULL: there is none, or none of use */
	struct archive_runs known;
	struct map places; /* of its runs, by id */
	size_t files, absent, written, faults;
};

static void
fault(struct check *check, const char *where, const char *what)
{
	struct buf text = {0};

	text_printable(&text, where, 0);
	if (what != NULL)
		buf_add_string(&text, ": ");
	text_printable(&text, what == NULL ? "" : what, 0);
	puts(text.text);
	buf_release(&text);
	check->faults++;
}

static int
compare_text(const char *a, const char *b)
{
	return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

static int
compare_values(const void *a, const void *b)
{
	const struct archive_value *x = a, *y = b;
	int order = compare_text(x->case_id, y->case_id);

	if (order == 0)
		order = compare_text(x->metric, y->metric);
	if (order == 0)
		order = compare_text(x->unit, y->unit);
	return order;
}

static bool
is_same_number(double a, double b)
{
	return a == b || (a != a && b != b);
}

static bool
is_same_value(const struct archive_value *a, const struct archive_value *b)
{
	return compare_values(a, b) == 0 && a->launches == b->launches &&
	       a->better == b->better && a->is_judged == b->is_judged &&
	       a->is_logarithmic == b->is_logarithmic &&
	       is_same_number(a->value, b->value) &&
	       is_same_number(a->variance, b->variance) &&
	       is_same_number(a->center, b->center) &&
	       is_same_number(a->step, b->step);
}

/* Does the archive hold what the file says? */
static void
check_values(struct check *check, struct archive_entry *entry, const char *path)
{
	struct archive_values values = {0};
	struct err err;
	size_t i = 0;

	if (archive_values(check->archive, entry->run.id, &check->arena,
		&values, &err) < 0) {
		fault(check, err.text, NULL);
		return;
	}
	if (values.count > 0)
		qsort(values.items, values.count, sizeof *values.items,
		    compare_values);
	if (entry->values.count > 0)
		qsort(entry->values.items, entry->values.count,
		    sizeof *entry->values.items, compare_values);
	while (i < values.count && i < entry->values.count &&
	       is_same_value(&values.items[i], &entry->values.items[i]))
		i++;
	if (i < values.count || i < entry->values.count)
		fault(check, path,
		    "the archive holds other values; delete the archive, it "
		    "is built anew");
	vec_free(&values);
}

static void
check_known(struct check *check, struct archive_entry *entry,
    const struct archive_run *known, const char *path)
{
	if (entry->run.bytes < known->bytes)
		fault(check, path, "has become shorter since it was archived");
	else if (entry->run.bytes == known->bytes &&
		 compare_text(entry->run.sha256, known->sha256) != 0)
		fault(check, path,
		    "holds something else than when it was archived");
	else if (entry->run.bytes == known->bytes)
		check_values(check, entry, path);
	else
		check->absent++;
}

static void
check_file(struct check *check, const struct workspace_run *run)
{
	const struct archive_run *known = NULL;
	struct archive_entry entry = {0};
	struct buf path = {0};
	struct err err;
	size_t place;

	if (map_get(&check->places, run->id, &place))
		known = &check->known.items[place];

	workspace_run_path(&check->workspace, run->id, &path);
	check->files++;
	if (!run->is_file)
		fault(check, path.text,
		    "is no file, or a link to one that is gone, and so no run; "
		    "take it away");
	else if (index_is_being_written(path.text))
		check->written++;
	else if (archive_entry_read_own(&entry, path.text, &err) < 0)
		fault(check, err.text, NULL);
	else if (entry.run.started[0] == '\0')
		fault(check, path.text,
		    "does not say when it began and counts as the oldest run; "
		    "write \"started\" into its first line");
	else if (known == NULL)
		check->absent++;
	else
		check_known(check, &entry, known, path.text);
	archive_entry_release(&entry);
	buf_release(&path);
}

static void
check_database(struct check *check, const char *where)
{
	struct archive_faults faults = {0};
	enum archive_problem problem;
	struct stat status;
	struct err err = {0};
	size_t i;

	/* An empty file is filled as a missing one is made. */
	if (!archive_is_url(where) &&
	    (stat(where, &status) < 0 || status.st_size == 0))
		return;
	if (archive_open(&check->archive, where, true, &problem, &err) < 0) {
		fault(check, err.text, NULL);
		return;
	}
	if (archive_verify(check->archive, &check->arena, &faults, &err) < 0 ||
	    archive_runs(
		check->archive, NULL, &check->arena, &check->known, &err) < 0)
		fault(check, err.text, NULL);
	for (i = 0; i < check->known.count; i++)
		map_put(&check->places, check->known.items[i].id, i);
	for (i = 0; i < faults.count; i++)
		fault(
		    check, archive_name(where, &check->arena), faults.items[i]);
	vec_free(&faults);
}

/* Does the archive have the file of that run? */
static bool
is_shared_run(const struct check *check, const char *id)
{
	size_t place;

	return check->archive != NULL && archive_is_shared(check->archive) &&
	       map_get(&check->places, id, &place);
}

/* Runs of the archive, and of baselines, whose files are gone. */
static void
check_gone(struct check *check)
{
	struct baselines baselines;
	struct buf path = {0};
	size_t i;

	for (i = 0; i < check->known.count; i++) {
		buf_reset(&path);
		workspace_run_path(
		    &check->workspace, check->known.items[i].id, &path);
		if (!file_exists(path.text) &&
		    !is_shared_run(check, check->known.items[i].id))
			fault(check, path.text,
			    "is in the archive, and gone; its run is "
			    "forgotten when the archive is next used");
	}
	baselines_read(&baselines, &check->workspace);
	for (i = 0; i < baselines.items.count; i++) {
		buf_reset(&path);
		workspace_run_path(
		    &check->workspace, baselines.items.items[i].id, &path);
		if (!file_exists(path.text) &&
		    !is_shared_run(check, baselines.items.items[i].id))
			fault(check,
			    arena_printf(&check->arena, "baseline %s",
				baselines.items.items[i].name),
			    "its run file is gone");
	}
	baselines_release(&baselines);
	buf_release(&path);
}

static void
check_anchors(struct check *check)
{
	struct anchors anchors;
	struct buf path = {0};
	struct err err;

	anchors_path(&check->workspace, &path);
	if (anchors_read(&anchors, path.text, &err) < 0)
		fault(check, err.text, NULL);
	else if (anchors.bad > 0)
		fault(check, path.text,
		    arena_printf(&check->arena,
			"%zu lines are no anchors, the first is %zu",
			anchors.bad, anchors.first_bad));
	anchors_release(&anchors);
	buf_release(&path);
}

static void
print_summary(const struct check *check)
{
	printf("%zu run file%s%s\n", check->files, check->files == 1 ? "" : "s",
	    check->faults == 0 ? ", all whole" : "");
	if (check->archive == NULL && check->faults == 0)
		puts("there is no archive yet; it is made when it is first "
		     "asked for");
	if (check->archive != NULL && check->absent > 0)
		printf("%zu of them %s not in the archive yet; it is brought "
		       "up to date when it is next used\n",
		    check->absent, check->absent == 1 ? "is" : "are");
	if (check->written > 0)
		printf("%zu of them %s being written, and not looked at\n",
		    check->written, check->written == 1 ? "is" : "are");
}

static int
check_all(const struct check_options *options, struct err *err)
{
	struct check check = {0};
	struct workspace_runs files;
	struct buf where = {0};
	bool is_named;
	size_t i;

	if (archive_find_workspace(&check.workspace, err) < 0)
		return EXIT_STATUS_FAILED;
	index_where(&check.workspace, options->archive, &where, &is_named);
	check_database(&check, where.text);
	workspace_runs_read(&check.workspace, &files);
	for (i = 0; i < files.count; i++)
		check_file(&check, &files.items[i]);
	check_gone(&check);
	check_anchors(&check);
	print_summary(&check);
	if (check.faults > 0)
		err_set(err, "%zu fault%s: see above", check.faults,
		    check.faults == 1 ? "" : "s");
	workspace_runs_release(&files);
	vec_free(&check.known);
	map_release(&check.places);
	archive_close(check.archive);
	arena_release(&check.arena);
	workspace_release(&check.workspace);
	buf_release(&where);
	return check.faults > 0 ? EXIT_STATUS_FAILED : EXIT_STATUS_OK;
}

int
archive_verify_all(int argc, char **argv, struct err *err)
{
	struct check_options options = {0};

	if (opt_parse(table, &options, &argc, argv, err) < 0)
		return EXIT_STATUS_USAGE;
	if (options.is_help) {
		puts("usage: perfolio archive verify [OPTION…]\n\n"
		     "Reads every run file and the whole database, and says "
		     "what is wrong. Changes\nnothing.\n");
		opt_help(table, stdout);
		return EXIT_STATUS_OK;
	}
	if (argc > 1) {
		err_set(err, "archive verify takes no words");
		return EXIT_STATUS_USAGE;
	}
	return check_all(&options, err);
}
