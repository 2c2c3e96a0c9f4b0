/*
 * A timeline as members of a JSON object.
 */
#ifndef ANALYSIS_TIMELINE_JSON_H
#define ANALYSIS_TIMELINE_JSON_H

#include <cjson/cJSON.h>

#include "analysis/timeline.h"

/*
 * Adds "change_points", the runs that are the first of a new level; "drift",
 * an object or null; "shape"; "modes" of a bimodal one; and "changes", an
 * object each with "index", which is in "change_points". Indices are those of
 * runs. Commits, versions and runs stand only where they are known; ratios and
 * percent are null where a value is not positive.
 */
void timeline_json_add(cJSON *object, const struct timeline *timeline,
    const struct timeline_run *runs);

#endif
