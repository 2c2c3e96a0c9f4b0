/*
 * The words a run was started with, as its file keeps them.
 */
#ifndef CLI_RUN_WORDS_H
#define CLI_RUN_WORDS_H

#include "base/arena.h"
#include "cli/run_options.h"

/* A run file holds text alone: other words would come back changed. */
bool run_words_are_text(const struct run_options *options);

/*
 * How to make this run again, for --resume and for the reader: JSON in arena.
 * Words that are no text are left out.
 */
const char *run_words_json(
    const struct run_options *options, struct arena *arena);

#endif
