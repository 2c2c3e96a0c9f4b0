#include "collector/launcher/definition.h"

#include <stdlib.h>
#include <string.h>

#include "collector/launcher/connection.h"

static void *
allocate(size_t count, size_t bytes)
{
	void *memory = calloc(count, bytes);

	if (memory == NULL)
		connection_give_up();
	return memory;
}

/* The variables of base that extra[0..count) does not replace, and extra. */
static char **
merge_environment(char **base, char **extra, size_t count)
{
	size_t inherited = 0, kept = 0, at, i, length;
	char **merged;

	while (base[inherited] != NULL)
		inherited++;
	merged = allocate(inherited + count + 1, sizeof *merged);
	for (at = 0; at < inherited; at++) {
		length = strcspn(base[at], "=") + 1;
		for (i = 0; i < count; i++)
			if (strncmp(extra[i], base[at], length) == 0)
				break;
		if (i == count)
			merged[kept++] = base[at];
	}
	memcpy(merged + kept, extra, count * sizeof *merged);
	return merged;
}

static char *
next_string(char **at)
{
	char *text = *at;

	*at += strlen(text) + 1;
	return text;
}

static void
receive_bytes(struct definition *definition, size_t size)
{
	size_t got, step;

	for (got = 0; got < size; got += step) {
		step = size - got;
		if (step > LAUNCHER_CHUNK_BYTES)
			step = LAUNCHER_CHUNK_BYTES;
		connection_receive(definition->bytes + got, step);
	}
}

static void
set_cpus(struct definition *definition, const struct launcher_request *request)
{
	size_t i;

	definition->has_cpus = request->cpu_count != 0;
	CPU_ZERO(&definition->cpus);
	for (i = 0; i < LAUNCHER_CPUS; i++)
		if (request->cpus[i / 64] >> (i % 64) & 1)
			CPU_SET(i, &definition->cpus);
}

void
definition_receive(struct definition *definition,
    const struct launcher_request *request, char **base)
{
	char *at, **extra;
	size_t i;

	free(definition->bytes);
	free(definition->argv);
	free(definition->envp);
	definition->bytes = allocate(request->size + 1, 1);
	definition->argv = allocate(request->argc + 1, sizeof(char *));
	extra = allocate(request->envc + 1, sizeof(char *));
	receive_bytes(definition, request->size);
	at = definition->bytes;
	definition->cwd = next_string(&at);
	definition->stdin_path = next_string(&at);
	definition->stdout_path = next_string(&at);
	definition->stderr_path = next_string(&at);
	for (i = 0; i < request->argc; i++)
		definition->argv[i] = next_string(&at);
	for (i = 0; i < request->envc; i++)
		extra[i] = next_string(&at);
	definition->envp = merge_environment(base, extra, request->envc);
	free(extra);
	definition->is_output_said = request->is_output_said;
	set_cpus(definition, request);
}
