import type {
  DescribeImageAttributeCommandInput,
  DescribeImageAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { toBlockDevice } from './describe-image.ts'
import { protectionText } from './deregistration-protection.ts'
import { findOwnImage } from './find-image.ts'
import type { ImageRecord } from './image.ts'

/** One attribute of an own image. */
export const DescribeImageAttribute = operation<
  DescribeImageAttributeCommandInput,
  Omit<DescribeImageAttributeCommandOutput, '$metadata'>
>('DescribeImageAttribute', (ctx, input) => {
  const image = findOwnImage(ctx, input.ImageId)
  const ImageId = image.id
  switch (input.Attribute) {
    case 'launchPermission':
      return {
        ImageId,
        LaunchPermissions: [
          ...(image.public ? [{ Group: 'all' as const }] : []),
          ...image.launchPermissions.map((UserId) => ({ UserId })),
        ],
      }
    case 'description':
      return { ImageId, Description: { Value: image.description ?? '' } }
    case 'blockDeviceMapping':
      return { ImageId, BlockDeviceMappings: image.blockDevices.map(toBlockDevice) }
    case 'productCodes':
      return {
        ImageId,
        ProductCodes: image.productCodes.map(({ id, type }) => ({
          ProductCodeId: id,
          ProductCodeType: type,
        })),
      }
    case 'bootMode':
      return { ImageId, BootMode: { Value: image.bootMode } }
    case 'imdsSupport':
      return { ImageId, ImdsSupport: { Value: image.imdsSupport } }
    case 'sriovNetSupport':
      return { ImageId, SriovNetSupport: { Value: 'simple' } }
    case 'deregistrationProtection':
      return { ImageId, DeregistrationProtection: { Value: protectionText(image) } }
    case 'tpmSupport':
      return { ImageId, TpmSupport: image.tpmSupport ? { Value: image.tpmSupport } : {} }
    case 'uefiData':
      return { ImageId, UefiData: image.uefiData ? { Value: image.uefiData } : {} }
    case 'lastLaunchedTime':
      return { ImageId, LastLaunchedTime: lastLaunch(image) }
    // Nothing here is paravirtual, so nothing has a kernel or a RAM disk of its own.
    case 'kernel':
      return { ImageId, KernelId: {} }
    case 'ramdisk':
      return { ImageId, RamdiskId: {} }
    case undefined:
      throw new AwsError('MissingParameter', 'The request must contain the parameter attribute')
    default:
      throw new AwsError(
        'InvalidParameterValue',
        `Value (${String(input.Attribute)}) for parameter attribute is invalid. Unknown attribute.`,
      )
  }
})

function lastLaunch({ lastLaunchedTime }: ImageRecord): { Value?: string } {
  return lastLaunchedTime === undefined ? {} : { Value: new Date(lastLaunchedTime).toISOString() }
}
