#include "output/view_markers.h"

#include "output/view.h"
#include "output/view_change.h"

static const struct marker_text fact_texts[] = {
    {"NAME", offsetof(struct view_fact, name)},
    {"VALUE", offsetof(struct view_fact, value)},
    {0},
};
const struct marker_kind fact_kind = {"fact", fact_texts, marker_no_lists};

static const struct marker_text difference_texts[] = {
    {"NAME", offsetof(struct view_difference, name)},
    {"BASE", offsetof(struct view_difference, base)},
    {"HERE", offsetof(struct view_difference, here)},
    {0},
};
static const struct marker_kind difference_kind = {
    "difference", difference_texts, marker_no_lists};

static const struct marker_text line_texts[] = {
    {"TEXT", offsetof(struct view_line, text)},
    {0},
};
const struct marker_kind line_kind = {"line", line_texts, marker_no_lists};

static const struct marker_text note_texts[] = {
    {"LEVEL", offsetof(struct view_note, level.word)},
    {"SIGN", offsetof(struct view_note, level.sign)},
    {"TONE", offsetof(struct view_note, level.tone)},
    {"ID", offsetof(struct view_note, id)},
    {"TEXT", offsetof(struct view_note, text)},
    {"ADVICE", offsetof(struct view_note, advice)},
    {0},
};
const struct marker_kind note_kind = {"note", note_texts, marker_no_lists};

static const struct marker_text id_texts[] = {
    {"ID", offsetof(struct view_id, text)},
    {"PAGE", offsetof(struct view_id, page)},
    {0},
};
const struct marker_kind id_kind = {"id", id_texts, marker_no_lists};

static const struct marker_text trouble_texts[] = {
    {"ID", offsetof(struct view_trouble, id.text)},
    {"WHOLE_ID", offsetof(struct view_trouble, id.whole)},
    {"PAGE", offsetof(struct view_trouble, id.page)},
    {"STATUS", offsetof(struct view_trouble, status.word)},
    {"SIGN", offsetof(struct view_trouble, status.sign)},
    {"TONE", offsetof(struct view_trouble, status.tone)},
    {"ALLOWED", offsetof(struct view_trouble, allowed)},
    {"MESSAGE", offsetof(struct view_trouble, message)},
    {"LAUNCHES", offsetof(struct view_trouble, launches)},
    {"COMMAND", offsetof(struct view_trouble, command)},
    {"FOLDER", offsetof(struct view_trouble, folder)},
    {"OWNER", offsetof(struct view_trouble, owner)},
    {"VERIFY", offsetof(struct view_trouble, verify)},
    {"HOLDS_UP", offsetof(struct view_trouble, holds_up)},
    {"SHARED", offsetof(struct view_trouble, shared)},
    {"MORE", offsetof(struct view_trouble, more)},
    {0},
};
static const struct marker_list trouble_lists[] = {
    {"ID_PARTS", offsetof(struct view_trouble, id.parts),
	sizeof(struct view_line), &line_kind},
    {"STEP_COMMANDS", offsetof(struct view_trouble, steps),
	sizeof(struct view_fact), &fact_kind},
    {"IDS", offsetof(struct view_trouble, others), sizeof(struct view_id),
	&id_kind},
    {0},
};
static const struct marker_kind trouble_kind = {
    "trouble", trouble_texts, trouble_lists};

static const struct marker_text remark_texts[] = {
    {"WORD", offsetof(struct view_remark, word)},
    {"SENTENCE", offsetof(struct view_remark, sentence)},
    {"ADVICE", offsetof(struct view_remark, advice)},
    {"COUNT", offsetof(struct view_remark, cases)},
    {"MORE", offsetof(struct view_remark, more)},
    {0},
};
static const struct marker_list remark_lists[] = {
    {"IDS", offsetof(struct view_remark, ids), sizeof(struct view_id),
	&id_kind},
    {0},
};
const struct marker_kind remark_kind = {"remark", remark_texts, remark_lists};

static const struct marker_text group_texts[] = {
    {"GROUP_NAME", offsetof(struct view_group, name)},
    {"CASE_COUNT", offsetof(struct view_group, cases)},
    {"MEASURED", offsetof(struct view_group, measured)},
    {"ATTENTION", offsetof(struct view_group, attention)},
    {"REMARKED", offsetof(struct view_group, remarked)},
    {"MEAN", offsetof(struct view_group, mean)},
    {"GROUP_CHANGE", offsetof(struct view_group, change)},
    {0},
};
static const struct marker_kind group_kind = {
    "group", group_texts, marker_no_lists};

static const struct marker_text memory_texts[] = {
    {"ID", offsetof(struct view_memory, id.text)},
    {"PAGE", offsetof(struct view_memory, id.page)},
    {"MEDIAN", offsetof(struct view_memory, median)},
    {"MAX", offsetof(struct view_memory, max)},
    {0},
};
static const struct marker_list memory_lists[] = {
    {"ID_PARTS", offsetof(struct view_memory, id.parts),
	sizeof(struct view_line), &line_kind},
    {0},
};
static const struct marker_kind memory_kind = {
    "memory", memory_texts, memory_lists};

static const struct marker_text step_texts[] = {
    {"TEXT", offsetof(struct view_step, text)},
    {"COMMAND", offsetof(struct view_step, command)},
    {0},
};
static const struct marker_kind step_kind = {
    "step", step_texts, marker_no_lists};

static const struct marker_text other_texts[] = {
    {"ID", offsetof(struct view_other, id.text)},
    {"PAGE", offsetof(struct view_other, id.page)},
    {0},
};
static const struct marker_list other_lists[] = {
    {"ID_PARTS", offsetof(struct view_other, id.parts),
	sizeof(struct view_line), &line_kind},
    {"CELLS", offsetof(struct view_other, cells), sizeof(struct view_line),
	&line_kind},
    {0},
};
const struct marker_kind other_kind = {"other", other_texts, other_lists};

static const struct marker_text change_texts[] = {
    {"ID", offsetof(struct view_change, id.text)},
    {"PAGE", offsetof(struct view_change, id.page)},
    {"OTHER", offsetof(struct view_change, other.text)},
    {"OTHER_PAGE", offsetof(struct view_change, other.page)},
    {"ROLE", offsetof(struct view_change, role)},
    {"METRIC", offsetof(struct view_change, metric)},
    {"SEEN", offsetof(struct view_change, seen.word)},
    {"REASON", offsetof(struct view_change, reason)},
    {"BRIEF", offsetof(struct view_change, brief)},
    {"SIGN", offsetof(struct view_change, seen.sign)},
    {"TONE", offsetof(struct view_change, seen.tone)},
    {"RATIO", offsetof(struct view_change, ratio)},
    {"RATIO_EXACT", offsetof(struct view_change, ratio_exact)},
    {"RATIO_INTERVAL", offsetof(struct view_change, interval)},
    {"CHANGE", offsetof(struct view_change, change)},
    {"CHANGE_EXACT", offsetof(struct view_change, change_exact)},
    {"SIZE", offsetof(struct view_change, size)},
    {"LEVEL", offsetof(struct view_change, level)},
    {"ADJUSTED", offsetof(struct view_change, adjusted)},
    {"LEAST", offsetof(struct view_change, least)},
    {"NEEDED", offsetof(struct view_change, needed)},
    {"DOUBT", offsetof(struct view_change, doubt)},
    {"COUNTS", offsetof(struct view_change, counts)},
    {"P", offsetof(struct view_change, p)},
    {"Q", offsetof(struct view_change, q)},
    {"ROUNDS", offsetof(struct view_change, rounds)},
    {0},
};
static const struct marker_list change_lists[] = {
    {"ID_PARTS", offsetof(struct view_change, id.parts),
	sizeof(struct view_line), &line_kind},
    {"OTHER_PARTS", offsetof(struct view_change, other.parts),
	sizeof(struct view_line), &line_kind},
    {0},
};
const struct marker_kind change_kind = {"change", change_texts, change_lists};

static const struct marker_text comparison_texts[] = {
    {"ANCHOR", offsetof(struct view_comparison, anchor)},
    {"HEADING", offsetof(struct view_comparison, heading)},
    {"INTRODUCTION", offsetof(struct view_comparison, introduction)},
    {"ONE_METRIC", offsetof(struct view_comparison, metric)},
    {"HAS_MANY_METRICS", offsetof(struct view_comparison, has_many_metrics)},
    {"HAS_ADJUSTED", offsetof(struct view_comparison, has_adjusted)},
    {"MORE", offsetof(struct view_comparison, more)},
    {"SVG", offsetof(struct view_comparison, svg)},
    {"CAPTION", offsetof(struct view_comparison, caption)},
    {0},
};
static const struct marker_list comparison_lists[] = {
    {"CHANGES", offsetof(struct view_comparison, changes),
	sizeof(struct view_change), &change_kind},
    {0},
};
const struct marker_kind comparison_kind = {
    "comparison", comparison_texts, comparison_lists};

static const struct marker_text view_texts[] = {
    {"TITLE", offsetof(struct view, title)},
    {"VERDICT", offsetof(struct view, verdict.word)},
    {"VERDICT_SIGN", offsetof(struct view, verdict.sign)},
    {"VERDICT_TONE", offsetof(struct view, verdict.tone)},
    {"SUMMARY", offsetof(struct view, summary)},
    {"REASON", offsetof(struct view, reason)},
    {"DECIDED", offsetof(struct view, decided)},
    {"JUDGED", offsetof(struct view, judged)},
    {"AGAINST", offsetof(struct view, against)},
    {"EXPLANATION", offsetof(struct view, explanation)},
    {"MORE_TARGETS", offsetof(struct view, more_targets)},
    {"MACHINE_SHIFT", offsetof(struct view, shift)},
    {"MEAN_CHANGE", offsetof(struct view, mean)},
    {"HAS_MOVED", offsetof(struct view, has_moved)},
    {"HAS_GROUP_CHANGES", offsetof(struct view, has_group_changes)},
    {"HAS_MANY_METRICS", offsetof(struct view, has_many_metrics)},
    {"ONE_METRIC", offsetof(struct view, metric)},
    {"HAS_PLOTS", offsetof(struct view, has_plots)},
    {"HAS_PASTS", offsetof(struct view, has_pasts)},
    {"MORE_TROUBLES", offsetof(struct view, more_troubles)},
    {"MORE_GROUPS", offsetof(struct view, more_groups)},
    {"MORE_SCALINGS", offsetof(struct view, more_scalings)},
    {"COMPARED", offsetof(struct view, compared)},
    {"TRENDS_HEADING", offsetof(struct view, trends.heading)},
    {"TRENDS_SUMMARY", offsetof(struct view, trends.summary)},
    {"TRENDS_MORE", offsetof(struct view, trends.more)},
    {"CONDITIONS", offsetof(struct view, conditions)},
    {"DIRTY", offsetof(struct view, dirty)},
    {"TOOL", offsetof(struct view, tool)},
    {"SUITE_TEXT", offsetof(struct view, suite_text)},
    {"SHA256", offsetof(struct view, sha256)},
    {0},
};
static const struct marker_list view_lists[] = {
    {"FACTS", offsetof(struct view, facts), sizeof(struct view_fact),
	&fact_kind},
    {"NOTES", offsetof(struct view, notes), sizeof(struct view_note),
	&note_kind},
    {"SECTIONS", offsetof(struct view, sections), sizeof(struct view_section),
	&section_kind},
    {"TARGETS", offsetof(struct view, targets), sizeof(struct view_target),
	&target_kind},
    {"OVERALL", offsetof(struct view, overall), sizeof(struct view_comparison),
	&comparison_kind},
    {"VERDICTS", offsetof(struct view, verdicts),
	sizeof(struct view_comparison), &comparison_kind},
    {"MOVED", offsetof(struct view, moved), sizeof(struct view_moved),
	&moved_kind},
    {"TROUBLES", offsetof(struct view, troubles), sizeof(struct view_trouble),
	&trouble_kind},
    {"GROUPS", offsetof(struct view, groups), sizeof(struct view_group),
	&group_kind},
    {"OTHER_NAMES", offsetof(struct view, other_names),
	sizeof(struct view_line), &line_kind},
    {"REMARK_LIST", offsetof(struct view, remarks), sizeof(struct view_remark),
	&remark_kind},
    {"MEMORY", offsetof(struct view, memory), sizeof(struct view_memory),
	&memory_kind},
    {"SCALINGS", offsetof(struct view, scalings), sizeof(struct view_scaling),
	&scaling_kind},
    {"CONCURRENCIES", offsetof(struct view, concurrencies),
	sizeof(struct view_concurrency), &concurrency_kind},
    {"GROWTHS", offsetof(struct view, growths), sizeof(struct view_growth),
	&growth_kind},
    {"MACHINE", offsetof(struct view, machine), sizeof(struct view_fact),
	&fact_kind},
    {"ENVIRONMENT", offsetof(struct view, environment),
	sizeof(struct view_fact), &fact_kind},
    {"DIFFERENCES", offsetof(struct view, differences),
	sizeof(struct view_difference), &difference_kind},
    {"COMMANDS", offsetof(struct view, commands), sizeof(struct view_line),
	&line_kind},
    {"STEPS", offsetof(struct view, steps), sizeof(struct view_step),
	&step_kind},
    {"COMPARISONS", offsetof(struct view, comparisons),
	sizeof(struct view_comparison), &comparison_kind},
    {"METHODS", offsetof(struct view, methods), sizeof(struct view_fact),
	&fact_kind},
    {0},
};
const struct marker_kind view_kind = {"view", view_texts, view_lists};
