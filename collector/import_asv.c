#include "collector/import_asv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "collector/asv_result.h"
#include "collector/file_tree.h"

/* A results folder and what is in it. */
struct folder {
	const struct import_options *options;
	struct import_target *target;
	struct arena arena;
	const char *path;
	const char *project; /* of asv.conf.json, or the folder's name */
	const char *repository;
	struct asv_benchmarks benchmarks;
	VEC(const char *) files;
	/* One commit has results of several environments: each is a suite. */
	bool is_matrix;
};

static const char *
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static const char *
join(struct arena *arena, const char *folder, const char *name)
{
	return arena_printf(arena, "%s/%s", folder, name);
}

/* Where asv keeps results below a project, and the project above them. */
static const char *
find_results(struct arena *arena, const char *path)
{
	static const char *const below[] = {
	    "results/benchmarks.json", ".asv/results/benchmarks.json"};
	const char *found;
	size_t i;

	if (!file_exists(join(arena, path, "asv.conf.json")))
		return path;
	for (i = 0; i < sizeof below / sizeof *below; i++) {
		found = join(arena, path, below[i]);
		if (file_exists(found))
			return arena_strndup(arena, found,
			    (size_t)(strrchr(found, '/') - found));
	}
	return path;
}

bool
import_asv_recognises(const char *path, const char *head)
{
	struct arena arena = {0};
	bool result;

	if (head != NULL) {
		result = strstr(head, "\"commit_hash\"") != NULL &&
			 strstr(head, "\"params\"") != NULL;
	} else {
		path = find_results(&arena, path);
		result = file_exists(join(&arena, path, "benchmarks.json")) ||
			 file_exists(join(&arena, path, "machine.json"));
	}
	arena_release(&arena);
	return result;
}

/* The project's name and where it lives, as far as asv.conf.json tells. */
static void
read_project(struct folder *folder)
{
	static const char *const above[] = {"", "/..", "/../.."};
	struct buf text = {0};
	struct err ignored = {{0}};
	const char *path;
	cJSON *tree = NULL;
	size_t i;

	for (i = 0; i < sizeof above / sizeof *above && tree == NULL; i++) {
		path = arena_printf(&folder->arena, "%s%s/asv.conf.json",
		    folder->path, above[i]);
		buf_reset(&text);
		if (!file_exists(path) ||
		    json_walk_read(path, &text, &ignored) < 0)
			continue;
		/* It may hold comments. */
		cJSON_Minify(text.text);
		tree = json_parse(text.text, strlen(text.text), &ignored);
	}
	path = NULL;
	json_get_string(tree, "project", &path, &ignored);
	folder->project = arena_strdup(&folder->arena, path);
	path = NULL;
	json_get_string(tree, "project_url", &path, &ignored);
	folder->repository = arena_strdup(&folder->arena, path);
	cJSON_Delete(tree);
	buf_release(&text);
}

/* "results" is no name: then the folder above, and above .asv. */
static void
name_project(struct folder *folder)
{
	char *real = realpath(folder->path, NULL), *slash;
	const char *name = "asv";

	while (real != NULL && (slash = strrchr(real, '/')) != NULL) {
		name = slash + 1;
		if (strcmp(name, "results") != 0 && *name != '.' &&
		    *name != '\0')
			break;
		*slash = '\0';
		name = "asv";
	}
	folder->project = text_cleaned(&folder->arena, name, strlen(name));
	free(real);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
is_result(const char *path)
{
	const char *name = file_name(path);

	return text_ends_with(name, ".json") &&
	       strcmp(name, "machine.json") != 0 &&
	       strcmp(name, "benchmarks.json") != 0 &&
	       strcmp(name, "asv.conf.json") != 0;
}

/* asv calls a file COMMIT-ENVIRONMENT.json: two in order with one COMMIT? */
static bool
has_matrix(const struct folder *folder)
{
	const char *one, *two;
	size_t i, length;

	for (i = 1; i < folder->files.count; i++) {
		one = folder->files.items[i - 1];
		two = folder->files.items[i];
		length = (size_t)(file_name(one) - one) +
			 strcspn(file_name(one), "-");
		if (one[length] == '-' && strncmp(one, two, length + 1) == 0)
			return true;
	}
	return false;
}

static int
list_files(struct folder *folder, struct err *err)
{
	struct file_tree tree;
	struct file_entry entry;
	int found;

	file_tree_open(&tree, folder->path);
	while ((found = file_tree_next(&tree, &entry, err)) > 0)
		if (is_result(entry.path))
			vec_push(&folder->files,
			    arena_strdup(&folder->arena, entry.path));
	file_tree_close(&tree);
	if (found == 0 && folder->files.count == 0)
		return err_set(err,
		    "%s: holds no results of asv; name the folder that holds "
		    "benchmarks.json and a folder for each machine",
		    folder->path);
	if (found == 0)
		qsort(folder->files.items, folder->files.count,
		    sizeof *folder->files.items, compare_names);
	folder->is_matrix = has_matrix(folder);
	return found;
}

static struct import_origin
origin_of(struct folder *folder, const struct asv_result *result,
    struct arena *arena, struct pair *label)
{
	struct import_origin origin = {.format = "asv",
	    .tool = "asv",
	    .project = folder->project,
	    .machine = result->machine,
	    .machine_facts = result->machine_facts,
	    .environment = result->environment_facts,
	    .commit = result->commit,
	    .started_ns = result->commit_ns,
	    .has_commit_time = true,
	    .commit_ns = result->commit_ns,
	    .part = result->environment};

	origin.suite = folder->options->name == NULL ? folder->project
						     : folder->options->name;
	if (folder->is_matrix)
		origin.suite = arena_printf(
		    arena, "%s %s", origin.suite, result->environment);
	*label = (struct pair){"repository", folder->repository};
	origin.labels = label;
	origin.label_count = folder->repository == NULL ? 0 : 1;
	return origin;
}

static int
note_outdated(struct import_draft *draft, uint64_t outdated, struct err *err)
{
	char text[160];
	struct record_note note = {.level = NOTE_INFO, .text = text};

	if (outdated == 0)
		return 0;
	snprintf(text, sizeof text,
	    "%llu of asv's results are of an earlier version of their "
	    "benchmark and were left out, as asv does",
	    (unsigned long long)outdated);
	draft->is_broken = sink_put_note(draft->sink, &note, err) < 0;
	return draft->is_broken ? -1 : 0;
}

static int
import_result(struct folder *folder, const char *path,
    struct import_draft *draft, struct err *err)
{
	struct asv_result result;
	struct import_origin origin;
	struct pair label;
	uint64_t outdated = 0;
	int status = -1;

	if (asv_result_read(&result, path, err) < 0)
		goto out;
	origin = origin_of(folder, &result, &result.arena, &label);
	if (import_draft_begin(draft, &origin, folder->options, err) < 0)
		goto out;
	if (asv_result_put(
		&result, &folder->benchmarks, draft, &outdated, err) < 0) {
		err_add(err, "%s", path);
		goto out;
	}
	if (note_outdated(draft, outdated, err) < 0)
		goto out;
	status = import_draft_finish(draft, err);
	if (status < 0 && !draft->is_broken)
		err_add(err, "%s", path);
out:
	if (status < 0)
		status = import_draft_give_up(draft, err);
	asv_result_release(&result);
	return status;
}

static int
import_folder(struct folder *folder, struct err *err)
{
	struct import_draft draft = {.target = folder->target};
	const char *benchmarks;
	int result = 0;
	size_t i;

	/* Of a machine's folder it lies above. */
	benchmarks = join(&folder->arena, folder->path, "benchmarks.json");
	if (!file_exists(benchmarks))
		benchmarks =
		    join(&folder->arena, folder->path, "../benchmarks.json");
	if (asv_benchmarks_read(&folder->benchmarks, benchmarks, err) < 0)
		return -1;
	read_project(folder);
	if (folder->project == NULL)
		name_project(folder);
	for (i = 0; i < folder->files.count && result == 0; i++)
		result =
		    import_result(folder, folder->files.items[i], &draft, err);
	import_draft_release(&draft);
	return result;
}

int
import_asv(const char *path, const struct import_options *options,
    struct import_target *target, struct err *err)
{
	struct folder folder = {.options = options, .target = target};
	const char *slash = strrchr(path, '/');
	int result = -1;

	if (file_is_directory(path)) {
		folder.path = find_results(&folder.arena, path);
		result = list_files(&folder, err);
	} else {
		folder.path = slash == NULL ? "."
					    : arena_strndup(&folder.arena, path,
						  (size_t)(slash - path) + 1);
		vec_push(&folder.files, path);
		result = 0;
	}
	if (result == 0)
		result = import_folder(&folder, err);
	asv_benchmarks_release(&folder.benchmarks);
	vec_free(&folder.files);
	arena_release(&folder.arena);
	return result;
}
