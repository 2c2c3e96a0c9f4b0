#include "analysis/judgement.h"

const struct thresholds thresholds_default = {
    .minor = 0.02,
    .unchanged = 0.05,
    .warning = 0.15,
    .critical = 0.30,
    .blocker = 0.50,
};

static const char *const gate_level_texts[] = {
    [GATE_MUST] = "must",
    [GATE_SHOULD] = "should",
    [GATE_NICE] = "nice",
};

static const char *const budget_status_texts[] = {
    [BUDGET_GREEN] = "green",
    [BUDGET_YELLOW] = "yellow",
    [BUDGET_RED] = "red",
    [BUDGET_NOT_MEASURED] = "not-measured",
};

static const char *const budget_op_texts[] = {
    [BUDGET_AT_MOST] = "<=",
    [BUDGET_AT_LEAST] = ">=",
    [BUDGET_RANGE] = "range",
};

static const char *const claim_status_texts[] = {
    [CLAIM_HOLDS] = "holds",
    [CLAIM_PARTLY] = "partly",
    [CLAIM_FAILS] = "fails",
    [CLAIM_NOT_MEASURED] = "not-measured",
    [CLAIM_PLANNED] = "planned",
};

static const char *const gate_status_texts[] = {
    [GATE_PASS] = "pass",
    [GATE_FAIL] = "fail",
    [GATE_UNKNOWN] = "unknown",
};

const char *
gate_level_text(enum gate_level level)
{
	return gate_level_texts[level];
}

const char *
budget_status_text(enum budget_status status)
{
	return budget_status_texts[status];
}

const char *
budget_op_text(enum budget_op op)
{
	return budget_op_texts[op];
}

const char *
claim_status_text(enum claim_status status)
{
	return claim_status_texts[status];
}

const char *
gate_status_text(enum gate_status status)
{
	return gate_status_texts[status];
}
