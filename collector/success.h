/*
 * What a launch must do to count.
 *
 *     success: {exit: [0, 3], stdout: 'found \d+', same_output: true}
 */
#ifndef COLLECTOR_SUCCESS_H
#define COLLECTOR_SUCCESS_H

#include "collector/key.h"

struct exit_codes {
	const int *items;
	size_t count;
};

struct pattern {
	const char *text; /* PCRE2 that compiles; NULL: none */
	const struct node *place;
};

struct success {
	struct exit_codes exit;
	struct pattern output; /* searched in standard output */
	bool is_output_same;   /* in every launch */
	const struct node *same_place;
	uint64_t given; /* keys of success_keys that were there */
};

extern const struct key_table success_keys;
extern const struct key_type success_type; /* merges key by key */

#endif
