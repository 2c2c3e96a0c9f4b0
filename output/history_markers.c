#include "output/view.h"
#include "output/view_markers.h"

static const struct marker_text point_texts[] = {
    {"ID", offsetof(struct view_point, id.text)},
    {"WHOLE_ID", offsetof(struct view_point, id.whole)},
    {"PAGE", offsetof(struct view_point, id.page)},
    {"METRIC", offsetof(struct view_point, metric)},
    {"SEEN", offsetof(struct view_point, seen.word)},
    {"SIGN", offsetof(struct view_point, seen.sign)},
    {"TONE", offsetof(struct view_point, seen.tone)},
    {"STATUS", offsetof(struct view_point, status)},
    {"LEVEL", offsetof(struct view_point, level)},
    {"CHANGE", offsetof(struct view_point, change)},
    {"CHANGE_EXACT", offsetof(struct view_point, change_exact)},
    {"BEFORE", offsetof(struct view_point, before)},
    {"AFTER", offsetof(struct view_point, after)},
    {"LAST", offsetof(struct view_point, last.text)},
    {"LAST_URL", offsetof(struct view_point, last.url)},
    {"FIRST", offsetof(struct view_point, first.text)},
    {"FIRST_URL", offsetof(struct view_point, first.url)},
    {"DATE", offsetof(struct view_point, date)},
    {"RANGE", offsetof(struct view_point, range)},
    {"REASON", offsetof(struct view_point, reason)},
    {"LINK", offsetof(struct view_point, link)},
    {"SPARK", offsetof(struct view_point, spark)},
    {0},
};
static const struct marker_list point_lists[] = {
    {"ID_PARTS", offsetof(struct view_point, id.parts),
	sizeof(struct view_line), &line_kind},
    {0},
};
static const struct marker_kind point_kind = {
    "point", point_texts, point_lists};

static const struct marker_text table_texts[] = {
    {"TABLE_LABEL", offsetof(struct view_point_table, label)},
    {"TABLE_CAPTION", offsetof(struct view_point_table, caption)},
    {"HAS_CASES", offsetof(struct view_point_table, has_cases)},
    {"HAS_REASONS", offsetof(struct view_point_table, has_reasons)},
    {0},
};
static const struct marker_list table_lists[] = {
    {"POINTS", offsetof(struct view_point_table, points),
	sizeof(struct view_point), &point_kind},
    {0},
};
const struct marker_kind point_table_kind = {
    "points", table_texts, table_lists};

static const struct marker_text drift_texts[] = {
    {"ID", offsetof(struct view_drift, id.text)},
    {"PAGE", offsetof(struct view_drift, id.page)},
    {"METRIC", offsetof(struct view_drift, metric)},
    {"SEEN", offsetof(struct view_drift, seen.word)},
    {"SIGN", offsetof(struct view_drift, seen.sign)},
    {"TONE", offsetof(struct view_drift, seen.tone)},
    {"TEXT", offsetof(struct view_drift, text)},
    {"SPARK", offsetof(struct view_drift, spark)},
    {0},
};
static const struct marker_list drift_lists[] = {
    {"ID_PARTS", offsetof(struct view_drift, id.parts),
	sizeof(struct view_line), &line_kind},
    {0},
};
const struct marker_kind drift_kind = {"drift", drift_texts, drift_lists};

static const struct marker_text history_texts[] = {
    {"HISTORY_SUMMARY", offsetof(struct view_history, summary)},
    {"SVG", offsetof(struct view_history, svg)},
    {"CAPTION", offsetof(struct view_history, caption)},
    {0},
};
static const struct marker_list history_lists[] = {
    {"TREND_TABLES", offsetof(struct view_history, tables),
	sizeof(struct view_point_table), &point_table_kind},
    {0},
};
const struct marker_kind history_kind = {
    "history", history_texts, history_lists};
