/*
 * junit.xml: what CI servers show as tests, one a case.
 *
 * - failure: the case failed or took too long (unless it may), a budget of it
 *   is red, or it regressed and so fails a must line of the checklist; without
 *   a checklist, at critical or above
 * - error: it is blocked
 * - skipped: it was skipped, is missing, or failed and may
 *
 * The cases of --against's base are left out: they are measured, not judged.
 */
#ifndef OUTPUT_JUNIT_H
#define OUTPUT_JUNIT_H

#include <stdio.h>

#include "output/view.h"

/* Writing errors stay in the stream. */
void junit_write(const struct view *view, FILE *out);

#endif
