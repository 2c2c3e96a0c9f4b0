#include "collector/launcher/memory.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A process and its descendants, parents first. */
struct family {
	pid_t pids[MEMORY_PROCESSES];
	size_t count;
	bool is_too_many;
};

/* Its resident memory; 0 when it has ended. */
static uint64_t
resident_bytes(pid_t pid)
{
	char path[32], text[128], *at;
	ssize_t count;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	count = read(fd, text, sizeof text - 1);
	close(fd);
	if (count <= 0)
		return 0;
	text[count] = '\0';
	strtoull(text, &at, 10);
	return strtoull(at, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE);
}

static void
add(struct family *family, pid_t pid)
{
	if (family->count == MEMORY_PROCESSES)
		family->is_too_many = true;
	else
		family->pids[family->count++] = pid;
}

/* The numbers of /proc/PID/task/TID/children, with a space after each. */
static int
add_children_of_thread(struct family *family, pid_t pid, const char *thread)
{
	char path[64], text[4096];
	ssize_t count, i;
	pid_t child = 0;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/task/%.16s/children", (int)pid,
	    thread);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	while ((count = read(fd, text, sizeof text)) > 0) {
		for (i = 0; i < count; i++) {
			if (text[i] >= '0' && text[i] <= '9') {
				child = child * 10 + (text[i] - '0');
				continue;
			}
			add(family, child);
			child = 0;
		}
	}
	close(fd);
	return 0;
}

/* -1 when it has ended, or the kernel does not list children. */
static int
add_children(struct family *family, pid_t pid)
{
	struct dirent *entry;
	char path[32];
	DIR *threads;
	int seen = -1;

	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	threads = opendir(path);
	if (threads == NULL)
		return -1;
	while ((entry = readdir(threads)) != NULL)
		if (entry->d_name[0] != '.' &&
		    add_children_of_thread(family, pid, entry->d_name) == 0)
			seen = 0;
	closedir(threads);
	return seen;
}

void
memory_look(
    struct memory *memory, pid_t pid, uint64_t start_ns, uint64_t now_ns)
{
	static struct family family;
	uint64_t bytes = resident_bytes(pid);
	size_t i;

	family.count = 0;
	family.is_too_many = false;
	if (bytes == 0 || add_children(&family, pid) < 0)
		return;
	for (i = 0; i < family.count; i++) {
		bytes += resident_bytes(family.pids[i]);
		add_children(&family, family.pids[i]);
	}
	memory->is_too_many |= family.is_too_many;
	if (!memory->is_known) {
		memory->is_known = true;
		memory->at_ns = start_ns;
		memory->bytes = bytes;
	}
	memory->byte_time += ((long double)memory->bytes + bytes) / 2 *
			     (long double)(now_ns - memory->at_ns);
	memory->at_ns = now_ns;
	memory->bytes = bytes;
}

bool
memory_mean(const struct memory *memory, uint64_t start_ns, uint64_t end_ns,
    uint64_t *bytes)
{
	long double sum = memory->byte_time;

	if (!memory->is_known || memory->is_too_many || end_ns <= start_ns)
		return false;
	if (end_ns > memory->at_ns)
		sum += (long double)memory->bytes *
		       (long double)(end_ns - memory->at_ns);
	*bytes = (uint64_t)(sum / (long double)(end_ns - start_ns));
	return true;
}
