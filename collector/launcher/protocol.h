/*
 * What perfolio and its launcher say to each other, over one socketpair of
 * SOCK_SEQPACKET. Both come out of one build: no byte order, no versions.
 *
 * perfolio sends a definition whenever the next launch is of another command
 * than the last: struct launcher_request with kind DEFINE and size, then size
 * bytes in messages of at most LAUNCHER_CHUNK_BYTES. Only the newest is kept,
 * for everything the launcher holds shows up in the peak memory of what it
 * starts. Then one request and one reply a launch.
 *
 * Definition: the strings cwd, stdin, stdout, stderr (each "" for none), then
 * argc strings argv, then envc strings NAME=VALUE, each with its NUL.
 *
 * Reply: struct launcher_reply with what was said in the same message; of
 * several copies then their struct launcher_usage, LAUNCHER_USAGES a message.
 */
#ifndef COLLECTOR_LAUNCHER_PROTOCOL_H
#define COLLECTOR_LAUNCHER_PROTOCOL_H

#include <stdint.h>

#include "collector/launch_extra.h"

enum {
	LAUNCHER_SOCKET = 3, /* the launcher's descriptor */
	LAUNCHER_CHUNK_BYTES = 32768,
	LAUNCHER_SAID_BYTES = 4096, /* kept of the start, and of the end */
	LAUNCHER_CPUS = 1024,
	LAUNCHER_COPIES = 1024,
	LAUNCHER_USAGES = 128
};

enum launcher_kind { LAUNCHER_DEFINE = 1, LAUNCHER_LAUNCH };

struct launcher_request {
	uint32_t kind;
	/* DEFINE */
	uint32_t size, argc, envc;
	/* Standard output goes where standard error goes: into the reply. */
	uint32_t is_output_said;
	uint32_t cpu_count; /* 0: all */
	uint64_t cpus[LAUNCHER_CPUS / 64];
	/* LAUNCH */
	uint64_t timeout_ns;   /* 0: none */
	uint64_t output_limit; /* bytes of its output files; 0: none */
	uint32_t copies;       /* 1 to LAUNCHER_COPIES */
	uint32_t extras;       /* a set of enum launch_extra */
};

enum launcher_outcome {
	LAUNCHER_EXITED = 1, /* code is the exit status */
	LAUNCHER_SIGNALED,   /* code is the signal */
	LAUNCHER_TIMED_OUT,
	LAUNCHER_NOT_STARTED /* code is errno, step says at what */
};

enum launcher_step {
	LAUNCHER_STEP_NONE,
	LAUNCHER_STEP_STDIN,
	LAUNCHER_STEP_STDOUT,
	LAUNCHER_STEP_STDERR,
	LAUNCHER_STEP_CWD,
	LAUNCHER_STEP_CPUS,
	LAUNCHER_STEP_SPAWN,
	LAUNCHER_STEP_EXEC
};

/* One process. */
struct launcher_usage {
	uint32_t outcome, step;
	int32_t code;
	uint32_t has;     /* the extras that are known */
	uint64_t wall_ns; /* from start_ns to the reaping */
	uint64_t user_ns, system_ns, max_rss_bytes;
	uint64_t page_faults, context_switches;
	uint64_t extras[LAUNCH_EXTRAS];
};

struct launcher_reply {
	int32_t leftovers; /* processes left behind; -1: some would not die */
	int32_t counter_error; /* errno of the first that failed, or 0 */
	/* CLOCK_MONOTONIC before the spawn, or before copies were let go. */
	uint64_t start_ns;
	/* CPU time of the launcher and all it ever waited for. */
	uint64_t cpu_ns;
	/* What it said on standard error follows: head, then tail bytes. */
	uint32_t head, tail;
	/* Of the first copy that did not exit with 0, else of the first. */
	struct launcher_usage usage;
};

#endif
