import type { DescribeTerminationPolicyTypesAnswer } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { terminationPolicies } from '../reconcile/choose-victim.ts'

/** The ways in which a group can choose whom to end. */
export const DescribeTerminationPolicyTypes = operation<
  object,
  DescribeTerminationPolicyTypesAnswer
>('DescribeTerminationPolicyTypes', () => ({
  TerminationPolicyTypes: [...terminationPolicies],
}))
