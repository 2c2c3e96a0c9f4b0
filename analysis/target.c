#include "analysis/target.h"

#include "analysis/budgets.h"
#include "analysis/claims.h"
#include "analysis/efficiency.h"

void
target_judge(const struct policy *policy, struct result *result)
{
	if (policy_names(policy, "efficiency"))
		efficiency_add(result);
	budgets_judge(policy, result);
	claims_judge(policy, result);
}
