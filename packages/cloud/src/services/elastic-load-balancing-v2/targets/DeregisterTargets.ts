import type { DeregisterTargetsInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { deregisterTargets } from './register.ts'

/**
 * Takes targets from a group: they drain for its deregistration delay. Succeeds for what is not registered.
 * @differs Without a port, a target that is registered with other ports alone is taken with all of them.
 */
export const DeregisterTargets = operation<DeregisterTargetsInput, object>(
  'DeregisterTargets',
  (ctx, { TargetGroupArn = '', Targets = [] }) => {
    if (Targets.length === 0) throw validationError('At least one target must be specified')
    deregisterTargets(ctx, TargetGroupArn, Targets)
    return {}
  },
)
