/*
 * Histories made up for the tests of timelines.
 */
#ifndef TESTS_UNIT_STORY_H
#define TESTS_UNIT_STORY_H

#include <string.h>

#include "analysis/mann_whitney.h"
#include "analysis/timeline.h"
#include "tests/unit/sample.h"

enum { STORY_MOST = 400 };

static struct mann_whitney_table table;

/* A history and what it is looked at with. */
struct story {
	struct arena arena;
	struct timeline_run runs[STORY_MOST];
	struct timeline_point points[STORY_MOST];
	size_t count;
	bool is_plain; /* values as they are */
	struct timeline_options options;
	struct timeline told;
};

static inline void
story_init(struct story *story, size_t count)
{
	memset(story, 0, sizeof *story);
	story->count = count;
	story->options = (struct timeline_options){.is_lower_better = true,
	    .warning = 0.15,
	    .critical = 0.3,
	    .blocker = 0.5};
}

static inline void
story_put(struct story *story, size_t i, double value)
{
	story->points[i] = (struct timeline_point){.run = (uint32_t)i,
	    .launches = 1,
	    .value = story->is_plain ? value : log(value),
	    .center = value};
}

static inline void
story_tell(struct story *story)
{
	timeline_of(&story->told, &table, story->runs, story->points,
	    story->count, !story->is_plain, &story->options, &story->arena);
}

/* Values around levels that begin at starts, with noise in percent. */
static inline void
story_steps(struct story *story, const size_t *starts, const double *levels,
    size_t steps, double noise, uint64_t seed)
{
	struct random random = {seed};
	size_t i, at = 0;

	for (i = 0; i < story->count; i++) {
		while (at + 1 < steps && i >= starts[at + 1])
			at++;
		story_put(story, i,
		    levels[at] * (1 + noise / 100 * sample_normal(&random)));
	}
}

static inline void
expect_changes(const struct story *story, const uint32_t *points, size_t count)
{
	size_t i;

	assert_int_equal(story->told.change_count, count);
	for (i = 0; i < count; i++)
		assert_int_equal(story->told.changes[i].point, points[i]);
}

static inline void
story_line(struct story *story, size_t from, double percent, double noise,
    uint64_t seed)
{
	struct random random = {seed};
	size_t i;

	for (i = from; i < story->count; i++)
		story_put(story, i,
		    100 * exp(percent / 100 * (double)(i - from)) *
			(1 + noise / 100 * sample_normal(&random)));
}

#endif
