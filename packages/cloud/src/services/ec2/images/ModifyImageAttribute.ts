import type {
  ModifyImageAttributeCommandInput,
  ModifyImageAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { decideImage } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findOwnImage } from './find-image.ts'
import { images } from './image.ts'
import { changePermissions } from './launch-permissions.ts'

/**
 * Shares an image, or changes its description or metadata support: one attribute at a time.
 * @differs Product codes are refused. Organizations and organizational units do not exist here.
 */
export const ModifyImageAttribute = operation<
  ModifyImageAttributeCommandInput,
  Omit<ModifyImageAttributeCommandOutput, '$metadata'>
>('ModifyImageAttribute', (ctx, input) => {
  const image = findOwnImage(ctx, input.ImageId)
  const verdict = decideImage('modify', { id: image.id, state: image.state })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  const attribute = readAttribute(input)
  if (attribute === 'launchPermission') {
    ctx.db.put(images, { ...image, ...changePermissions(ctx, image, input) })
    return {}
  }
  if (attribute === 'description') {
    const description = input.Description?.Value ?? input.Value ?? ''
    ctx.db.put(images, { ...image, description })
    return {}
  }
  const value = input.ImdsSupport?.Value ?? input.Value
  if (value !== 'v2.0') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${value ?? ''}) for parameter imdsSupport is invalid. Expected: 'v2.0'.`,
    )
  }
  ctx.db.put(images, { ...image, imdsSupport: value })
  return {}
})

type Attribute = 'description' | 'imdsSupport' | 'launchPermission'

/** Named, or told from what is set. */
function readAttribute(input: ModifyImageAttributeCommandInput): Attribute {
  const { Attribute: named } = input
  if ((input.ProductCodes?.length ?? 0) > 0 || named === 'productCodes') {
    throw new AwsError(
      'UnsupportedOperation',
      'The member ProductCodes of ModifyImageAttribute is not supported by the embedded cloud.',
    )
  }
  if (named === 'description' || named === 'imdsSupport' || named === 'launchPermission') {
    return named
  }
  if (named !== undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${named}) for parameter attribute is invalid. It cannot be modified.`,
    )
  }
  if (input.Description) return 'description'
  if (input.ImdsSupport) return 'imdsSupport'
  if (input.LaunchPermission || input.OperationType) return 'launchPermission'
  throw new AwsError('InvalidParameterCombination', 'No attributes specified.')
}
