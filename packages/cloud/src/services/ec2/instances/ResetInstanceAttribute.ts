import type {
  ResetInstanceAttributeCommandInput,
  ResetInstanceAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { decide } from './decide.ts'
import { findInstance } from './find-instances.ts'
import { changeSourceDestCheck } from './modify-attribute.ts'

/**
 * Sets source/destination check, kernel or RAM disk back.
 * @differs Every instance boots its image's own kernel, so that the latter two change nothing.
 */
export const ResetInstanceAttribute = operation<
  ResetInstanceAttributeCommandInput,
  Omit<ResetInstanceAttributeCommandOutput, '$metadata'>
>('ResetInstanceAttribute', (ctx, input) => {
  const instance = findInstance(ctx.db, input.InstanceId)
  switch (input.Attribute) {
    case 'sourceDestCheck':
      changeSourceDestCheck(ctx, instance, true)
      return {}
    case 'kernel':
    case 'ramdisk':
      // Images here boot their own kernel: the default is what every instance has.
      decide('modifyKernel', instance)
      return {}
    case undefined:
      throw new AwsError('MissingParameter', 'The request must contain the parameter attribute')
    default:
      throw new AwsError(
        'InvalidParameterValue',
        `Value (${String(input.Attribute)}) for parameter attribute is invalid. It cannot be reset.`,
      )
  }
})
