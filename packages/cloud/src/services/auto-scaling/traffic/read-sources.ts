import type { TrafficSourceIdentifier } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { targetGroups } from '../../elastic-load-balancing-v2/target-groups/target-group.ts'
import { unsupported, validationError } from '../errors.ts'
import type { TrafficSource } from '../groups/group.ts'

/** Target groups that a call names, to be attached; each once. */
export function readSources(
  ctx: Context,
  given: readonly Partial<TrafficSourceIdentifier>[],
): readonly TrafficSource[] {
  return readIdentifiers(given).map((identifier): TrafficSource => {
    const found = ctx.db.get(targetGroups, identifier)
    if (!found) {
      throw validationError(
        `Provided Target Groups may not be valid. Please ensure they exist and try again.`,
      )
    }
    if (found.targetType !== 'instance') {
      throw validationError(
        `Provided Target Group ${identifier} has the target type ${found.targetType}. Auto Scaling groups need target groups of the type instance.`,
      )
    }
    return { identifier, type: 'elbv2' }
  })
}

/** ARNs of target groups; nothing else takes traffic here. */
export function readIdentifiers(
  given: readonly Partial<TrafficSourceIdentifier>[],
): readonly string[] {
  const arns = given.map(({ Identifier: identifier = '', Type: type }) => {
    if (type === 'elb') throw unsupported('A Classic Load Balancer')
    if (type === 'vpc-lattice' || identifier.includes(':vpc-lattice:')) {
      throw unsupported('A VPC Lattice target group')
    }
    if (!identifier.includes(':targetgroup/')) {
      throw validationError(`Invalid traffic source identifier: ${identifier}`)
    }
    return identifier
  })
  return [...new Set(arns)]
}
