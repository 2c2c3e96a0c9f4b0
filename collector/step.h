/*
 * The steps of a benchmark: commands run one after another, timed one by one
 * and as a whole.
 *
 *     steps: [{name: init, command: …}, {name: first-test, command: …}]
 */
#ifndef COLLECTOR_STEP_H
#define COLLECTOR_STEP_H

#include "collector/key.h"

struct step_list {
	const struct plan_step *items; /* as written; names are unique */
	size_t count;
};

extern const struct key_table step_keys;
extern const struct key_type step_type; /* struct step_list */

#endif
