import type { TargetTrackingConfiguration } from '@aws-sdk/client-auto-scaling'
import { collection } from '../../../engine/collection.ts'
import type { AdjustmentType } from './adjustment.ts'
import type { Step } from './steps.ts'

interface CommonPolicy {
  /** Its ARN: alarms name it. */
  readonly id: string
  readonly name: string
  readonly group: string
  readonly enabled: boolean
}

export interface SimplePolicyRecord extends CommonPolicy {
  readonly type: 'SimpleScaling'
  readonly adjustmentType: AdjustmentType
  readonly amount: number
  readonly minMagnitude?: number
  /** Seconds; default: the group's. */
  readonly cooldown?: number
}

export interface StepPolicyRecord extends CommonPolicy {
  readonly type: 'StepScaling'
  readonly adjustmentType: AdjustmentType
  readonly steps: readonly Step[]
  readonly minMagnitude?: number
  readonly aggregation: MetricAggregation
  /** Seconds. */
  readonly warmup?: number
}

export interface TrackingPolicyRecord extends CommonPolicy {
  readonly type: 'TargetTrackingScaling'
  readonly configuration: TargetTrackingConfiguration
  /** Names of its alarms; none that scales in where that is disabled. */
  readonly alarms: { readonly high: string; readonly low?: string }
  /** Seconds. */
  readonly warmup?: number
}

export type MetricAggregation = 'Average' | 'Minimum' | 'Maximum'

export type PolicyRecord = SimplePolicyRecord | StepPolicyRecord | TrackingPolicyRecord

export const policies = collection<PolicyRecord, 'group' | 'name'>({
  name: 'auto-scaling/policy',
  scope: 'region',
  indexes: { group: ({ group }) => group, name: ({ name }) => name },
})
