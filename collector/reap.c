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

enum { REAP_PROCESSES = 8192, REAP_PATIENCE_MS = 10000 };

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

static size_t
read_processes(struct process *processes)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	size_t count = 0;

	if (proc == NULL)
		return 0;
	while (count < REAP_PROCESSES && (entry = readdir(proc)) != NULL) {
		if (entry->d_name[0] < '1' || entry->d_name[0] > '9')
			continue;
		processes[count].pid = (pid_t)strtol(entry->d_name, NULL, 10);
		processes[count].parent = parent_of(entry->d_name);
		processes[count++].is_ours = false;
	}
	closedir(proc);
	return count;
}

/* Spreads from parents to children until nothing new is found. */
static void
mark_descendants(struct process *processes, size_t count)
{
	pid_t self = getpid();
	bool is_new = true;
	size_t i, j;

	while (is_new) {
		is_new = false;
		for (i = 0; i < count; i++) {
			if (processes[i].is_ours)
				continue;
			for (j = 0; j < count; j++)
				if (processes[j].is_ours &&
				    processes[j].pid == processes[i].parent)
					break;
			if (processes[i].parent == self || j < count)
				is_new = processes[i].is_ours = true;
		}
	}
}

int
reap_signal(int signal_number)
{
	struct process *processes = malloc(REAP_PROCESSES * sizeof *processes);
	size_t count, i;
	int sent = 0;

	if (processes == NULL)
		return 0;
	count = read_processes(processes);
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
