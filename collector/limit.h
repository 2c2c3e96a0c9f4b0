/*
 * Limits: what a metric may be held against.
 */
#ifndef COLLECTOR_LIMIT_H
#define COLLECTOR_LIMIT_H

#include "collector/document.h"
#include "collector/metric.h"

struct err;

enum limit_form {
	LIMIT_PLAIN, /* "50ms": the metric's better side decides */
	LIMIT_AT_MOST,
	LIMIT_AT_LEAST,
	LIMIT_RANGE /* "38ms..45ms" */
};

struct limit {
	enum limit_form form;
	double value; /* base unit; the low end of a range */
	double high;  /* LIMIT_RANGE */
};

/* A text in the unit of the metric, in one of the forms. */
int limit_read(const struct node *node, const struct metric_entry *entry,
    struct limit *limit, struct err *err);

/* A limit of a metric whose unit is not known: in whichever it can be. */
int limit_read_unit_unknown(const struct node *node, const char *metric,
    struct limit *limit, enum metric_kind *kind, struct err *err);

/* A single value in the unit of the metric, without >= or a range. */
int limit_read_value(const struct node *node, const struct metric_entry *entry,
    double *value, struct err *err);

#endif
