/*
 * What the doctor found, for people and for programs.
 */
#ifndef CLI_FINDINGS_H
#define CLI_FINDINGS_H

#include <stdio.h>

#include "collector/doctor.h"

/* A table, group by group, and what it comes to in a sentence. */
void findings_print(const struct doctor *doctor, FILE *out);

/*
 * A JSON array of {"group","what","level","value","advice"}, a finding a line,
 * in the order of the table; null is not available, or no advice.
 */
void findings_print_json(const struct doctor *doctor, FILE *out);

#endif
