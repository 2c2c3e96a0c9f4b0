#include "analysis/quotient.h"

#include <math.h>

bool
quotient_of(const struct statistic_value *above,
    const struct statistic_value *below, struct statistic_value *ratio)
{
	const struct interval *a = &above->interval, *b = &below->interval;
	double down, up;

	*ratio = (struct statistic_value){0};
	if (!(above->value > 0) || !(below->value > 0))
		return false;
	ratio->value = above->value / below->value;
	if (!isfinite(ratio->value) || ratio->value == 0)
		return false;
	if (!a->exists || !b->exists || !(a->low > 0) || !(b->low > 0))
		return true;
	down = hypot(log(above->value / a->low), log(b->high / below->value));
	up = hypot(log(a->high / above->value), log(below->value / b->low));
	ratio->interval = (struct interval){
	    true, ratio->value * exp(-down), ratio->value * exp(up)};
	return true;
}
