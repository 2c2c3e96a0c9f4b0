#include "collector/ack.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/regex.h"
#include "base/text.h"

struct fields {
	const char *case_id, *pattern, *metric, *commit, *reason, *link, *until;
};

#define FIELD(name) offsetof(struct fields, name)

static const struct key keys[] = {
    {"case", &key_text, FIELD(case_id), 0},
    {"cases", &key_text, FIELD(pattern), 0},
    {"metric", &key_text, FIELD(metric), 0},
    {"commit", &key_text, FIELD(commit), KEY_REQUIRED},
    {"reason", &key_text, FIELD(reason), KEY_REQUIRED},
    {"link", &key_text, FIELD(link), 0},
    {"until", &key_text, FIELD(until), 0},
};

const struct key_table ack_keys = KEY_TABLE("ack", keys);

bool
ack_is_day(const char *text)
{
	static const int days[] = {
	    31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	static const char form[] = "dddd-dd-dd";
	int month, day;
	size_t i;

	for (i = 0; form[i] != '\0'; i++)
		if (form[i] == 'd' ? text[i] < '0' || text[i] > '9'
				   : text[i] != form[i])
			return false;
	month = (text[5] - '0') * 10 + text[6] - '0';
	day = (text[8] - '0') * 10 + text[9] - '0';
	return text[i] == '\0' && month >= 1 && month <= 12 && day >= 1 &&
	       day <= days[month - 1];
}

static int
check(const struct node *node, const struct fields *fields, struct ack *ack,
    struct err *err)
{
	struct err fault;

	if ((fields->case_id == NULL) == (fields->pattern == NULL))
		return node_fail(node, err,
		    "an accepted change needs either \"case\", an id, or "
		    "\"cases\", a pattern");
	if (fields->until != NULL && !ack_is_day(fields->until))
		return node_fail(node_get(node, "until"), err,
		    "until must be a day like 2027-01-31, not \"%.80s\"",
		    fields->until);
	if (fields->link != NULL &&
	    !text_starts_with(fields->link, "https://") &&
	    !text_starts_with(fields->link, "http://"))
		return node_fail(node_get(node, "link"), err,
		    "link must begin with https:// or http://, not \"%.80s\"",
		    fields->link);
	if (ack->to[0] == '\0' || (ack->from != NULL && ack->from[0] == '\0'))
		return node_fail(node_get(node, "commit"), err,
		    "commit must be a commit, or a range A..B with both ends, "
		    "not \"%.80s\"",
		    fields->commit);
	if (fields->pattern == NULL)
		return 0;
	ack->regex = regex_new(fields->pattern, &fault);
	return ack->regex != NULL ? 0
				  : node_fail(node_get(node, "cases"), err,
					"%.800s", fault.text);
}

static int
read_one(struct arena *arena, const struct node *node, struct ack *ack,
    struct err *err)
{
	struct fields fields = {0};
	const char *dots;

	if (key_read_one(arena, node, "an accepted change", &ack_keys, &fields,
		NULL, err) < 0)
		return -1;
	*ack = (struct ack){.case_id = fields.case_id,
	    .pattern = fields.pattern,
	    .metric = fields.metric,
	    .to = fields.commit,
	    .reason = fields.reason,
	    .link = fields.link,
	    .until = fields.until,
	    .place = node_place(arena, node)};
	dots = strstr(fields.commit, "..");
	if (dots != NULL) {
		ack->from = arena_strndup(
		    arena, fields.commit, (size_t)(dots - fields.commit));
		ack->to = dots + 2;
	}
	return check(node, &fields, ack, err);
}

/* Nothing but comments and spaces. */
static bool
is_blank(const char *text)
{
	for (;;) {
		text += strspn(text, " \t\r\n");
		if (*text != '#')
			return *text == '\0';
		text += strcspn(text, "\n");
	}
}

static int
read_items(struct ack_list *list, const struct node *root, struct err *err)
{
	size_t i;

	if (node_expect(root, NODE_LIST, "the list of accepted changes", err) <
	    0)
		return -1;
	list->items =
	    arena_alloc(&list->arena, root->count * sizeof *list->items);
	for (i = 0; i < root->count; i++) {
		list->items[i] = (struct ack){0};
		list->count = i + 1;
		if (read_one(
			&list->arena, root->items[i], &list->items[i], err) < 0)
			return -1;
	}
	return 0;
}

int
ack_list_read(struct ack_list *list, const char *path, struct err *err)
{
	const struct node *root;
	const char *text;
	struct buf whole = {0};
	int result;

	*list = (struct ack_list){0};
	result = file_read(path, &whole, err);
	if (result == 0 && !is_blank(buf_text(&whole))) {
		result = document_read(&list->arena, path, &root, &text, err);
		if (result == 0)
			result = read_items(list, root, err);
	}
	buf_release(&whole);
	return result;
}

bool
ack_is_over(const struct ack *ack, const char *day)
{
	return ack->until != NULL && strncmp(day, ack->until, 10) > 0;
}

bool
ack_is_about(const struct ack *ack, const char *case_id, const char *metric,
    const char *day)
{
	struct err ignored;

	if (ack_is_over(ack, day))
		return false;
	if (ack->metric != NULL && strcmp(ack->metric, metric) != 0)
		return false;
	if (ack->case_id != NULL)
		return strcmp(ack->case_id, case_id) == 0;
	return regex_search(ack->regex, case_id, strlen(case_id), &ignored) ==
	       1;
}

const char *
ack_print(struct arena *arena, const struct ack *ack)
{
	cJSON *object = cJSON_CreateObject();
	struct buf json = {0};
	const char *commit = ack->to, *text;

	if (ack->from != NULL)
		commit = arena_printf(arena, "%s..%s", ack->from, ack->to);
	/* A line of JSON is a line of YAML. */
	if (ack->case_id != NULL)
		json_add_string(object, "case", ack->case_id);
	if (ack->pattern != NULL)
		json_add_string(object, "cases", ack->pattern);
	if (ack->metric != NULL)
		json_add_string(object, "metric", ack->metric);
	json_add_string(object, "commit", commit);
	json_add_string(object, "reason", ack->reason);
	if (ack->link != NULL)
		json_add_string(object, "link", ack->link);
	if (ack->until != NULL)
		json_add_string(object, "until", ack->until);
	json_print(object, &json);
	text = arena_printf(arena, "- %s\n", json.text);
	cJSON_Delete(object);
	buf_release(&json);
	return text;
}

void
ack_list_release(struct ack_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (list->items[i].regex != NULL)
			regex_free(list->items[i].regex);
	arena_release(&list->arena);
	*list = (struct ack_list){0};
}
