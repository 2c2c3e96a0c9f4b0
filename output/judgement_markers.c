#include "output/view.h"
#include "output/view_markers.h"

static const struct marker_text gate_texts[] = {
    {"LINE", offsetof(struct view_gate, name)},
    {"LINE_REASON", offsetof(struct view_gate, reason)},
    {"LINE_LEVEL", offsetof(struct view_gate, level)},
    {"STATUS", offsetof(struct view_gate, status.word)},
    {"SIGN", offsetof(struct view_gate, status.sign)},
    {"TONE", offsetof(struct view_gate, status.tone)},
    {"MANUAL", offsetof(struct view_gate, manual)},
    {"MORE", offsetof(struct view_gate, more)},
    {0},
};
static const struct marker_list gate_lists[] = {
    {"IDS", offsetof(struct view_gate, ids), sizeof(struct view_id), &id_kind},
    {0},
};
static const struct marker_kind gate_kind = {"gate", gate_texts, gate_lists};

static const struct marker_text section_texts[] = {
    {"SECTION", offsetof(struct view_section, name)},
    {0},
};
static const struct marker_list section_lists[] = {
    {"GATES", offsetof(struct view_section, gates), sizeof(struct view_gate),
	&gate_kind},
    {0},
};
const struct marker_kind section_kind = {
    "section", section_texts, section_lists};

static const struct marker_text target_texts[] = {
    {"ID", offsetof(struct view_target, id.text)},
    {"WHOLE_ID", offsetof(struct view_target, id.whole)},
    {"PAGE", offsetof(struct view_target, id.page)},
    {"CLAIM", offsetof(struct view_target, claim)},
    {"CLAIM_TEXT", offsetof(struct view_target, what)},
    {"SELECTOR", offsetof(struct view_target, selector)},
    {"TARGET_GATE", offsetof(struct view_target, gate)},
    {"BASELINE", offsetof(struct view_target, baseline)},
    {"TARGET", offsetof(struct view_target, target)},
    {"MEASURED", offsetof(struct view_target, measured)},
    {"STATUS", offsetof(struct view_target, status.word)},
    {"SIGN", offsetof(struct view_target, status.sign)},
    {"TONE", offsetof(struct view_target, status.tone)},
    {"HEADROOM", offsetof(struct view_target, headroom)},
    {"UNCERTAIN", offsetof(struct view_target, uncertain)},
    {"TARGET_NOTE", offsetof(struct view_target, note)},
    {"BULLET", offsetof(struct view_target, svg)},
    {0},
};
static const struct marker_list target_lists[] = {
    {"ID_PARTS", offsetof(struct view_target, id.parts),
	sizeof(struct view_line), &line_kind},
    {0},
};
const struct marker_kind target_kind = {"target", target_texts, target_lists};

static const struct marker_text moved_texts[] = {
    {"HEADING", offsetof(struct view_moved, heading)},
    {"INTRODUCTION", offsetof(struct view_moved, introduction)},
    {"MORE", offsetof(struct view_moved, more)},
    {0},
};
static const struct marker_list moved_lists[] = {
    {"IDS", offsetof(struct view_moved, ids), sizeof(struct view_id), &id_kind},
    {0},
};
const struct marker_kind moved_kind = {"moved", moved_texts, moved_lists};
