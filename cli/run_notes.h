/*
 * What a run says about itself before its first launch: the machine, the
 * shell's share, commands compared with themselves.
 */
#ifndef CLI_RUN_NOTES_H
#define CLI_RUN_NOTES_H

#include "base/arena.h"
#include "collector/launch.h"
#include "collector/plan.h"
#include "collector/sink.h"

struct err;

/* Puts the notes. -1: the sink failed or the launcher is gone. */
int run_notes_put(const struct plan *plan, struct runner *runner,
    struct sink *sink, struct arena *arena, struct err *err);

#endif
