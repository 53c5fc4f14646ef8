import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../../engine/context.ts'
import { AwsError } from '../../../../errors.ts'
import { readReservationWish } from '../../capacity-reservations/use-reservation.ts'
import { readHostWish, zoneOfHost } from '../../hosts/place-on-host.ts'
import { newId } from '../../ids.ts'
import { images } from '../../images/image.ts'
import { keyPairs } from '../../key-pairs/key-pair.ts'
import { checkGroupRoom, zoneOfGroup } from '../../placement-groups/group-room.ts'
import type { Tag } from '../../tag.ts'
import { readTagSpecifications } from '../../tags.ts'
import { checkVolumeCount } from '../../volumes/attachment-limits.ts'
import { vpcs } from '../../vpcs/vpc.ts'
import type { InstanceRecord } from '../instance.ts'
import { readSpotWish, type SpotRequestRecord } from '../../spot/spot-request.ts'
import { checkSpotPrice } from '../../spot/check-price.ts'
import { createInstance, type LaunchPlan } from './create-instance.ts'
import { resolveLaunchImage } from './launch-image.ts'
import { planInstanceStore } from './launch-instance-store.ts'
import { firstSubnet, planNetwork } from './launch-network.ts'
import { findLaunchGroup, readPlacement } from './launch-placement.ts'
import { resolveProfile } from './launch-profile.ts'
import { readPrivateDnsNameOptions, readSettings } from './launch-settings.ts'
import { planStorage } from './launch-storage.ts'
import { checkZoneCapacity, resolveLaunchType } from './launch-type.ts'
import { checkStorage } from '../../volumes/check-storage.ts'
import { checkVcpus, vcpuRoom } from '../check-vcpus.ts'
import { refuseUnsupported } from './refuse-unsupported.ts'

export interface Launch {
  /** Without a template: what it said is in here already. */
  readonly input: RunInstancesCommandInput
  readonly count: number
  /** How few will do where not all fit the account's quota; default: all. */
  readonly least?: number
  /** Tags that AWS puts on by itself. */
  readonly systemTags: readonly Tag[]
  /** The fleet that launches them. */
  readonly fleet?: InstanceRecord['fleet']
  /** The open Spot request that it is for. */
  readonly spotRequest?: SpotRequestRecord
}

/** Makes the instances, pending. All that can be refused is refused before the first of them is made. */
export function launchInstances(ctx: Context, launch: Launch): readonly InstanceRecord[] {
  const { input } = launch
  refuseUnsupported(input)
  const plan = planLaunch(ctx, launch)
  const wish = {
    instanceType: plan.typeName,
    isSpot: plan.spot !== undefined,
    tenancy: plan.settings.placement.tenancy,
  }
  const { least = launch.count } = launch
  const count = Math.min(launch.count, Math.max(least, vcpuRoom(ctx, wish)))
  checkVcpus(ctx, wish, count)
  checkStorage(ctx, plan.storage, count)
  if (plan.group) checkGroupRoom(ctx, plan.group, plan.network.zone, count)
  const made = Array.from({ length: count }, (_, index) => createInstance(ctx, plan, index))
  const own = ctx.db.get(images, plan.imageId)
  if (own) ctx.db.put(images, { ...own, lastLaunchedTime: ctx.now })
  return made
}

function planLaunch(ctx: Context, { input, systemTags, fleet, spotRequest }: Launch): LaunchPlan {
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
  const settings = readSettings(ctx, input, image, type, storage)
  const profile = input.IamInstanceProfile && resolveProfile(ctx, input.IamInstanceProfile)
  const spot = readSpotWish(input.InstanceMarketOptions)
  const key = resolveKey(ctx, input.KeyName)
  const group = findLaunchGroup(ctx, input.Placement)
  const host = readHostWish(ctx, input.Placement)
  if (host && spot) throw noSpotOnHosts()
  const bound = host ? zoneOfHost(ctx, host, type.name) : group && zoneOfGroup(ctx, group)
  const network = planNetwork(ctx, inZone(input, bound), type)
  checkZoneCapacity(ctx, type.name, type.zones, network.zone)
  checkVolumeCount(type.name, storage.length, network.interfaces.length)
  if (spot) checkSpotPrice(ctx, spot, type.name, network.zone, image.platform)
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
    fleet,
    spotRequest,
    input,
    settings: {
      ...settings,
      ...readReservationWish(ctx, input.CapacityReservationSpecification),
      placement: readPlacement(input.Placement, group, type.name, type.info, vpc, host),
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

function noSpotOnHosts(): AwsError {
  return new AwsError(
    'InvalidParameterCombination',
    'The tenancy host is not supported for Spot Instances.',
  )
}

/** What a cluster group already holds, or a host, decides the zone that the launch leaves open. */
function inZone(
  input: RunInstancesCommandInput,
  AvailabilityZone: string | undefined,
): RunInstancesCommandInput {
  const open =
    !input.SubnetId && !input.NetworkInterfaces?.length && !input.Placement?.AvailabilityZone
  if (!AvailabilityZone || !open) return input
  return { ...input, Placement: { ...input.Placement, AvailabilityZone } }
}

function resolveKey(ctx: Context, name: string | undefined): LaunchPlan['key'] {
  if (!name) return undefined
  const pair = ctx.db.by(keyPairs, 'name', name)[0]
  if (pair) return { name, publicKey: pair.publicKey }
  throw new AwsError('InvalidKeyPair.NotFound', `The key pair '${name}' does not exist`)
}
