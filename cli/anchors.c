#include "cli/anchors.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"

void
anchors_path(const struct workspace *workspace, struct buf *path)
{
	buf_addf(path, "%s/anchors.jsonl", workspace->path);
}

static void
add_part(struct buf *key, const char *text)
{
	buf_add_char(key, text == NULL ? '-' : '+');
	buf_add_string(key, text == NULL ? "" : text);
	buf_add_char(key, '\x1f');
}

/* What makes it the same one: by commit, and by run where there is none. */
static const char *
key_of(struct buf *key, const struct archive_anchor *anchor)
{
	buf_reset(key);
	add_part(key, anchor->suite);
	add_part(key, anchor->machine);
	add_part(key, anchor->case_id);
	add_part(key, anchor->metric);
	add_part(key, anchor->commit);
	add_part(key, anchor->commit == NULL ? anchor->run : NULL);
	return key->text;
}

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static void
forget(struct anchors *anchors, const char *suite)
{
	size_t kept = 0, i;

	for (i = 0; i < anchors->items.count; i++)
		if (suite != NULL &&
		    !is_same(anchors->items.items[i].suite, suite))
			anchors->items.items[kept++] = anchors->items.items[i];
	anchors->items.count = kept;
}

/* 0, or -1: not one of ours. */
static int
take_line(struct anchors *anchors, const char *line, size_t length)
{
	struct arena *arena = &anchors->arena;
	const char *type = NULL, *suite = NULL, *machine = NULL,
		   *case_id = NULL, *metric = NULL, *commit = NULL, *run = NULL;
	char *text = arena_strndup(arena, line, length);
	struct archive_anchor anchor;
	struct err ignored;
	cJSON *object = NULL;
	int result = -1;

	if (text_is_utf8(line, length))
		object = json_parse(text, length, &ignored);
	if (object == NULL ||
	    json_get_string(object, "type", &type, &ignored) < 0 ||
	    json_get_string(object, "suite", &suite, &ignored) < 0 ||
	    json_get_string(object, "machine", &machine, &ignored) < 0 ||
	    json_get_string(object, "case", &case_id, &ignored) < 0 ||
	    json_get_string(object, "metric", &metric, &ignored) < 0 ||
	    json_get_string(object, "commit", &commit, &ignored) < 0 ||
	    json_get_string(object, "run", &run, &ignored) < 0 || type == NULL)
		goto out;
	result = 0;
	if (strcmp(type, "forget") == 0)
		forget(anchors, suite);
	if (strcmp(type, "anchor") != 0)
		goto out;
	result = -1;
	if (case_id == NULL || metric == NULL || run == NULL)
		goto out;
	anchor = (struct archive_anchor){arena_strdup(arena, suite),
	    arena_strdup(arena, machine), arena_strdup(arena, case_id),
	    arena_strdup(arena, metric), arena_strdup(arena, commit),
	    arena_strdup(arena, run)};
	vec_push(&anchors->items, anchor);
	result = 0;
out:
	cJSON_Delete(object);
	return result;
}

/* The first of those that are the same stays. */
static void
drop_repeated(struct anchors *anchors)
{
	struct map seen = {0};
	struct buf key = {0};
	size_t kept = 0, i;

	for (i = 0; i < anchors->items.count; i++)
		if (map_put(&seen, key_of(&key, &anchors->items.items[i]), i))
			anchors->items.items[kept++] = anchors->items.items[i];
	anchors->items.count = kept;
	map_release(&seen);
	buf_release(&key);
}

int
anchors_read(struct anchors *anchors, const char *path, struct err *err)
{
	struct buf text = {0};
	const char *line, *end;
	size_t number = 1;

	*anchors = (struct anchors){0};
	if (!file_exists(path))
		return 0;
	if (file_read(path, &text, err) < 0) {
		buf_release(&text);
		return -1;
	}
	anchors->bytes = text.length;
	for (line = buf_text(&text); *line != '\0'; line = end + 1, number++) {
		end = strchr(line, '\n');
		/* A last line that is torn is dropped. */
		if (end == NULL)
			break;
		if (end == line ||
		    take_line(anchors, line, (size_t)(end - line)) == 0)
			continue;
		if (anchors->bad++ == 0)
			anchors->first_bad = number;
	}
	drop_repeated(anchors);
	buf_release(&text);
	return 0;
}

static void
print_line(
    struct buf *out, const char *type, const struct archive_anchor *anchor)
{
	const struct {
		const char *key, *text;
	} members[] = {{"suite", anchor->suite}, {"machine", anchor->machine},
	    {"case", anchor->case_id}, {"metric", anchor->metric},
	    {"commit", anchor->commit}, {"run", anchor->run}};
	cJSON *object = cJSON_CreateObject();
	size_t i;

	json_add_string(object, "type", type);
	for (i = 0; i < sizeof members / sizeof *members; i++)
		if (members[i].text != NULL)
			json_add_string(
			    object, members[i].key, members[i].text);
	json_print(object, out);
	buf_add_char(out, '\n');
	cJSON_Delete(object);
}

/* A new line behind one that is torn, and nothing else in between. */
static int
append(int fd, const char *path, const struct buf *lines, struct err *err)
{
	struct buf text = {0};
	struct stat status;
	char last = '\n';
	int result;

	if (fstat(fd, &status) == 0 && status.st_size > 0 &&
	    pread(fd, &last, 1, status.st_size - 1) == 1 && last != '\n')
		buf_add_char(&text, '\n');
	buf_add(&text, lines->text, lines->length);
	result = file_write_all(fd, text.text, text.length, err);
	if (result < 0)
		err_add(err, "%s", path);
	else if (fsync(fd) < 0)
		result =
		    err_set(err, "%s: cannot write: %s", path, strerror(errno));
	buf_release(&text);
	return result;
}

static int
open_to_append(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);

	if (fd < 0)
		return err_set(err, "%s: %s", path, strerror(errno));
	flock(fd, LOCK_EX);
	return fd;
}

int
anchors_append(const char *path, const struct archive_anchor *anchors,
    size_t count, struct err *err)
{
	struct anchors known = {0};
	struct buf key = {0}, lines = {0};
	struct map seen = {0};
	int result = -1, fd = open_to_append(path, err);
	size_t i;

	if (fd < 0)
		return -1;
	if (anchors_read(&known, path, err) < 0)
		goto out;
	for (i = 0; i < known.items.count; i++)
		map_put(&seen, key_of(&key, &known.items.items[i]), 0);
	for (i = 0; i < count; i++)
		if (map_put(&seen, key_of(&key, &anchors[i]), 0))
			print_line(&lines, "anchor", &anchors[i]);
	result = lines.length == 0 ? 0 : append(fd, path, &lines, err);
out:
	close(fd);
	anchors_release(&known);
	map_release(&seen);
	buf_release(&key);
	buf_release(&lines);
	return result;
}

int
anchors_forget(const char *path, const char *suite, struct err *err)
{
	struct archive_anchor all = {.suite = suite};
	struct buf line = {0};
	int result = -1, fd;

	/* What never was need not be forgotten. */
	if (!file_exists(path))
		return 0;
	fd = open_to_append(path, err);
	if (fd >= 0) {
		print_line(&line, "forget", &all);
		result = append(fd, path, &line, err);
		close(fd);
	}
	buf_release(&line);
	return result;
}

void
anchors_release(struct anchors *anchors)
{
	vec_free(&anchors->items);
	arena_release(&anchors->arena);
	*anchors = (struct anchors){0};
}
