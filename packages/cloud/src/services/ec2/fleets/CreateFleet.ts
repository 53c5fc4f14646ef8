import type { CreateFleetRequest, CreateFleetResult } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { toErrors, toLaunched } from './describe-fleet.ts'
import { beginFleet } from './begin-fleet.ts'
import type { FleetRecord } from './fleet.ts'
import { poolsOf } from './pools.ts'
import { readTarget } from './read-target.ts'

const maxConfigs = 50

/**
 * Launches instances from templates over types, zones and subnets: at once, once, or kept at their number.
 * @limits 50 configurations; a target of 10,000.
 * @differs There is always capacity: strategies that optimize for it choose by price. Single-type,
 *   single-zone, minimum-capacity and price-ceiling options are refused.
 */
export const CreateFleet = operation<CreateFleetRequest, CreateFleetResult>(
  'CreateFleet',
  (ctx, input) => {
    refuseMembers('CreateFleet', input, ['ReservedCapacityOptions'])
    refuseOptions(input)
    const fleet = readFleet(ctx, input)
    // What no pool could ever be made of is refused; what a pool lacks is told when it is tried.
    poolsOf(ctx, fleet, 'on-demand')
    const begun = beginFleet(ctx, fleet)
    if (begun.type !== 'instant') return { FleetId: begun.id }
    return { FleetId: begun.id, Errors: toErrors(begun), Instances: toLaunched(begun) }
  },
)

function readFleet(ctx: Context, input: CreateFleetRequest): FleetRecord {
  const type = input.Type ?? 'maintain'
  const configs = input.LaunchTemplateConfigs ?? []
  if (configs.length === 0) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter LaunchTemplateConfigs',
    )
  }
  if (configs.length > maxConfigs) {
    throw new AwsError(
      'InvalidParameterValue',
      `At most ${maxConfigs} launch template configurations can be specified.`,
    )
  }
  if (configs.some(({ LaunchTemplateSpecification: one }) => !one)) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter LaunchTemplateSpecification',
    )
  }
  if (type === 'instant' && (input.ValidFrom || input.ValidUntil)) {
    throw new AwsError(
      'InvalidParameterCombination',
      'ValidFrom and ValidUntil are not supported for a fleet of type instant.',
    )
  }
  const kinds = ['instance', 'volume', 'network-interface'] as const
  const tags = readTagSpecifications(
    input.TagSpecifications,
    type === 'instant' ? ['fleet', ...kinds] : ['fleet'],
  )
  return {
    id: `fleet-${ctx.chance.uuid()}`,
    type,
    state: 'submitted',
    createTime: ctx.now,
    clientToken: input.ClientToken,
    validFrom: input.ValidFrom?.getTime(),
    validUntil: input.ValidUntil?.getTime(),
    configs,
    target: readTarget(input.TargetCapacitySpecification),
    spotOptions: input.SpotOptions,
    onDemandOptions: input.OnDemandOptions,
    excessPolicy: input.ExcessCapacityTerminationPolicy ?? 'termination',
    terminateWithExpiration: input.TerminateInstancesWithExpiration ?? false,
    replaceUnhealthy: input.ReplaceUnhealthyInstances ?? false,
    context: input.Context,
    launchTags: Object.fromEntries(kinds.map((kind) => [kind, tags(kind)])),
    errors: [],
    launches: [],
    tags: tags('fleet'),
  }
}

/** Options whose effect this cloud does not have. */
function refuseOptions({ SpotOptions: spot, OnDemandOptions: onDemand }: CreateFleetRequest): void {
  const refused = [
    ['SpotOptions.MaintenanceStrategies', spot?.MaintenanceStrategies],
    ['OnDemandOptions.CapacityReservationOptions', onDemand?.CapacityReservationOptions],
    ...(
      [
        'SingleInstanceType',
        'SingleAvailabilityZone',
        'MinTargetCapacity',
        'MaxTotalPrice',
      ] as const
    ).flatMap((member) => [
      [`SpotOptions.${member}`, spot?.[member]] as const,
      [`OnDemandOptions.${member}`, onDemand?.[member]] as const,
    ]),
  ] as const
  const first = refused.find(([, value]) => value !== undefined)
  if (!first) return
  throw new AwsError(
    'UnsupportedOperation',
    `The member ${first[0]} of CreateFleet is not supported by the embedded cloud.`,
  )
}
