/*
 * cJSON with strict reading and exact numbers.
 *
 * Getters name the key when the type is wrong. Numbers are written in the
 * shortest form that reads back the same (cJSON's own printing changes one
 * double in seven). Keys given to the json_add_* calls must be literals: they
 * are not copied.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct err;

/*
 * Parses exactly one JSON value out of text[0..length), which must be NUL-
 * terminated. NULL with "line:column: …" in err otherwise. The caller deletes
 * it with cJSON_Delete.
 */
cJSON *json_parse(const char *text, size_t length, struct err *err);

/* The member of that name, NULL if absent or null. */
const cJSON *json_get(const cJSON *object, const char *key);

/*
 * Optional members: an absent key leaves *value as it is and returns 0; a
 * wrong type is -1 with the key's name. Strings belong to the tree.
 */
int json_get_string(
    const cJSON *object, const char *key, const char **value, struct err *err);
int json_get_double(
    const cJSON *object, const char *key, double *value, struct err *err);
int json_get_u64(
    const cJSON *object, const char *key, uint64_t *value, struct err *err);
int json_get_bool(
    const cJSON *object, const char *key, bool *value, struct err *err);

/* *value is NULL when absent; anything but an object (array) is -1. */
int json_get_object(
    const cJSON *object, const char *key, const cJSON **value, struct err *err);
int json_get_array(
    const cJSON *object, const char *key, const cJSON **value, struct err *err);

/* Members of objects under construction. NULL text adds null. */
void json_add_string(cJSON *object, const char *key, const char *text);
void json_add_double(cJSON *object, const char *key, double value);
void json_add_u64(cJSON *object, const char *key, uint64_t value);
void json_add_bool(cJSON *object, const char *key, bool value);
void json_add_null(cJSON *object, const char *key);
cJSON *json_add_object(cJSON *object, const char *key);
cJSON *json_add_array(cJSON *object, const char *key);

/* A whole array of numbers as one piece: a tree of them takes 80 bytes each. */
void json_add_doubles(
    cJSON *object, const char *key, const double *values, size_t count);

/* Elements of arrays under construction. */
void json_push_double(cJSON *array, double value);
void json_push_string(cJSON *array, const char *text);

/* A member whose key is not a literal; the key is copied. */
void json_add_named(cJSON *object, const char *key, cJSON *item);

/* Appends the value on one line, without a newline. */
void json_print(const cJSON *value, struct buf *out);

#endif
