#include "output/view_markers.h"

#include "output/view.h"

static const struct marker_text fact_texts[] = {
    {"NAME", offsetof(struct view_fact, name)},
    {"VALUE", offsetof(struct view_fact, value)},
    {0},
};
const struct marker_kind fact_kind = {"fact", fact_texts, marker_no_lists};

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
static const struct marker_kind id_kind = {"id", id_texts, marker_no_lists};

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
    {0},
};
static const struct marker_list trouble_lists[] = {
    {"ID_PARTS", offsetof(struct view_trouble, id.parts),
	sizeof(struct view_line), &line_kind},
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

static const struct marker_text view_texts[] = {
    {"TITLE", offsetof(struct view, title)},
    {"VERDICT", offsetof(struct view, verdict.word)},
    {"VERDICT_SIGN", offsetof(struct view, verdict.sign)},
    {"VERDICT_TONE", offsetof(struct view, verdict.tone)},
    {"SUMMARY", offsetof(struct view, summary)},
    {"EXPLANATION", offsetof(struct view, explanation)},
    {"CARRIED", offsetof(struct view, carried)},
    {"HAS_MANY_METRICS", offsetof(struct view, has_many_metrics)},
    {"ONE_METRIC", offsetof(struct view, metric)},
    {"HAS_PLOTS", offsetof(struct view, has_plots)},
    {"MORE_TROUBLES", offsetof(struct view, more_troubles)},
    {"MORE_GROUPS", offsetof(struct view, more_groups)},
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
    {"MACHINE", offsetof(struct view, machine), sizeof(struct view_fact),
	&fact_kind},
    {"ENVIRONMENT", offsetof(struct view, environment),
	sizeof(struct view_fact), &fact_kind},
    {"COMMANDS", offsetof(struct view, commands), sizeof(struct view_line),
	&line_kind},
    {"STEPS", offsetof(struct view, steps), sizeof(struct view_step),
	&step_kind},
    {"METHODS", offsetof(struct view, methods), sizeof(struct view_fact),
	&fact_kind},
    {0},
};
const struct marker_kind view_kind = {"view", view_texts, view_lists};
