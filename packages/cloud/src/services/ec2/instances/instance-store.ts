import { findInstanceType } from '../../../catalogue/instance-types.ts'
import type { Context } from '../../../engine/context.ts'
import { diskKey } from '../disk-keys.ts'
import type { InstanceRecord } from './instance.ts'

/** Where an instance store volume appears, by what an image or a launch says. */
export interface EphemeralDevice {
  /** `ephemeral0`… */
  readonly virtualName: string
  readonly deviceName: string
}

/** A disk of the host that an instance runs on. */
export interface InstanceStoreDisk {
  /** The guest driver's; another one after each start, so that nothing is left of what was there. */
  readonly key: string
  /** Empty where the guest finds it without being told: NVMe. */
  readonly deviceName: string
  readonly sizeGiB: number
}

type Place = Pick<Context, 'account' | 'region'>

/**
 * The instance store volumes that an instance has now. NVMe ones are always there, older ones where they are mapped.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-store-volumes.html
 */
export function instanceStoreDisks(
  place: Place,
  instance: Pick<InstanceRecord, 'id' | 'instanceType' | 'launchTime' | 'ephemeralDevices'>,
): readonly InstanceStoreDisk[] {
  const store = findInstanceType(instance.instanceType)?.InstanceStorageInfo
  const sizes = (store?.Disks ?? []).flatMap(({ Count = 0, SizeInGB = 0 }) =>
    Array.from({ length: Count }, () => Math.floor((SizeInGB * 1e9) / 2 ** 30)),
  )
  const mapped = instance.ephemeralDevices ?? []
  return sizes.flatMap((sizeGiB, number) => {
    const name = `ephemeral${number}`
    const device = mapped.find(({ virtualName }) => virtualName === name)?.deviceName
    if (store?.NvmeSupport !== 'required' && device === undefined) return []
    const key = diskKey(place, `${name}-${instance.id}-${instance.launchTime}`)
    return [{ key, sizeGiB, deviceName: store?.NvmeSupport === 'required' ? '' : (device ?? '') }]
  })
}

/** Blank disks for an instance that starts. */
export function createInstanceStore(ctx: Context, instance: InstanceRecord): void {
  for (const { key, sizeGiB } of instanceStoreDisks(ctx, instance)) {
    ctx.beforeCommit(() => ctx.host.driver.disks.createVolume(key, sizeGiB, { kind: 'blank' }))
  }
}

/** They go with the host. */
export function dropInstanceStore(ctx: Context, instance: InstanceRecord): void {
  for (const { key } of instanceStoreDisks(ctx, instance)) {
    ctx.afterCommit(() => ctx.host.driver.disks.deleteVolume(key))
  }
}
