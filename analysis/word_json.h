/*
 * Members whose text is one of a few words, each the name of an enum's value,
 * and objects of lists.
 */
#ifndef ANALYSIS_WORD_JSON_H
#define ANALYSIS_WORD_JSON_H

#include <cjson/cJSON.h>

struct err;

/*
 * Sets *index to that of the member's text among words[0..count). A word that
 * is NULL is null, or the member's absence. -1: the text is none of them.
 */
int word_json_get(const cJSON *object, const char *key,
    const char *(*word)(unsigned), unsigned count, unsigned *index,
    struct err *err);

/* A new object at the end of the array. */
cJSON *word_json_push(cJSON *array);

#endif
