#include "analysis/gates.h"

#include "analysis/gate_line.h"
#include "analysis/sentence.h"
#include "analysis/vanished.h"
#include "base/err.h"
#include "base/regex.h"
#include "base/text.h"

enum { VANISHED_NAMES = 8 };

/* Lines in the order they are shown in. */
struct gate_plan {
	VEC(struct gate_line) lines;
};

/* What the verdict is made of. */
struct outcome {
	size_t decided;
	bool must_fails, must_unknown, should_fails;
};

bool
gate_is_base(const struct gate_desk *desk, const struct result_case *item)
{
	size_t unused;

	return map_get(&desk->bases, item->id, &unused);
}

bool
gate_is_wide(const struct gate_line *line)
{
	return line->gate.case_pattern == NULL &&
	       line->gate.metric.text == NULL;
}

const char *
gate_worst(const struct gate_desk *desk, const struct offenders *offenders,
    const char *(*text)(
	const struct gate_desk *desk, const struct offender *one))
{
	const char *texts[SENTENCE_LIST_MAX];
	size_t i, count = offenders->list.count;

	for (i = 0; i < count && i < SENTENCE_LIST_MAX; i++)
		texts[i] = text(desk, &offenders->list.items[i]);
	return sentence_list(desk->arena, texts, count);
}

/* How bad a status is; 0: it is none that measured fails on. */
static int
rank(enum case_status status)
{
	switch (status) {
	case CASE_STATUS_FAILED:
		return 4;
	case CASE_STATUS_TIMEOUT:
		return 3;
	case CASE_STATUS_BLOCKED:
		return 2;
	case CASE_STATUS_NONE:
	case CASE_STATUS_PLANNED:
	case CASE_STATUS_MISSING:
		return 1;
	case CASE_STATUS_OK:
	case CASE_STATUS_SKIPPED:
		break;
	}
	return 0;
}

static const char *
status_offender(const struct gate_desk *desk, const struct offender *one)
{
	static const char *const words[] = {
	    "", "missing", "blocked", "timed out", "failed"};

	return arena_printf(desk->arena, "%s (%s)",
	    sentence_name(desk->arena, one->case_id),
	    words[rank(one->item->status)]);
}

/* "hits of a and time of b"; NULL: all is measured that was before. */
static const char *
vanished_text(const struct gate_desk *desk)
{
	const char *names[VANISHED_NAMES], *texts[VANISHED_NAMES];
	struct arena *arena = desk->arena;
	size_t i, j, found, count = 0;

	for (i = 0; i < desk->cases.count && count < VANISHED_NAMES; i++) {
		found = vanished_metrics(desk->options->baseline,
		    desk->cases.items[i], names, VANISHED_NAMES);
		for (j = 0; j < found && count < VANISHED_NAMES; j++)
			texts[count++] = arena_printf(arena, "%s of %s",
			    sentence_name(arena, names[j]),
			    sentence_name(arena, desk->cases.items[i]->id));
	}
	return count == 0 ? NULL : sentence_list(arena, texts, count);
}

struct gate_answer
gate_measured(struct gate_desk *desk)
{
	size_t i, asked = 0, allowed = 0, skipped = 0, failed;
	const struct result_case *item;
	const char *reason;

	for (i = 0; i < desk->cases.count; i++) {
		item = desk->cases.items[i];
		if (item->status == CASE_STATUS_SKIPPED) {
			skipped++;
			continue;
		}
		if (gate_is_base(desk, item)) {
			if (rank(item->status) > 0)
				offenders_add(&desk->undecided,
				    &(struct offender){.case_id = item->id,
					.item = item,
					.badness = rank(item->status)});
			continue;
		}
		asked++;
		if (rank(item->status) == 0)
			continue;
		if (item->is_failure_allowed)
			allowed++;
		else
			offenders_add(&desk->offenders,
			    &(struct offender){.case_id = item->id,
				.item = item,
				.badness = rank(item->status)});
	}
	offenders_sort(&desk->offenders);
	failed = desk->offenders.list.count;
	if (asked == 0)
		return (struct gate_answer){
		    GATE_UNKNOWN, "No case was run.", false, true};
	if (failed > 0)
		return (struct gate_answer){.status = GATE_FAIL,
		    .reason = arena_printf(desk->arena,
			"%zu of %s %s not measured: %s.", failed,
			sentence_count(desk->arena, asked, "case", "cases"),
			failed == 1 ? "was" : "were",
			gate_worst(desk, &desk->offenders, status_offender))};
	reason = arena_printf(desk->arena, "%s measured",
	    sentence_count(desk->arena, asked - allowed, "case", "cases"));
	if (allowed > 0)
		reason = arena_printf(desk->arena,
		    "%s; %zu not, which is allowed", reason, allowed);
	if (skipped > 0)
		reason = arena_printf(
		    desk->arena, "%s; %zu skipped", reason, skipped);
	if (desk->undecided.list.count > 0)
		reason =
		    arena_printf(desk->arena, "%s; of the base not: %s", reason,
			gate_worst(desk, &desk->undecided, status_offender));
	if (vanished_text(desk) != NULL)
		reason =
		    arena_printf(desk->arena, "%s; not measured any more: %s",
			reason, vanished_text(desk));
	return (struct gate_answer){.status = GATE_PASS,
	    .reason = arena_printf(desk->arena, "%s.", reason)};
}

struct gate_answer
gate_manual(struct gate_desk *desk)
{
	const struct judge_options *options = desk->options;
	const char *name = desk->line->gate.name;
	size_t i;

	for (i = options->attested_count; i-- > 0;) {
		if (strcmp(options->attested[i].name, name) != 0)
			continue;
		if (strcmp(options->attested[i].value, "pass") == 0)
			return (struct gate_answer){
			    .status = GATE_PASS, .reason = "Attested."};
		return (struct gate_answer){
		    .status = GATE_FAIL, .reason = "Attested as failed."};
	}
	return (struct gate_answer){.status = GATE_UNKNOWN,
	    .reason = arena_printf(desk->arena,
		"Nobody attested it yet: --attest \"%s=pass\".",
		sentence_name(desk->arena, name))};
}

static const char *
question_text(struct arena *arena, const struct gate_line *line)
{
	static const char *const own[] = {"Budgets that must hold",
	    "Budgets that should hold", "Budgets that are nice to hold"};
	const struct gate *gate = &line->gate;

	if (line->is_own_budgets)
		return own[line->level];
	switch (gate->question) {
	case GATE_MEASURED:
		return "All cases measured";
	case GATE_BUDGET:
		return gate->is_yellow ? "All budgets green" : "No red budget";
	case GATE_CLAIMS:
		return "Claims hold";
	case GATE_IMPROVES:
		return arena_printf(arena, "%s improves by %s",
		    gate->metric.text == NULL ? "time" : gate->metric.text,
		    sentence_share(arena, gate->share));
	case GATE_NO_REGRESSION:
		if (gate->no_regression != NULL)
			return arena_printf(
			    arena, "No %s regression", gate->no_regression);
		if (gate->share == 0)
			return "No regression";
		return arena_printf(arena, "No regression of %s",
		    sentence_share(arena, gate->share));
	case GATE_MANUAL:
	case GATE_QUESTION_COUNT:
		break;
	}
	return "Attested by a person";
}

/* As given, or out of what it asks. */
static const char *
name_of(struct arena *arena, const struct gate_line *line)
{
	const struct gate *gate = &line->gate;
	const char *name = question_text(arena, line);

	if (gate->name != NULL)
		return gate->name;
	if (gate->metric.text != NULL && gate->question != GATE_IMPROVES)
		name = arena_printf(arena, "%s: %s", name, gate->metric.text);
	if (gate->case_pattern != NULL)
		name = arena_printf(arena, "%s (%s)", name,
		    sentence_name(arena, gate->case_pattern));
	if (gate->against != NULL)
		name =
		    arena_printf(arena, "%s against %s", name, gate->against);
	return name;
}

/* The cases the line is about; false, with the reason, when none are. */
static bool
choose(struct gate_desk *desk, const char **reason)
{
	const struct result *result = desk->result;
	const char *pattern = desk->line->gate.case_pattern;
	struct regex *regex = NULL;
	struct err err;
	size_t i;
	int found = 1;

	desk->cases.count = 0;
	if (pattern != NULL && (regex = regex_new(pattern, &err)) == NULL)
		found = -1;
	for (i = 0; i < result->case_count && found >= 0; i++) {
		if (regex != NULL)
			found = regex_search(regex, result->cases[i].id,
			    strlen(result->cases[i].id), &err);
		if (found > 0)
			vec_push(&desk->cases, &result->cases[i]);
	}
	regex_free(regex);
	if (found < 0)
		*reason = arena_printf(desk->arena, "%s: %s.",
		    sentence_name(desk->arena, pattern), err.text);
	else if (pattern != NULL && desk->cases.count == 0)
		*reason = arena_printf(desk->arena, "No case fits \"%s\".",
		    sentence_name(desk->arena, pattern));
	return *reason == NULL;
}

static struct gate_answer
ask(struct gate_desk *desk)
{
	static struct gate_answer (*const questions[])(struct gate_desk *) = {
	    [GATE_MEASURED] = gate_measured,
	    [GATE_NO_REGRESSION] = gate_no_regression,
	    [GATE_BUDGET] = gate_budget,
	    [GATE_CLAIMS] = gate_claims,
	    [GATE_IMPROVES] = gate_improves,
	    [GATE_MANUAL] = gate_manual,
	};
	struct gate_answer answer = {.status = GATE_UNKNOWN};
	const struct gate *gate = &desk->line->gate;
	enum statistic unused;

	desk->offenders.list.count = desk->undecided.list.count = 0;
	desk->metric = NULL;
	if (gate->metric.text != NULL)
		desk->metric = arena_strndup(desk->arena, gate->metric.text,
		    statistic_split(gate->metric.text, &unused));
	if (choose(desk, &answer.reason))
		answer = questions[gate->question](desk);
	return answer;
}

/* A line that is not sure fails a strict gate. */
static void
be_strict(struct gate_desk *desk, struct gate_answer *answer)
{
	if (answer->status == GATE_FAIL ||
	    (answer->status == GATE_PASS && !answer->is_undecided))
		return;
	answer->status = GATE_FAIL;
	answer->is_about_none = false;
	answer->reason = arena_printf(
	    desk->arena, "%s That is not enough for --strict.", answer->reason);
}

static void
add_to_outcome(struct outcome *outcome, enum gate_level level,
    const struct gate_answer *answer)
{
	if (level == GATE_NICE)
		return;
	outcome->decided +=
	    answer->status != GATE_UNKNOWN && !answer->is_about_none;
	if (level == GATE_SHOULD) {
		outcome->should_fails |= answer->status == GATE_FAIL;
		return;
	}
	outcome->must_fails |= answer->status == GATE_FAIL;
	outcome->must_unknown |= answer->status == GATE_UNKNOWN;
}

static void
judge_line(
    struct gate_desk *desk, struct outcome *outcome, struct gate_result *out)
{
	const struct gate_line *line = desk->line;
	struct gate_answer answer = ask(desk);
	const struct offenders *shown = &desk->offenders;

	if (desk->options->is_strict)
		be_strict(desk, &answer);
	if (shown->list.count == 0)
		shown = &desk->undecided;
	add_to_outcome(outcome, line->level, &answer);
	*out = (struct gate_result){.level = line->level,
	    .section = line->gate.section,
	    .name = name_of(desk->arena, line),
	    .status = answer.status,
	    .reason = answer.reason,
	    .is_manual = line->gate.question == GATE_MANUAL};
	if (answer.status != GATE_PASS)
		out->cases =
		    offenders_cases(shown, desk->arena, &out->case_count);
}

/* --fail-on, said of the policy's lines. */
static void
apply_fail_on(const char *fail_on, struct gate_line *line)
{
	if (fail_on == NULL || line->level != GATE_MUST ||
	    line->gate.question != GATE_NO_REGRESSION)
		return;
	if (strcmp(fail_on, "never") == 0)
		line->level = GATE_NICE;
	else
		line->gate.no_regression = fail_on;
}

static bool
has_own_budgets(const struct result *result, enum gate_level level)
{
	const struct result_metric *metric;
	size_t i, j, k;

	for (i = 0; i < result->case_count; i++)
		for (j = 0; j < result->cases[i].metric_count; j++) {
			metric = &result->cases[i].metrics[j];
			for (k = 0; k < metric->budget_count; k++)
				if (metric->budgets[k].has_gate &&
				    metric->budgets[k].gate == level)
					return true;
		}
	return false;
}

/* The lines of a level, in the policy's order and then what is implied. */
static void
plan_level(const struct policy *policy, const struct judge_options *options,
    const struct result *result, enum gate_level level, struct gate_plan *plan)
{
	struct gate_line line;
	const char *fail_on = options->fail_on;
	size_t i, asked = 0;

	for (i = 0; i < policy->gates.count; i++) {
		line = (struct gate_line){.gate = policy->gates.items[i]};
		line.level = (enum gate_level)line.gate.level;
		asked += line.level == GATE_MUST &&
			 line.gate.question == GATE_NO_REGRESSION;
		apply_fail_on(fail_on, &line);
		if (line.level == level)
			vec_push(&plan->lines, line);
	}
	if (level == GATE_MUST && asked == 0 && fail_on != NULL &&
	    strcmp(fail_on, "never") != 0) {
		line =
		    (struct gate_line){.gate = {.question = GATE_NO_REGRESSION,
					   .no_regression = fail_on}};
		vec_push(&plan->lines, line);
	}
	if (has_own_budgets(result, level)) {
		line = (struct gate_line){.gate = {.question = GATE_BUDGET,
					      .is_yellow = level != GATE_MUST},
		    .level = level,
		    .is_own_budgets = true};
		vec_push(&plan->lines, line);
	}
}

static enum result_verdict
verdict_of(const struct result *result, const struct outcome *outcome)
{
	if (outcome->must_fails || result->counts.samples == 0)
		return RESULT_VERDICT_NO_GO;
	if (outcome->decided == 0)
		return RESULT_VERDICT_NONE;
	if (outcome->must_unknown || outcome->should_fails)
		return RESULT_VERDICT_WARN;
	return RESULT_VERDICT_GO;
}

void
gates_judge(const struct policy *policy, const struct judge_options *options,
    struct result *result)
{
	struct gate_desk desk = {.policy = policy,
	    .options = options,
	    .result = result,
	    .arena = &result->arena};
	struct gate_plan plan = {0};
	struct outcome outcome = {0};
	struct gate_result *gates;
	size_t i;
	int level;

	for (level = GATE_MUST; level <= GATE_NICE; level++)
		plan_level(
		    policy, options, result, (enum gate_level)level, &plan);
	for (i = 0; i < result->case_count; i++)
		if (result->cases[i].base != NULL)
			map_put(&desk.bases, result->cases[i].base, i);
	gates = arena_alloc(&result->arena, plan.lines.count * sizeof *gates);
	for (i = 0; i < plan.lines.count; i++) {
		desk.line = &plan.lines.items[i];
		judge_line(&desk, &outcome, &gates[i]);
	}
	result->gates = gates;
	result->gate_count = plan.lines.count;
	result->verdict = verdict_of(result, &outcome);
	map_release(&desk.bases);
	offenders_release(&desk.offenders);
	offenders_release(&desk.undecided);
	vec_free(&desk.cases);
	vec_free(&plan.lines);
}

static bool
is_manual(const struct gate *gate)
{
	return gate->question == GATE_MANUAL && gate->name != NULL;
}

bool
gates_has_manual(const struct policy *policy, const char *name)
{
	size_t i;

	for (i = 0; i < policy->gates.count; i++)
		if (is_manual(&policy->gates.items[i]) &&
		    strcmp(policy->gates.items[i].name, name) == 0)
			return true;
	return false;
}

const char *
gates_nearest_manual(const struct policy *policy, const char *name)
{
	VEC(const char *) names = {0};
	const char *nearest;
	size_t i;

	for (i = 0; i < policy->gates.count; i++)
		if (is_manual(&policy->gates.items[i]))
			vec_push(&names, policy->gates.items[i].name);
	nearest = text_nearest(name, names.items, names.count);
	vec_free(&names);
	return nearest;
}
