#include "output/view.h"
#include "output/view_markers.h"

static const struct marker_text scaling_texts[] = {
    {"FAMILY", offsetof(struct view_scaling, name)},
    {"METRIC", offsetof(struct view_scaling, metric)},
    {"OVER", offsetof(struct view_scaling, over)},
    {"SIZES", offsetof(struct view_scaling, sizes)},
    {"CLASS", offsetof(struct view_scaling, class)},
    {"EXPONENT", offsetof(struct view_scaling, exponent)},
    {"BOUND", offsetof(struct view_scaling, bound)},
    {"STATUS", offsetof(struct view_scaling, status.word)},
    {"SIGN", offsetof(struct view_scaling, status.sign)},
    {"TONE", offsetof(struct view_scaling, status.tone)},
    {"EXPONENT_CHANGE", offsetof(struct view_scaling, change)},
    {"BOUND_REASON", offsetof(struct view_scaling, reason)},
    {"SVG", offsetof(struct view_scaling, svg)},
    {"CAPTION", offsetof(struct view_scaling, caption)},
    {0},
};
const struct marker_kind scaling_kind = {
    "scaling", scaling_texts, marker_no_lists};

static const struct marker_text level_texts[] = {
    {"WORKERS", offsetof(struct view_level, workers)},
    {"THROUGHPUT", offsetof(struct view_level, throughput)},
    {"LATENCY", offsetof(struct view_level, latency)},
    {"SPEEDUP", offsetof(struct view_level, speedup)},
    {"EFFICIENCY", offsetof(struct view_level, efficiency)},
    {0},
};
static const struct marker_kind level_kind = {
    "level", level_texts, marker_no_lists};

static const struct marker_text concurrency_texts[] = {
    {"FAMILY", offsetof(struct view_concurrency, name)},
    {"STATUS", offsetof(struct view_concurrency, status.word)},
    {"SIGN", offsetof(struct view_concurrency, status.sign)},
    {"TONE", offsetof(struct view_concurrency, status.tone)},
    {"LAW", offsetof(struct view_concurrency, law)},
    {"SVG", offsetof(struct view_concurrency, svg)},
    {"CAPTION", offsetof(struct view_concurrency, caption)},
    {0},
};
static const struct marker_list concurrency_lists[] = {
    {"LEVELS", offsetof(struct view_concurrency, levels),
	sizeof(struct view_level), &level_kind},
    {0},
};
const struct marker_kind concurrency_kind = {
    "concurrency", concurrency_texts, concurrency_lists};

static const struct marker_text growth_texts[] = {
    {"ID", offsetof(struct view_growth, id.text)},
    {"PAGE", offsetof(struct view_growth, id.page)},
    {"METRIC", offsetof(struct view_growth, metric)},
    {"KIND", offsetof(struct view_growth, kind)},
    {"TOTAL", offsetof(struct view_growth, total)},
    {"LAUNCHES", offsetof(struct view_growth, launches)},
    {"STATUS", offsetof(struct view_growth, status.word)},
    {"SIGN", offsetof(struct view_growth, status.sign)},
    {"TONE", offsetof(struct view_growth, status.tone)},
    {0},
};
static const struct marker_list growth_lists[] = {
    {"ID_PARTS", offsetof(struct view_growth, id.parts),
	sizeof(struct view_line), &line_kind},
    {0},
};
const struct marker_kind growth_kind = {"growth", growth_texts, growth_lists};
