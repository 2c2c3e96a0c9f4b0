/*
 * Gates: the lines a run must pass to be released.
 */
#ifndef COLLECTOR_GATE_H
#define COLLECTOR_GATE_H

#include "collector/key.h"
#include "collector/selector.h"

extern const struct key_table gates_keys, gate_item_keys;

enum gate_question {
	GATE_MEASURED,
	GATE_NO_REGRESSION,
	GATE_BUDGET,
	GATE_CLAIMS,
	GATE_IMPROVES,
	GATE_MANUAL,
	GATE_QUESTION_COUNT
};

/* A checked line. */
struct gate {
	enum gate_question question;
	int level;                 /* index in gate_levels */
	const char *name;          /* NULL: not given */
	const char *section;       /* NULL: none */
	const char *case_pattern;  /* PCRE2; NULL: all cases */
	const char *against;       /* NULL: the baseline at hand */
	const char *no_regression; /* "critical"; NULL: share says it */
	double share;              /* of no-regression and improves */
	bool is_yellow;            /* GATE_BUDGET: yellow fails it, too */
	struct selector metric;    /* text NULL: all metrics */
	const struct node *node;
};

struct gate_list {
	const struct gate *items; /* must, should, nice, each as written */
	size_t count;
};

/*
 * Reads {must, should, nice}, each a list of lines. A line is a word
 * (measured, claims) or a map with exactly one of measured, no-regression,
 * budget, claims, improves, manual.
 */
int gates_read(struct arena *arena, const struct node *node,
    const struct scope *scope, struct gate_list *list, struct err *err);

#endif
