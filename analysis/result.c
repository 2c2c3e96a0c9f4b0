#include "analysis/result.h"

static const char *const flag_names[RESULT_FLAG_COUNT] = {
    "few-samples",
    "ci-below-nominal",
    "mean-unreliable",
    "autocorrelated",
    "noisy",
    "tail-unresolved",
    "constant",
    "coarse-clock",
    "single-launch",
    "batch-means",
    "not-steady",
    "multimodal",
    "not-exact",
    "growing",
};

static const char *const verdict_texts[] = {
    [RESULT_VERDICT_NONE] = "none",
    [RESULT_VERDICT_GO] = "go",
    [RESULT_VERDICT_WARN] = "warn",
    [RESULT_VERDICT_NO_GO] = "no-go",
};

const char *
result_flag_name(unsigned index)
{
	return flag_names[index];
}

const char *
result_verdict_text(enum result_verdict verdict)
{
	return verdict_texts[verdict];
}

void
result_release(struct result *result)
{
	arena_release(&result->arena);
	*result = (struct result){0};
}
