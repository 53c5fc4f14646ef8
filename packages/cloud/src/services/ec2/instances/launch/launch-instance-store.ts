import type { BlockDeviceMapping } from '@aws-sdk/client-ec2'
import { deviceSlot } from '@brume/ec2-model'
import { AwsError } from '../../../../errors.ts'
import type { ImageRecord } from '../../images/image.ts'
import type { EphemeralDevice } from '../instance-store.ts'

/** The instance store volumes that the image maps, changed and added to by the launch. */
export function planInstanceStore(
  image: ImageRecord,
  mappings: readonly BlockDeviceMapping[] | undefined,
): readonly EphemeralDevice[] {
  const planned = new Map<string, EphemeralDevice>()
  for (const { deviceName, virtualName } of image.blockDevices) {
    if (virtualName) planned.set(deviceSlot(deviceName), { deviceName, virtualName })
  }
  for (const mapping of mappings ?? []) {
    const { DeviceName: deviceName = '', VirtualName: virtualName } = mapping
    // Whatever the launch says of a device replaces what the image said of it.
    planned.delete(deviceSlot(deviceName))
    if (virtualName === undefined || mapping.NoDevice !== undefined) continue
    checkVirtualName(virtualName, mapping)
    planned.set(deviceSlot(deviceName), { deviceName, virtualName })
  }
  return [...planned.values()]
}

function checkVirtualName(name: string, mapping: BlockDeviceMapping): void {
  if (mapping.Ebs) {
    throw new AwsError(
      'InvalidBlockDeviceMapping',
      `The device '${mapping.DeviceName ?? ''}' has both a virtual name and an EBS volume.`,
    )
  }
  if (/^ephemeral(\d|1\d|2[0-3])$/.test(name)) return
  throw new AwsError('InvalidBlockDeviceMapping', `Invalid virtual name: ${name}`)
}
