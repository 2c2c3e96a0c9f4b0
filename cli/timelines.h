/*
 * The timelines of one line: what the archive has of a series, with the
 * changes that were confirmed before, and those that were accepted.
 */
#ifndef CLI_TIMELINES_H
#define CLI_TIMELINES_H

#include "analysis/session.h"
#include "analysis/timeline.h"
#include "base/map.h"
#include "cli/ack_file.h"
#include "cli/index.h"

struct mann_whitney_table;

/* Zeroed is empty. */
struct timelines {
	const struct timeline_run *line; /* count of them; the caller's */
	size_t count;
	const char *suite, *machine;
	struct archive_anchors anchors; /* by case, metric, run */
	struct map places; /* run, or commit -> its first place on the line */
	struct mann_whitney_table *table; /* the caller's */
	VEC(uint32_t) marks; /* anchors of the last series, as points */
	/* Confirmed changes that are not written down yet. */
	VEC(struct archive_anchor) confirmed;
};

/* What a timeline is made of; not owned. */
struct timelines_series {
	const char *case_id, *metric;
	const struct archive_points *points;
	size_t first; /* place of the points' first run on the line */
	const struct session *own; /* the line's last run's; NULL: none */
};

/*
 * All but places, marks and what the archive has is set; anchors' text is in
 * arena. Release it whatever is said.
 */
int timelines_read(struct timelines *timelines, struct archive *archive,
    struct arena *arena, struct err *err);

/*
 * Where not all points are logarithms, all are centres. anchors and step of
 * options are set here. All of the timeline is in arena.
 */
void timelines_draw(struct timelines *timelines,
    const struct timelines_series *series, struct timeline_options *options,
    struct arena *arena, struct timeline *to);

/*
 * Of the timeline that was drawn last: which changes are accepted, their text
 * in arena; and notes in confirmed those that are new.
 */
void timelines_settle(struct timelines *timelines,
    const struct timelines_series *series, const struct git_line *commits,
    const struct ack_list *acks, struct arena *arena, struct timeline *drawn);

/*
 * Writes the confirmed ones to anchors.jsonl. That it cannot is said on
 * standard error, and no more: the answer is the same.
 */
void timelines_keep(const struct timelines *timelines, struct index *index);

void timelines_release(struct timelines *timelines);

#endif
