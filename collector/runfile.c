#include "collector/runfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/moment.h"
#include "base/text.h"
#include "collector/record_json.h"

enum { SYNC_INTERVAL_NS = 1000000000 };

static int
put(struct sink *sink, const struct record *record, struct err *err)
{
	struct runfile *file = (struct runfile *)sink;

	buf_reset(&file->line);
	record_print(record, &file->line);
	if (file_write_all(file->fd, file->line.text, file->line.length, err) <
	    0)
		return err_add(err, "%s", file->path);
	file->lines++;
	if (moment_clock_ns() - file->synced_ns >= SYNC_INTERVAL_NS &&
	    runfile_sync(file, err) < 0)
		return -1;
	return file->next == NULL ? 0
				  : file->next->put(file->next, record, err);
}

static int
open_file(struct runfile *file, const char *path, int flags, struct err *err)
{
	struct stat status;

	*file = (struct runfile){.sink.put = put, .path = path};
	file->fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | flags, 0666);
	if (file->fd < 0)
		return err_set(err, "%s: %s", path,
		    errno == EEXIST
			? "is there already; a run file is never overwritten"
			: strerror(errno));
	file->is_regular =
	    fstat(file->fd, &status) == 0 && S_ISREG(status.st_mode);
	file->synced_ns = moment_clock_ns();
	if (!file->is_regular || flock(file->fd, LOCK_EX | LOCK_NB) == 0)
		return 0;
	runfile_close(file);
	return err_set(
	    err, "%s: another perfolio is writing this run; wait for it", path);
}

int
runfile_create(struct runfile *file, const char *path, struct err *err)
{
	struct stat status;
	bool is_special = stat(path, &status) == 0 && !S_ISREG(status.st_mode);

	return open_file(file, path, is_special ? 0 : O_CREAT | O_EXCL, err);
}

int
runfile_open(struct runfile *file, const char *path, struct err *err)
{
	return open_file(file, path, 0, err);
}

int
runfile_cut(
    struct runfile *file, uint64_t bytes, uint64_t lines, struct err *err)
{
	file->lines = lines;
	if (ftruncate(file->fd, (off_t)bytes) < 0)
		return err_set(err, "%s: cannot drop its torn last line: %s",
		    file->path, strerror(errno));
	return 0;
}

int
runfile_sync(struct runfile *file, struct err *err)
{
	file->synced_ns = moment_clock_ns();
	if (file->is_regular && fsync(file->fd) < 0)
		return err_set(
		    err, "%s: cannot write: %s", file->path, strerror(errno));
	return 0;
}

int
runfile_end(struct runfile *file, struct err *err)
{
	char finished[MOMENT_TEXT_BYTES];
	struct record_end end = {finished, file->lines + 1};
	struct record record = {RECORD_END, {.end = &end}};

	moment_print(moment_now_ns(), finished);
	if (put(&file->sink, &record, err) < 0)
		return -1;
	return runfile_sync(file, err);
}

void
runfile_close(struct runfile *file)
{
	if (file->fd >= 0)
		close(file->fd);
	file->fd = -1;
	buf_release(&file->line);
}

/* Reading: one line at a time, with the place it came from. */
struct reader {
	FILE *stream;
	const char *path;
	char *line;
	size_t capacity;
	struct arena arena;
	struct buf cleaned;
	struct sink *sink;
	struct runfile_facts facts;
	bool has_run;
};

static int
no_run_file(const struct reader *reader, struct err *err)
{
	return err_set(err,
	    "%s:1: is no run file: its first line must be "
	    "{\"type\":\"run\",\"format\":1,…}. A report.json must be named "
	    "*.json; other harnesses' files come in by \"perfolio import\"",
	    reader->path);
}

static int
check_first(struct reader *reader, const cJSON *line, struct err *err)
{
	const cJSON *type = json_get(line, "type");
	double format = 0;

	reader->has_run = true;
	if (!cJSON_IsString(type) || strcmp(type->valuestring, "run") != 0)
		return no_run_file(reader, err);
	if (json_get_double(line, "format", &format, err) < 0 ||
	    format != RECORD_FORMAT)
		return err_set(err,
		    "%s:1: run file format %g is not known; this perfolio "
		    "reads format %d: use a newer one",
		    reader->path, format, RECORD_FORMAT);
	return 0;
}

static void
note_type(struct reader *reader, const cJSON *line)
{
	const cJSON *item = json_get(line, "type");
	const char *type = cJSON_IsString(item) ? item->valuestring : "";

	reader->facts.is_ended = strcmp(type, "end") == 0;
	if (strcmp(type, "resume") == 0)
		reader->facts.resumed++;
}

/* 0 done, 1 the line itself is at fault, -1 an error to be returned. */
static int
take_line(
    struct reader *reader, const char *text, size_t length, struct err *err)
{
	cJSON *line;
	bool is_syntax = false;
	int result = -1;

	if (!text_is_utf8(text, length)) {
		buf_reset(&reader->cleaned);
		text_clean(&reader->cleaned, text, length);
		text = buf_text(&reader->cleaned);
		length = reader->cleaned.length;
	}
	line = json_parse(text, length, err);
	if (line == NULL && !reader->has_run)
		return no_run_file(reader, err);
	if (line == NULL)
		return 1;
	if (!reader->has_run && check_first(reader, line, err) < 0)
		goto out;
	if (record_parse(line, &reader->arena, reader->sink, &is_syntax, err) <
	    0) {
		result = is_syntax ? 1 : -1;
		if (!is_syntax)
			err_add(err, "%s:%llu", reader->path,
			    (unsigned long long)reader->facts.lines + 1);
		goto out;
	}
	note_type(reader, line);
	result = 0;
out:
	cJSON_Delete(line);
	arena_reset(&reader->arena);
	return result;
}

static bool
is_last(FILE *stream)
{
	int c = getc(stream);

	if (c != EOF)
		ungetc(c, stream);
	return c == EOF;
}

static bool
is_blank(const char *line)
{
	return strcmp(line, "\n") == 0 || strcmp(line, "\r\n") == 0;
}

static int
read_lines(struct reader *reader, struct err *err)
{
	ssize_t length;
	int fault;

	while ((length = getline(
		    &reader->line, &reader->capacity, reader->stream)) > 0) {
		bool is_whole = reader->line[length - 1] == '\n';

		if (!is_whole && reader->facts.lines > 0) {
			reader->facts.is_torn = true;
			break;
		}
		fault = is_blank(reader->line) ? 0
					       : take_line(reader, reader->line,
						     (size_t)length, err);
		if (fault > 0 && reader->facts.lines > 0 &&
		    is_last(reader->stream)) {
			*err = (struct err){0};
			reader->facts.is_torn = true;
			break;
		}
		if (fault > 0)
			err_add(err, "%s:%llu", reader->path,
			    (unsigned long long)reader->facts.lines + 1);
		if (fault != 0)
			return -1;
		reader->facts.lines++;
		reader->facts.bytes += (uint64_t)length;
	}
	if (ferror(reader->stream))
		return err_set(err, "%s: %s", reader->path,
		    errno == EISDIR ? "is a directory; name a run file"
				    : strerror(errno));
	if (!reader->has_run)
		return err_set(
		    err, "%s: is empty; it is no run file", reader->path);
	return 0;
}

int
runfile_read(const char *path, struct sink *sink, struct runfile_facts *facts,
    struct err *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	struct reader reader = {.path = path, .sink = sink};
	int result;

	reader.stream = is_stdin ? stdin : fopen(path, "re");
	if (reader.stream == NULL)
		return err_set(err, "%s: %s", path, strerror(errno));
	result = read_lines(&reader, err);
	if (facts != NULL)
		*facts = reader.facts;
	if (!is_stdin)
		fclose(reader.stream);
	free(reader.line);
	arena_release(&reader.arena);
	buf_release(&reader.cleaned);
	return result;
}
