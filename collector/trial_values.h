/*
 * The numbers of a good trial. Part of collector/trial.
 */
#ifndef COLLECTOR_TRIAL_VALUES_H
#define COLLECTOR_TRIAL_VALUES_H

#include "collector/trial.h"

/*
 * Fills values and times with what the case's metrics ask for. A metric of
 * extract or measure that has no value leaves a gap; where nothing but measure
 * is measured, the trial fails. -1 as trial_run.
 */
int trial_take_values(struct trial *trial, const struct plan_case *of,
    struct trial_memory *memory, struct err *err);

#endif
