/*
 * A run file in memory: its samples and what they mean.
 */
#ifndef CLI_LOADED_H
#define CLI_LOADED_H

#include "analysis/analyze.h"
#include "analysis/result.h"
#include "analysis/series.h"

struct err;

struct loaded {
	struct series series;
	struct result result;
};

/* Reads and analyses a run file; "-" is stdin. Release it in any case. */
int loaded_read(struct loaded *loaded, const char *path,
    const struct analyze_options *options, struct err *err);

/*
 * The same for a run that is being made: from loaded_begin on put its records
 * into series.sink, then say what file they went to.
 */
void loaded_begin(struct loaded *loaded);
int loaded_end(struct loaded *loaded, const char *path,
    const struct analyze_options *options, struct err *err);

void loaded_release(struct loaded *loaded);

#endif
