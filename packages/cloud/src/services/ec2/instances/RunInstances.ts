import type { Reservation, RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { newId } from '../ids.ts'
import { keyPairs } from '../key-pairs/key-pair.ts'
import { readReservationWish } from '../capacity-reservations/use-reservation.ts'
import { applyTemplate } from '../launch-templates/apply-template.ts'
import { checkGroupRoom, zoneOfGroup } from '../placement-groups/group-room.ts'
import type { PlacementGroupRecord } from '../placement-groups/placement-group.ts'
import type { Tag } from '../tag.ts'
import { readTagSpecifications } from '../tags.ts'
import { checkVolumeCount } from '../volumes/attachment-limits.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { images } from '../images/image.ts'
import { createInstance, type LaunchPlan } from './launch/create-instance.ts'
import { resolveLaunchImage } from './launch/launch-image.ts'
import { planInstanceStore } from './launch/launch-instance-store.ts'
import { firstSubnet, planNetwork } from './launch/launch-network.ts'
import { resolveProfile } from './launch/launch-profile.ts'
import { findLaunchGroup, readPlacement } from './launch/launch-placement.ts'
import { readPrivateDnsNameOptions, readSettings } from './launch/launch-settings.ts'
import { planStorage } from './launch/launch-storage.ts'
import { resolveLaunchType } from './launch/launch-type.ts'
import { refuseUnsupported } from './launch/refuse-unsupported.ts'
import { describeReservation } from './reservation.ts'
import { readSpotWish } from './spot-request.ts'

export const RunInstances = operation<RunInstancesCommandInput, Reservation>(
  'RunInstances',
  (ctx, asked) => {
    const count = readCount(asked)
    const { input, systemTags } = applyTemplate(ctx, asked)
    refuseUnsupported(input)
    const plan = planLaunch(ctx, input, systemTags)
    if (plan.group) checkGroupRoom(ctx, plan.group, plan.network.zone, count)
    for (let index = 0; index < count; index++) createInstance(ctx, plan, index)
    const own = ctx.db.get(images, plan.imageId)
    if (own) ctx.db.put(images, { ...own, lastLaunchedTime: ctx.now })
    return describeReservation(ctx, plan.reservationId)
  },
  {
    repeat: {
      remember: ({ ReservationId }) => ReservationId,
      answer: (ctx, id) => describeReservation(ctx, String(id)),
    },
  },
)

function planLaunch(
  ctx: Context,
  input: RunInstancesCommandInput,
  systemTags: readonly Tag[],
): LaunchPlan {
  const tags = readTagSpecifications(input.TagSpecifications, [
    'instance',
    'volume',
    'network-interface',
    'spot-instances-request',
  ])
  const { image, imageId } = resolveLaunchImage(ctx, input)
  const type = resolveLaunchType(ctx.region, input, image)
  const storage = planStorage(ctx, image, input.BlockDeviceMappings)
  const instanceStore = planInstanceStore(image, input.BlockDeviceMappings)
  const settings = readSettings(input, image, type, storage)
  const profile = input.IamInstanceProfile && resolveProfile(ctx, input.IamInstanceProfile)
  const spot = readSpotWish(input.InstanceMarketOptions)
  const key = resolveKey(ctx, input.KeyName)
  const group = findLaunchGroup(ctx, input.Placement)
  const network = planNetwork(ctx, inZoneOfGroup(ctx, input, group), type)
  checkVolumeCount(type.name, storage.length, network.interfaces.length)
  const subnet = firstSubnet(ctx, network)
  const vpc = subnet && ctx.db.get(vpcs, subnet.vpcId)
  return {
    image,
    imageId,
    typeName: type.name,
    key,
    network,
    storage,
    instanceStore,
    profile,
    group,
    settings: {
      ...settings,
      ...readReservationWish(ctx, input.CapacityReservationSpecification),
      placement: readPlacement(input.Placement, group, type.name, type.info, vpc),
      privateDnsNameOptions: readPrivateDnsNameOptions(input, subnet),
    },
    spot,
    clientToken: input.ClientToken,
    reservationId: newId(ctx.chance, 'r'),
    tags: {
      instance: [...tags('instance'), ...systemTags],
      volume: tags('volume'),
      networkInterface: tags('network-interface'),
      spotRequest: tags('spot-instances-request'),
    },
  }
}

/** What a cluster group already holds decides the zone that the launch leaves open. */
function inZoneOfGroup(
  ctx: Context,
  input: RunInstancesCommandInput,
  group: PlacementGroupRecord | undefined,
): RunInstancesCommandInput {
  const AvailabilityZone = group && zoneOfGroup(ctx, group)
  const open =
    !input.SubnetId && !input.NetworkInterfaces?.length && !input.Placement?.AvailabilityZone
  if (!AvailabilityZone || !open) return input
  return { ...input, Placement: { ...input.Placement, AvailabilityZone } }
}

/** As many as fit up to MaxCount; here that is always MaxCount. */
function readCount({ MinCount: min = 0, MaxCount: max = 0 }: RunInstancesCommandInput): number {
  if (min < 1) throw badCount(min, 'minCount')
  if (max < 1) throw badCount(max, 'maxCount')
  if (min > max) {
    throw new AwsError(
      'InvalidParameterCombination',
      `The minimum count '${min}' must not be greater than the maximum count '${max}'.`,
    )
  }
  return max
}

function badCount(value: number, member: string): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `Value (${value}) for parameter ${member} is invalid. Expecting a value greater than 0.`,
  )
}

function resolveKey(ctx: Context, name: string | undefined): LaunchPlan['key'] {
  if (!name) return undefined
  const pair = ctx.db.by(keyPairs, 'name', name)[0]
  if (pair) return { name, publicKey: pair.publicKey }
  throw new AwsError('InvalidKeyPair.NotFound', `The key pair '${name}' does not exist`)
}
