/*
 * Claims: what the product says about its own speed, to be held against what
 * was measured.
 */
#ifndef COLLECTOR_CLAIM_H
#define COLLECTOR_CLAIM_H

#include "collector/key.h"
#include "collector/selector.h"

/*
 * A checked claim: one of from and to, improves, by. between compares two
 * cases instead of two runs of one, the second with the first, and alone
 * claims that the second is better; improves or by say how much. A planned
 * claim may have no form.
 */
struct claim {
	const char *name;
	const char *case_id; /* NULL with between and when planned */
	const char *metric;  /* "time" unless given */
	struct selector selector;
	const struct node *from, *to, *by, *between; /* NULL: not this form */
	double improves;                             /* fraction */
	bool is_planned;
	const struct node *node; /* as written */
};

extern const struct key_table claim_keys;

/*
 * With scope NULL a metric it does not know is left alone: read it again when
 * its scope is known.
 */
int claim_read(struct arena *arena, const struct node *node,
    const struct scope *scope, struct claim *claim, struct err *err);

#endif
