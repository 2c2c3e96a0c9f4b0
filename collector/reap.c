#include "collector/reap.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { REAP_PATIENCE_MS = 10000 };

struct process {
	pid_t pid, parent;
	bool is_ours;
};

bool
reap_has_children(void)
{
	siginfo_t info;

	return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT | __WALL) ==
		   0 ||
	       errno != ECHILD;
}

/* The parent of a process, from /proc/PID/stat; 0 when it is gone. */
static pid_t
parent_of(const char *pid)
{
	char path[64] = "/proc/", line[512], *close_bracket;
	ssize_t count;
	int fd;

	strncat(path, pid, 16);
	strncat(path, "/stat", 8);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	count = read(fd, line, sizeof line - 1);
	close(fd);
	if (count <= 0)
		return 0;
	line[count] = '\0';
	/* "PID (NAME) STATE PPID": the name may hold brackets and spaces. */
	close_bracket = strrchr(line, ')');
	if (close_bracket == NULL || strlen(close_bracket) < 4)
		return 0;
	return (pid_t)strtol(close_bracket + 4, NULL, 10);
}

/* All there are; what no memory is left for is left out. */
static struct process *
read_processes(size_t *count)
{
	DIR *proc = opendir("/proc");
	struct process *processes = NULL, *larger;
	struct dirent *entry;
	size_t capacity = 0;

	*count = 0;
	while (proc != NULL && (entry = readdir(proc)) != NULL) {
		if (entry->d_name[0] < '1' || entry->d_name[0] > '9')
			continue;
		if (*count == capacity) {
			capacity = capacity == 0 ? 512 : 2 * capacity;
			larger =
			    realloc(processes, capacity * sizeof *processes);
			if (larger == NULL)
				break;
			processes = larger;
		}
		processes[*count].pid = (pid_t)strtol(entry->d_name, NULL, 10);
		processes[*count].parent = parent_of(entry->d_name);
		processes[(*count)++].is_ours = false;
	}
	if (proc != NULL)
		closedir(proc);
	return processes;
}

static int
compare_pids(const void *a, const void *b)
{
	const struct process *one = a, *two = b;

	return (one->pid > two->pid) - (one->pid < two->pid);
}

/*
 * Spreads from parents to children until nothing new is found: once, unless
 * pids wrapped around. O(n log n) each time.
 */
static void
mark_descendants(struct process *processes, size_t count)
{
	const struct process *parent;
	struct process wanted;
	pid_t self = getpid();
	bool is_new = count > 0;
	size_t i;

	if (count > 0)
		qsort(processes, count, sizeof *processes, compare_pids);
	while (is_new) {
		is_new = false;
		for (i = 0; i < count; i++) {
			if (processes[i].is_ours)
				continue;
			wanted.pid = processes[i].parent;
			parent = bsearch(&wanted, processes, count,
			    sizeof *processes, compare_pids);
			if (processes[i].parent == self ||
			    (parent != NULL && parent->is_ours))
				is_new = processes[i].is_ours = true;
		}
	}
}

int
reap_signal(int signal_number)
{
	size_t count, i;
	struct process *processes = read_processes(&count);
	int sent = 0;

	mark_descendants(processes, count);
	for (i = 0; i < count; i++)
		if (processes[i].is_ours &&
		    kill(processes[i].pid, signal_number) == 0)
			sent++;
	free(processes);
	return sent;
}

int
reap_all(void)
{
	static const struct timespec pause = {0, 1000000};
	int reaped = 0, waited_ms;

	for (waited_ms = 0; waited_ms < REAP_PATIENCE_MS; waited_ms++) {
		if (!reap_has_children())
			return reaped;
		reap_signal(SIGKILL);
		while (waitpid(-1, NULL, WNOHANG | __WALL) > 0)
			reaped++;
		if (!reap_has_children())
			return reaped;
		nanosleep(&pause, NULL);
	}
	return -1;
}
