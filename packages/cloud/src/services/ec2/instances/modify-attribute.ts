import type { InstanceBlockDeviceMappingSpecification } from '@aws-sdk/client-ec2'
import { deviceSlot } from '@brume/ec2-model'
import { findInstanceType, zonesOffering } from '../../../catalogue/instance-types.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { subnets } from '../subnets/subnet.ts'
import { volumes } from '../volumes/volume.ts'
import { decide } from './decide.ts'
import { instances, type InstanceRecord } from './instance.ts'
import { resolveGroups } from './launch/launch-groups.ts'
import { readCredits } from './launch/launch-settings.ts'
import { checkArchitecture, zoneRefusal } from './launch/launch-type.ts'
import { primaryInterface } from './public-address.ts'

/** Another type for a stopped instance; what hangs on the type takes the new type's defaults. */
export function changeType(ctx: Context, instance: InstanceRecord, name: string): void {
  decide('modifyType', instance)
  const info = findInstanceType(name)
  if (!info) {
    throw new AwsError('InvalidInstanceAttributeValue', `Invalid value '${name}' for InstanceType.`)
  }
  const zones = zonesOffering(name, ctx.region)
  if (!zones.includes(instance.availabilityZone)) {
    throw zoneRefusal({ name, info, zones }, instance.availabilityZone)
  }
  checkArchitecture(info, instance)
  ctx.db.put(instances, {
    ...instance,
    instanceType: name,
    // As the new type comes.
    bandwidthWeighting: undefined,
    cpuCredits: readCredits(
      ctx,
      info.BurstablePerformanceSupported ? instance.cpuCredits : undefined,
      name,
      info,
    ),
    cpuOptions: {
      coreCount: info.VCpuInfo?.DefaultCores ?? info.VCpuInfo?.DefaultVCpus ?? 1,
      threadsPerCore: info.VCpuInfo?.DefaultThreadsPerCore ?? 1,
    },
  })
}

/** The security groups of the primary interface. */
export function changeGroups(ctx: Context, instance: InstanceRecord, ids: readonly string[]): void {
  decide('modifySecurityGroups', instance)
  const eni = primaryInterface(ctx.db, instance.id)
  const subnet = eni && ctx.db.get(subnets, eni.subnetId)
  if (!eni || !subnet) return
  const groupIds = resolveGroups(ctx, subnet, { ids, subnetNamed: true })
  ctx.db.put(networkInterfaces, { ...eni, groupIds })
}

export function changeSourceDestCheck(ctx: Context, instance: InstanceRecord, on: boolean): void {
  decide('modifySourceDestCheck', instance)
  const enis = ctx.db.by(networkInterfaces, 'instance', instance.id)
  const [eni] = enis
  if (enis.length > 1) {
    throw new AwsError(
      'InvalidInstanceID',
      `There are multiple interfaces attached to instance '${instance.id}'. Please specify an interface ID for the operation instead.`,
    )
  }
  if (eni) ctx.db.put(networkInterfaces, { ...eni, sourceDestCheck: on })
}

/** Only whether a volume goes with its instance can be changed here. */
export function changeBlockDevices(
  ctx: Context,
  instance: InstanceRecord,
  mappings: readonly InstanceBlockDeviceMappingSpecification[],
): void {
  decide('modifyBlockDevices', instance)
  const attached = ctx.db.by(volumes, 'instance', instance.id)
  for (const { DeviceName = '', Ebs } of mappings) {
    const isWanted = (attachment: { readonly instanceId: string; readonly device: string }) =>
      attachment.instanceId === instance.id &&
      deviceSlot(attachment.device) === deviceSlot(DeviceName)
    const volume = attached.find(({ attachments }) => attachments.some(isWanted))
    if (!volume) {
      throw new AwsError(
        'InvalidInstanceAttributeValue',
        `No device is currently mapped at ${DeviceName}`,
      )
    }
    const deleteOnTermination = Ebs?.DeleteOnTermination
    if (deleteOnTermination === undefined) continue
    ctx.db.put(volumes, {
      ...volume,
      attachments: volume.attachments.map((each) =>
        isWanted(each) ? { ...each, deleteOnTermination } : each,
      ),
    })
  }
}
