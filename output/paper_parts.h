/*
 * The parts of the paper that are drawn, each under its name in the template:
 * "table cases" is <table data-part="cases">.
 */
#ifndef OUTPUT_PAPER_PARTS_H
#define OUTPUT_PAPER_PARTS_H

#include "output/document.h"
#include "output/view.h"

struct paper_part {
	const char *name;
	void (*draw)(struct document *document, const struct view *view);
};

/* NULL if there is none of that name. */
const struct paper_part *paper_part_find(const char *name);

/* Adds the names of all parts: "table cases, figure overview". */
void paper_parts_list(struct buf *out);

/* Cases with other metrics. */
size_t paper_other_count(const struct view *view);

/* Ids that were cut. */
size_t paper_long_id_count(const struct view *view);

#endif
