#include "collector/launcher/proc_io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The line break keeps write_bytes apart from cancelled_write_bytes. */
static const char *const labels[] = {
    [LAUNCH_READ_BYTES] = "\nread_bytes: ",
    [LAUNCH_WRITE_BYTES] = "\nwrite_bytes: ",
    [LAUNCH_READ_CHARS] = "\nrchar: ",
    [LAUNCH_WRITE_CHARS] = "\nwchar: ",
};

void
proc_io_read(pid_t pid, unsigned extras, struct launcher_usage *usage)
{
	char path[32], text[512] = "\n", *at;
	ssize_t count;
	size_t i;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/io", (int)pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	count = read(fd, text + 1, sizeof text - 2);
	close(fd);
	if (count <= 0)
		return;
	text[1 + count] = '\0';
	for (i = 0; i < sizeof labels / sizeof *labels; i++) {
		at = strstr(text, labels[i]);
		if ((extras >> i & 1) == 0 || at == NULL)
			continue;
		usage->extras[i] = strtoull(at + strlen(labels[i]), NULL, 10);
		usage->has |= 1u << i;
	}
}
