import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../../engine/context.ts'
import { AwsError } from '../../../../errors.ts'
import { privateDnsName, privateDomain } from '../../addresses/dns-names.ts'
import { primaryAddress } from '../../addresses/private-address.ts'
import { takeReservation } from '../../capacity-reservations/use-reservation.ts'
import { chooseHost } from '../../hosts/place-on-host.ts'
import { newId } from '../../ids.ts'
import type { ImageRecord } from '../../images/image.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
} from '../../network-interfaces/network-interface.ts'
import { createNetworkInterface } from '../../network-interfaces/new-network-interface.ts'
import { freestPartition } from '../../placement-groups/group-room.ts'
import type { PlacementGroupRecord } from '../../placement-groups/placement-group.ts'
import type { SubnetRecord } from '../../subnets/subnet.ts'
import type { Tag } from '../../tag.ts'
import { diskKey, instanceStoreKey } from '../../disk-keys.ts'
import { volumes } from '../../volumes/volume.ts'
import type { InstanceRecord } from '../instance.ts'
import { createInstanceStore, type EphemeralDevice } from '../instance-store.ts'
import {
  fulfilSpotRequest,
  type SpotRequestRecord,
  type SpotWish,
} from '../../spot/spot-request.ts'
import { watchPrice } from '../../spot/watch-price.ts'
import { enterState } from '../transitions.ts'
import type { InterfacePlan, NetworkPlan } from './launch-network.ts'
import type { LaunchSettings } from './launch-settings.ts'
import type { VolumePlan } from './launch-storage.ts'

/** All that is known of a launch before its first instance is made. */
export interface LaunchPlan {
  readonly reservationId: string
  readonly clientToken?: string
  readonly image: ImageRecord
  readonly imageId: string
  readonly typeName: string
  readonly key?: { readonly name: string; readonly publicKey: string }
  readonly network: NetworkPlan
  readonly storage: readonly VolumePlan[]
  readonly instanceStore: readonly EphemeralDevice[]
  readonly group?: PlacementGroupRecord
  readonly fleet?: InstanceRecord['fleet']
  readonly profile?: { readonly arn: string; readonly profileId: string }
  readonly settings: LaunchSettings
  readonly spot?: SpotWish
  /** The open request that it is made for. */
  readonly spotRequest?: SpotRequestRecord
  /** What was asked for. */
  readonly input: RunInstancesCommandInput
  readonly tags: {
    readonly instance: readonly Tag[]
    readonly volume: readonly Tag[]
    readonly networkInterface: readonly Tag[]
    readonly spotRequest: readonly Tag[]
  }
}

/** Makes one instance with its interfaces and volumes, pending. */
export function createInstance(
  ctx: Context,
  plan: LaunchPlan,
  launchIndex: number,
): InstanceRecord {
  const { image, settings } = plan
  const id = newId(ctx.chance, 'i')
  const enis = plan.network.interfaces.map((each) => createInterface(ctx, id, each, plan))
  const primary = enis[0]
  if (!primary) throw new Error('A launch without a network interface')
  createVolumes(ctx, id, plan, primary.availabilityZone)
  const byResource = settings.privateDnsNameOptions.hostnameType === 'resource-name'
  const placed = placeInstance(ctx, plan, primary.availabilityZone)
  const entered = enterState(
    ctx,
    {
      id,
      ownerId: ctx.account,
      reservationId: plan.reservationId,
      launchIndex,
      clientToken: plan.clientToken,
      launchTime: ctx.now,
      createTime: ctx.now,
      imageId: plan.imageId,
      distribution: image.distribution,
      instanceType: plan.typeName,
      architecture: image.architecture,
      platform: image.platform,
      platformDetails: image.platformDetails,
      usageOperation: image.usageOperation,
      productCodes: image.productCodes,
      keyName: plan.key?.name,
      publicKey: plan.key?.publicKey,
      state: 'pending',
      stateTransitionReason: '',
      stateSince: ctx.now,
      everRan: false,
      availabilityZone: primary.availabilityZone,
      vpcId: primary.vpcId,
      subnetId: primary.subnetId,
      privateDnsName: byResource
        ? `${id}.${privateDomain(ctx.region)}`
        : privateDnsName(primary.privateIpAddress ?? '', ctx.region),
      autoPublicIp: plan.network.interfaces.some((each) => each.kind === 'new' && each.publicIp),
      rootDeviceName: image.rootDeviceName,
      rootDeviceType: image.rootDeviceType,
      ...(plan.instanceStore.length > 0 && { ephemeralDevices: plan.instanceStore }),
      enaSupport: image.enaSupport,
      bootMode: image.bootMode,
      iamInstanceProfile: plan.profile && {
        arn: plan.profile.arn,
        id: plan.profile.profileId,
        associationId: newId(ctx.chance, 'iip-assoc'),
        state: 'associated',
        since: ctx.now,
      },
      ...settings,
      ...placed,
      spot:
        plan.spot &&
        fulfilSpotRequest(ctx, id, plan.spot, {
          request: plan.spotRequest,
          launch: plan.input,
          tags: plan.tags.spotRequest,
        }),
      hibernated: false,
      fleet: plan.fleet,
      tags: plan.tags.instance,
    },
    'pending',
  )
  createInstanceStore(ctx, entered)
  watchPrice(ctx, entered)
  return entered
}

/** Which partition and which reservation this one of the instances takes. */
function placeInstance(
  ctx: Context,
  { settings, group, typeName, image }: LaunchPlan,
  availabilityZone: string,
): Pick<InstanceRecord, 'placement' | 'capacityReservationId'> {
  const { placement } = settings
  const partitionNumber = placement.partitionNumber ?? (group && freestPartition(ctx, group))
  return {
    placement: {
      ...placement,
      partitionNumber,
      ...(placement.tenancy === 'host' && {
        hostId: chooseHost(ctx, placement, typeName, availabilityZone),
      }),
    },
    capacityReservationId: takeReservation(ctx, {
      ...settings,
      instanceType: typeName,
      availabilityZone,
      platformDetails: image.platformDetails,
    }),
  }
}

function createInterface(
  ctx: Context,
  instanceId: string,
  plan: InterfacePlan,
  launch: LaunchPlan,
): NetworkInterfaceRecord {
  const attachment = {
    attachmentId: newId(ctx.chance, 'eni-attach'),
    instanceId,
    instanceOwnerId: ctx.account,
    deviceIndex: plan.deviceIndex,
    networkCardIndex: plan.networkCardIndex,
    status: 'attached',
    attachTime: ctx.now,
    deleteOnTermination: plan.deleteOnTermination,
  } as const
  if (plan.kind === 'existing') {
    const attached: NetworkInterfaceRecord = { ...plan.eni, status: 'in-use', attachment }
    ctx.db.put(networkInterfaces, attached)
    return attached
  }
  const { subnet, address } = takePrivateAddress(ctx, plan)
  return createNetworkInterface(ctx, {
    ...plan,
    subnet,
    address,
    attachment,
    tags: launch.tags.networkInterface,
  })
}

function takePrivateAddress(
  ctx: Context,
  plan: InterfacePlan & { kind: 'new' },
): { subnet: SubnetRecord; address: string | undefined } {
  for (const [index, subnet] of plan.subnets.entries()) {
    try {
      return { subnet, address: primaryAddress(ctx, subnet, plan.privateIp) }
    } catch (error) {
      const full = error instanceof AwsError && error.code === 'InsufficientFreeAddressesInSubnet'
      if (!full || index === plan.subnets.length - 1) throw error
    }
  }
  throw new Error('A launch without a subnet')
}

function createVolumes(
  ctx: Context,
  instanceId: string,
  plan: LaunchPlan,
  availabilityZone: string,
): void {
  const { disks } = ctx.host.driver
  for (const volume of plan.storage) {
    const id = newId(ctx.chance, 'vol')
    const { deviceName, root: _, deleteOnTermination, source, ...rest } = volume
    ctx.db.put(volumes, {
      id,
      ...rest,
      availabilityZone,
      createTime: ctx.now,
      state: 'in-use',
      multiAttachEnabled: false,
      attachments: [
        {
          instanceId,
          device: deviceName,
          state: 'attached',
          attachTime: ctx.now,
          deleteOnTermination,
        },
      ],
      tags: plan.tags.volume,
    })
    ctx.beforeCommit(() => disks.createVolume(diskKey(ctx, id), volume.sizeGiB, source))
  }
  if (plan.image.rootDeviceType !== 'instance-store') return
  const architecture = plan.image.architecture === 'arm64' ? 'arm64' : 'x86_64'
  const { distribution } = plan.image
  ctx.beforeCommit(() =>
    disks.createVolume(instanceStoreKey(ctx, instanceId), instanceStoreGiB, {
      kind: 'distribution',
      distribution,
      architecture,
    }),
  )
}

/** What AWS gives to an instance-store root. */
export const instanceStoreGiB = 10
