#include "collector/kernel_file.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/num.h"

enum { PATH_BYTES = 4096 };

static bool
path_below(const char *root, const char *path, char full[PATH_BYTES])
{
	int length = snprintf(full, PATH_BYTES, "%s%s", root, path);

	return length > 0 && length < PATH_BYTES;
}

bool
kernel_file_read(const char *root, const char *path, char *text, size_t size)
{
	char full[PATH_BYTES];
	size_t length = 0;
	ssize_t got = -1;
	int fd;

	text[0] = '\0';
	if (!path_below(root, path, full))
		return false;
	fd = open(full, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	while (length < size - 1) {
		got = read(fd, text + length, size - 1 - length);
		if (got <= 0)
			break;
		length += (size_t)got;
	}
	close(fd);
	text[length] = '\0';
	return got >= 0;
}

const char *
kernel_file_line(struct arena *arena, const char *root, const char *path)
{
	char text[KERNEL_TEXT_BYTES];

	if (!kernel_file_read(root, path, text, sizeof text))
		return NULL;
	return arena_strndup(arena, text, strcspn(text, "\n"));
}

const char *
kernel_file_value(struct arena *arena, const char *root, const char *path,
    const char *key, const char *separators)
{
	char full[PATH_BYTES], *line = NULL;
	const char *value = NULL;
	size_t capacity = 0, length = strlen(key);
	FILE *file;

	if (!path_below(root, path, full))
		return NULL;
	file = fopen(full, "re");
	if (file == NULL)
		return NULL;
	while (value == NULL && getline(&line, &capacity, file) > 0) {
		if (strncmp(line, key, length) != 0 ||
		    strchr(separators, line[length]) == NULL)
			continue;
		line[strcspn(line, "\n")] = '\0';
		value = arena_strdup(
		    arena, line + length + strspn(line + length, separators));
	}
	free(line);
	fclose(file);
	return value;
}

/* The number that text[0..length) is. */
static double
number_of(const char *text, size_t length)
{
	char copy[NUM_TEXT_BYTES];
	double value;

	if (length >= sizeof copy)
		return (double)NAN;
	memcpy(copy, text, length);
	copy[length] = '\0';
	return num_parse(copy, &value) ? value : (double)NAN;
}

/* The same of one that counts or measures. */
static double
amount_of(const char *text, size_t length)
{
	double value = number_of(text, length);

	return value < 0 ? (double)NAN : value;
}

double
kernel_file_number(const char *root, const char *path)
{
	char text[KERNEL_TEXT_BYTES];

	kernel_file_read(root, path, text, sizeof text);
	return number_of(text, strcspn(text, "\n"));
}

/* The next line that begins with key, from text on; NULL if none does. */
static const char *
line_with(const char *text, const char *key)
{
	size_t length = strlen(key);

	while (text != NULL && strncmp(text, key, length) != 0) {
		text = strchr(text, '\n');
		if (text != NULL)
			text++;
	}
	return text;
}

double
kernel_load(const char *loadavg)
{
	return amount_of(loadavg, strcspn(loadavg, " \n"));
}

double
kernel_runnable(const char *loadavg)
{
	const char *slash = strchr(loadavg, '/'), *from = slash;

	while (from != NULL && from > loadavg && from[-1] != ' ')
		from--;
	return slash == NULL ? (double)NAN
			     : amount_of(from, (size_t)(slash - from));
}

double
kernel_stall_ns(const char *pressure)
{
	const char *line = line_with(pressure, "some "), *total;

	if (line == NULL)
		return (double)NAN;
	total = strstr(line, " total=");
	if (total == NULL || total > line + strcspn(line, "\n"))
		return (double)NAN;
	total += strlen(" total=");
	return amount_of(total, strcspn(total, " \n")) * 1e3;
}

struct kernel_ticks
kernel_ticks(const char *stat)
{
	enum { USER, NICE, SYSTEM, IDLE, IOWAIT, IRQ, SOFTIRQ, STEAL, FIELDS };
	const struct kernel_ticks none = {(double)NAN, (double)NAN};
	const char *line = line_with(stat, "cpu ");
	double field[FIELDS] = {0};
	size_t i, length;

	if (line == NULL)
		return none;
	line += strlen("cpu");
	for (i = 0; i < FIELDS; i++) {
		line += strspn(line, " ");
		length = strcspn(line, " \n");
		if (length == 0)
			break;
		field[i] = amount_of(line, length);
		line += length;
	}
	if (i <= IDLE)
		return none;
	return (struct kernel_ticks){field[USER] + field[NICE] + field[SYSTEM] +
					 field[IRQ] + field[SOFTIRQ],
	    i == FIELDS ? field[STEAL] : (double)NAN};
}

double
kernel_clock_hz(const char *cpuinfo)
{
	const char *flags = line_with(cpuinfo, "flags"), *line = cpuinfo, *end;
	const char *counted;
	double total = 0;
	size_t count = 0;

	counted = flags == NULL ? NULL : strstr(flags, " aperfmperf");
	if (counted == NULL || counted > flags + strcspn(flags, "\n"))
		return (double)NAN;
	while ((line = line_with(line, "cpu MHz")) != NULL) {
		end = line + strcspn(line, "\n");
		line += strlen("cpu MHz");
		line += strspn(line, "\t :");
		/* The text was cut here. */
		if (*end == '\0')
			break;
		total += amount_of(line, (size_t)(end - line)) * 1e6;
		count++;
	}
	return count == 0 ? (double)NAN : total / (double)count;
}

double
kernel_memory_bytes(const char *meminfo, const char *key)
{
	const char *line = line_with(meminfo, key);

	if (line == NULL || line[strlen(key)] != ':')
		return (double)NAN;
	line += strlen(key) + 1;
	line += strspn(line, " ");
	return amount_of(line, strcspn(line, " \n")) * 1024;
}
