import type { RegisterImageCommandInput, RegisterImageCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { readTagSpecifications } from '../tags.ts'
import { findRestorable } from '../snapshots/find-snapshot.ts'
import { images } from './image.ts'
import { checkImageName } from './new-image.ts'
import { readBlockDevices } from './read-block-devices.ts'

export const RegisterImage = operation<
  RegisterImageCommandInput,
  Omit<RegisterImageCommandOutput, '$metadata'>
>('RegisterImage', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['image', 'snapshot'])('image')
  const name = input.Name ?? ''
  checkImageName(ctx, name)
  if (input.ImageLocation !== undefined) {
    throw new AwsError(
      'UnsupportedOperation',
      'Images whose manifest is in Amazon S3 are not supported by the embedded cloud.',
    )
  }
  const rootDeviceName = input.RootDeviceName
  if (rootDeviceName === undefined) {
    throw new AwsError('InvalidRequest', 'The request must contain the parameter RootDeviceName')
  }
  const blockDevices = readBlockDevices(ctx, input.BlockDeviceMappings)
  const root = blockDevices.find(({ deviceName }) => deviceName === rootDeviceName)
  const snapshot = root?.ebs?.snapshotId && findRestorable(ctx, root.ebs.snapshotId)
  if (!snapshot) {
    throw new AwsError(
      'InvalidBlockDeviceMapping',
      `The root device ${rootDeviceName} is not backed by a snapshot.`,
    )
  }
  const architecture = input.Architecture ?? 'x86_64'
  if (architecture !== 'x86_64' && architecture !== 'arm64' && architecture !== 'i386') {
    throw new AwsError(
      'UnsupportedOperation',
      `Images for ${architecture} are not supported by the embedded cloud.`,
    )
  }
  const id = `ami-0${ctx.chance.hex(16)}`
  ctx.db.put(images, {
    id,
    name,
    description: input.Description,
    state: 'available',
    ownerId: ctx.account,
    public: false,
    launchPermissions: [],
    architecture,
    platformDetails: 'Linux/UNIX',
    usageOperation: 'RunInstances',
    rootDeviceName,
    rootDeviceType: 'ebs',
    enaSupport: input.EnaSupport ?? false,
    bootMode: input.BootMode,
    imdsSupport: input.ImdsSupport === 'v2.0' ? 'v2.0' : undefined,
    creationTime: ctx.now,
    blockDevices,
    distribution: snapshot.distribution ?? 'al2023',
    productCodes: [],
    tags,
  })
  return { ImageId: id }
})
