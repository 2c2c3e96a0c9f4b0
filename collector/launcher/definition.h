/*
 * The command to launch, as perfolio defined it last.
 *
 * The strings point into bytes; the vectors are allocated. All is owned here
 * and replaced by the next definition.
 */
#ifndef COLLECTOR_LAUNCHER_DEFINITION_H
#define COLLECTOR_LAUNCHER_DEFINITION_H

#include <sched.h>
#include <stdbool.h>

#include "collector/launcher/protocol.h"

struct definition {
	char *bytes;
	/* "": none */
	const char *cwd, *stdin_path, *stdout_path, *stderr_path;
	char **argv, **envp;
	bool is_output_said, has_cpus;
	cpu_set_t cpus;
};

/* Receives what follows the request. base is the environment it adds to. */
void definition_receive(struct definition *definition,
    const struct launcher_request *request, char **base);

#endif
