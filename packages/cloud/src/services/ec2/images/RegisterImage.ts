import type { RegisterImageCommandInput, RegisterImageCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { findRestorable } from '../snapshots/find-snapshot.ts'
import { readBootMode } from './boot-mode.ts'
import { images, type ImageRecord } from './image.ts'
import { checkImageName } from './new-image.ts'
import { readBlockDevices } from './read-block-devices.ts'

/**
 * Makes an image of a root snapshot.
 * @limits The root device must be backed by a snapshot.
 * @differs Images in Amazon S3, paravirtual ones and those for Mac are refused.
 */
export const RegisterImage = operation<
  RegisterImageCommandInput,
  Omit<RegisterImageCommandOutput, '$metadata'>
>('RegisterImage', (ctx, input) => {
  refuseMembers('RegisterImage', input, ['BillingProducts', 'KernelId', 'RamdiskId'])
  const tags = readTagSpecifications(input.TagSpecifications, ['image'])('image')
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
  if (input.VirtualizationType === 'paravirtual') {
    throw new AwsError(
      'UnsupportedOperation',
      'Paravirtual images are not supported by the embedded cloud.',
    )
  }
  if (input.SriovNetSupport !== undefined && input.SriovNetSupport !== 'simple') {
    throw badValue(input.SriovNetSupport, 'sriovNetSupport', 'simple')
  }
  const firmware = readFirmware(input)
  const architecture = input.Architecture ?? 'x86_64'
  if (architecture !== 'x86_64' && architecture !== 'arm64' && architecture !== 'i386') {
    throw new AwsError(
      'UnsupportedOperation',
      `Images for ${architecture} are not supported by the embedded cloud.`,
    )
  }
  const id = `ami-0${ctx.chance.hex(16)}`
  checkQuota(ctx, 'images', ctx.db.count(images))
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
    ...firmware,
    creationTime: ctx.now,
    blockDevices,
    distribution: snapshot.distribution ?? 'al2023',
    productCodes: [],
    tags,
  })
  return { ImageId: id }
})

/** How it boots and what it finds on the board. */
function readFirmware(
  input: RegisterImageCommandInput,
): Pick<ImageRecord, 'bootMode' | 'imdsSupport' | 'tpmSupport' | 'uefiData'> {
  const bootMode = readBootMode(input.BootMode)
  const { TpmSupport: tpmSupport, ImdsSupport: imdsSupport, UefiData: uefiData } = input
  if (imdsSupport !== undefined && imdsSupport !== 'v2.0') {
    throw badValue(imdsSupport, 'imdsSupport', 'v2.0')
  }
  if (tpmSupport !== undefined && tpmSupport !== 'v2.0') {
    throw badValue(tpmSupport, 'tpmSupport', 'v2.0')
  }
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/enable-nitrotpm-prerequisites.html
  if (tpmSupport !== undefined && bootMode !== 'uefi' && bootMode !== 'uefi-preferred') {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter tpmSupport requires the boot mode uefi or uefi-preferred.',
    )
  }
  return { bootMode, imdsSupport, tpmSupport, uefiData }
}

function badValue(value: string, name: string, wanted: string): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `Value (${value}) for parameter ${name} is invalid. Expected: '${wanted}'.`,
  )
}
