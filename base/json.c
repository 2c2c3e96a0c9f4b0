#include "base/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/num.h"

cJSON *
json_parse(const char *text, size_t length, struct err *err)
{
	const char *end = text, *p;
	unsigned line = 1, column = 1;
	cJSON *value = NULL;

	/* cJSON would cut the string at an escaped NUL without a word. */
	if (memchr(text, '\\', length) != NULL &&
	    (p = strstr(text, "\\u0000")) != NULL)
		end = p;
	else
		value = cJSON_ParseWithLengthOpts(text, length + 1, &end, 1);
	if (value != NULL)
		return value;
	for (p = text; p < end && p < text + length; p++) {
		column++;
		if (*p == '\n') {
			line++;
			column = 1;
		}
	}
	err_set(err, "%u:%u: not valid JSON", line, column);
	return NULL;
}

const cJSON *
json_get(const cJSON *object, const char *key)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

	return item == NULL || cJSON_IsNull(item) ? NULL : item;
}

int
json_get_string(
    const cJSON *object, const char *key, const char **value, struct err *err)
{
	const cJSON *item = json_get(object, key);

	if (item == NULL)
		return 0;
	if (!cJSON_IsString(item))
		return err_set(err, "\"%s\" must be text", key);
	*value = item->valuestring;
	return 0;
}

int
json_get_double(
    const cJSON *object, const char *key, double *value, struct err *err)
{
	const cJSON *item = json_get(object, key);

	if (item == NULL)
		return 0;
	if (!cJSON_IsNumber(item) || !isfinite(item->valuedouble))
		return err_set(err, "\"%s\" must be a number", key);
	*value = item->valuedouble;
	return 0;
}

int
json_get_u64(
    const cJSON *object, const char *key, uint64_t *value, struct err *err)
{
	double number = 0;
	const cJSON *item = json_get(object, key);

	if (item == NULL)
		return 0;
	if (json_get_double(object, key, &number, err) < 0)
		return -1;
	if (number < 0 || number > 9007199254740992.0 ||
	    number != floor(number))
		return err_set(err, "\"%s\" must be a whole number", key);
	*value = (uint64_t)number;
	return 0;
}

int
json_get_bool(
    const cJSON *object, const char *key, bool *value, struct err *err)
{
	const cJSON *item = json_get(object, key);

	if (item == NULL)
		return 0;
	if (!cJSON_IsBool(item))
		return err_set(err, "\"%s\" must be true or false", key);
	*value = cJSON_IsTrue(item);
	return 0;
}

int
json_get_object(
    const cJSON *object, const char *key, const cJSON **value, struct err *err)
{
	*value = json_get(object, key);
	if (*value != NULL && !cJSON_IsObject(*value))
		return err_set(err, "\"%s\" must be an object", key);
	return 0;
}

int
json_get_array(
    const cJSON *object, const char *key, const cJSON **value, struct err *err)
{
	*value = json_get(object, key);
	if (*value != NULL && !cJSON_IsArray(*value))
		return err_set(err, "\"%s\" must be a list", key);
	return 0;
}

static void
add(cJSON *object, const char *key, cJSON *item)
{
	cJSON_AddItemToObjectCS(object, key, item);
}

static cJSON *
string_item(const char *text)
{
	return text == NULL ? cJSON_CreateNull() : cJSON_CreateString(text);
}

static cJSON *
number_item(double value)
{
	char text[NUM_TEXT_BYTES];

	if (!isfinite(value))
		return cJSON_CreateNull();
	num_print(value, text);
	return cJSON_CreateRaw(text);
}

void
json_add_string(cJSON *object, const char *key, const char *text)
{
	add(object, key, string_item(text));
}

void
json_add_double(cJSON *object, const char *key, double value)
{
	add(object, key, number_item(value));
}

void
json_add_u64(cJSON *object, const char *key, uint64_t value)
{
	add(object, key, number_item((double)value));
}

void
json_add_bool(cJSON *object, const char *key, bool value)
{
	add(object, key, cJSON_CreateBool(value));
}

void
json_add_null(cJSON *object, const char *key)
{
	add(object, key, cJSON_CreateNull());
}

cJSON *
json_add_object(cJSON *object, const char *key)
{
	cJSON *item = cJSON_CreateObject();

	add(object, key, item);
	return item;
}

cJSON *
json_add_array(cJSON *object, const char *key)
{
	cJSON *item = cJSON_CreateArray();

	add(object, key, item);
	return item;
}

void
json_add_doubles(
    cJSON *object, const char *key, const double *values, size_t count)
{
	char text[NUM_TEXT_BYTES];
	struct buf out = {0};
	size_t i;

	buf_add_char(&out, '[');
	for (i = 0; i < count; i++) {
		if (i > 0)
			buf_add_char(&out, ',');
		buf_add(&out, text, num_print(values[i], text));
	}
	buf_add_char(&out, ']');
	add(object, key, cJSON_CreateRaw(out.text));
	buf_release(&out);
}

void
json_push_double(cJSON *array, double value)
{
	cJSON_AddItemToArray(array, number_item(value));
}

void
json_push_string(cJSON *array, const char *text)
{
	cJSON_AddItemToArray(array, string_item(text));
}

void
json_add_named(cJSON *object, const char *key, cJSON *item)
{
	cJSON_AddItemToObject(object, key, item);
}

void
json_print(const cJSON *value, struct buf *out)
{
	char *text = cJSON_PrintBuffered(value, 512, 0);

	buf_add_string(out, text);
	cJSON_free(text);
}
