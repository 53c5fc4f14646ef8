import type { RegisterTargetsInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { registerTargets } from './register.ts'

/**
 * Registers instances or addresses with a target group.
 * @limits 1000 targets in a group. Instances must run, in the group's VPC.
 */
export const RegisterTargets = operation<RegisterTargetsInput, object>(
  'RegisterTargets',
  (ctx, { TargetGroupArn = '', Targets = [] }) => {
    if (Targets.length === 0) throw validationError('At least one target must be specified')
    registerTargets(ctx, TargetGroupArn, Targets)
    return {}
  },
)
