import type {
  DescribeVolumeAttributeCommandInput,
  DescribeVolumeAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findVolume } from './find-volume.ts'

/** Whether I/O is enabled by itself, and product codes. */
export const DescribeVolumeAttribute = operation<
  DescribeVolumeAttributeCommandInput,
  Omit<DescribeVolumeAttributeCommandOutput, '$metadata'>
>('DescribeVolumeAttribute', (ctx, input) => {
  const volume = findVolume(ctx.db, input.VolumeId)
  const VolumeId = volume.id
  switch (input.Attribute) {
    case 'autoEnableIO':
      return { VolumeId, AutoEnableIO: { Value: volume.autoEnableIo ?? false } }
    case 'productCodes':
      return { VolumeId, ProductCodes: [] }
    case undefined:
      throw new AwsError('MissingParameter', 'The request must contain the parameter attribute')
    default:
      throw new AwsError(
        'InvalidParameterValue',
        `Value (${String(input.Attribute)}) for parameter attribute is invalid. Unknown attribute.`,
      )
  }
})
