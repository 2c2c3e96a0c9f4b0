/*
 * The files that the program carries inside itself: templates and style.
 */
#ifndef OUTPUT_ASSETS_H
#define OUTPUT_ASSETS_H

#include <stddef.h>

struct asset {
	const char *name; /* file name below templates/ */
	const char *bytes, *end;
};

extern const struct asset assets[];
extern const size_t asset_count;

/* The asset of that name; NULL if there is none. */
const struct asset *asset_find(const char *name);

#endif
