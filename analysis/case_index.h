/*
 * The cases of a result by their ids.
 */
#ifndef ANALYSIS_CASE_INDEX_H
#define ANALYSIS_CASE_INDEX_H

#include "analysis/result.h"
#include "base/map.h"

/*
 * Adds the index of every case. With --against the head's has its id without
 * the parameter that names the tree beside it, unless that is another case's.
 */
void case_index_fill(struct map *ids, const struct result *result);

#endif
