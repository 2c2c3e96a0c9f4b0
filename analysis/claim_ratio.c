#include "analysis/claim_ratio.h"

#include <string.h>

#include "analysis/quotient.h"

/* The paired ratio of a over b, if a was compared with b. */
static const struct comparison *
paired_of(const struct claim_side *a, const struct claim_side *b)
{
	const struct comparison *comparison = a->metric->reference;

	if (a->item->reference == NULL ||
	    strcmp(a->item->reference, b->item->id) != 0)
		comparison = NULL;
	if (comparison == NULL && a->item->base != NULL &&
	    strcmp(a->item->base, b->item->id) == 0)
		comparison = a->metric->comparison;
	if (comparison == NULL || comparison->reason != NULL ||
	    a->statistic != STATISTIC_MEDIAN)
		return NULL;
	return comparison;
}

bool
claim_ratio(const struct claim_side *first, const struct claim_side *second,
    struct statistic_value *out)
{
	const struct comparison *direct = paired_of(second, first);
	const struct comparison *mirrored = paired_of(first, second);

	if (direct != NULL) {
		*out = (struct statistic_value){
		    direct->ratio, direct->ratio_interval};
		return true;
	}
	if (mirrored != NULL) {
		*out = (struct statistic_value){
		    1 / mirrored->ratio, {mirrored->ratio_interval.exists,
					     1 / mirrored->ratio_interval.high,
					     1 / mirrored->ratio_interval.low}};
		return true;
	}
	return quotient_of(&second->value, &first->value, out);
}
