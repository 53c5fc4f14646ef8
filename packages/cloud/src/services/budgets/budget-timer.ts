/** Looks at all budgets of the account. It stands in one Region, as the service does. */
export const budgetTimer = 'budgets/evaluate'
export const budgetHome = 'us-east-1'
