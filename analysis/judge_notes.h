/*
 * What can be said of a comparison in sentences.
 */
#ifndef ANALYSIS_JUDGE_NOTES_H
#define ANALYSIS_JUDGE_NOTES_H

#include "analysis/judge.h"

enum { JUDGE_NOTES_CASES = 20 /* with a note of their own */ };

/*
 * Puts the note of the machine's shift before the notes of result, and adds
 * behind them: a baseline that is not there, another machine, another
 * environment, too few earlier runs, cases that went and came, implausible
 * changes, metrics that went, another policy.
 */
void judge_notes(const struct judge_options *options, struct result *result);

#endif
