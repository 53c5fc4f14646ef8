import type { ActionThreshold, ActionType, Definition, Subscriber } from '@aws-sdk/client-budgets'
import { findRegion } from '../../catalogue/regions.ts'
import { invalid, type BudgetActionRecord } from './budget.ts'
import { checkSubscribers } from './read-budget.ts'

/** What an action does; throws for what this cloud cannot do. */
export function readDefinition(
  type: ActionType | undefined,
  definition: Definition | undefined,
): Definition {
  const { SsmActionDefinition: ssm, IamActionDefinition: iam } = definition ?? {}
  if (type === 'RUN_SSM_DOCUMENTS' && ssm) {
    if (ssm.ActionSubType !== 'STOP_EC2_INSTANCES') {
      throw invalid(`${ssm.ActionSubType ?? ''} is not supported by the embedded cloud.`)
    }
    if (!findRegion(ssm.Region ?? '')) throw invalid(`There is no Region ${ssm.Region ?? ''}.`)
    return { SsmActionDefinition: ssm }
  }
  if (type === 'APPLY_IAM_POLICY' && iam) return { IamActionDefinition: iam }
  if (type === 'APPLY_SCP_POLICY') {
    throw invalid(
      'APPLY_SCP_POLICY is not supported by the embedded cloud: it has no organizations.',
    )
  }
  throw invalid(`Definition does not match the action type ${type ?? ''}.`)
}

export function readThreshold(
  threshold: ActionThreshold | undefined,
): BudgetActionRecord['threshold'] {
  const { ActionThresholdType: type, ActionThresholdValue: value } = threshold ?? {}
  if (type === undefined || value === undefined || value < 0) {
    throw invalid('ActionThreshold needs a value from 0 and a type.')
  }
  return { ActionThresholdType: type, ActionThresholdValue: value }
}

export function readActionSubscribers(
  subscribers: readonly Subscriber[] | undefined,
): readonly Subscriber[] {
  if ((subscribers ?? []).length === 0) throw invalid('An action needs at least one subscriber.')
  return checkSubscribers(subscribers ?? [])
}
