import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { catalogueImageId } from '../../../../catalogue/images.ts'
import type { Context } from '../../../../engine/context.ts'
import { AwsError } from '../../../../errors.ts'
import { findUsable } from '../../images/find-image.ts'
import type { ImageRecord } from '../../images/image.ts'
import { checkSubscription } from '../../images/marketplace.ts'
import { readImageParameter } from '../../../ssm/parameters/find-parameter.ts'

/** The image of a launch, and the id under which the instance names it. Throws AWS's error where there is none to launch from. */
export function resolveLaunchImage(
  ctx: Context,
  input: RunInstancesCommandInput,
): { image: ImageRecord; imageId: string } {
  const asked = input.ImageId
  if (!asked) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter ImageId')
  }
  const imageId = resolveImageAlias(ctx, asked)
  const image = imageOrStandIn(ctx, imageId, input.InstanceType ?? '')
  if (image.state !== 'available') {
    throw new AwsError('InvalidAMIID.Unavailable', `The image ID '${imageId}' is not available`)
  }
  checkSubscription(ctx, image)
  return { image, imageId }
}

/** The AMI that `resolve:ssm:<parameter>` stands for; any other text stands for itself. */
export function resolveImageAlias(ctx: Context, reference: string): string {
  if (!reference.startsWith('resolve:ssm:')) return reference
  const name = reference.slice('resolve:ssm:'.length)
  const value = readImageParameter(ctx, name)
  if (value?.startsWith('ami-')) return value
  throw new AwsError(
    'InvalidParameterValue',
    `The SSM parameter ${name} could not be found or does not hold an AMI ID.`,
  )
}

/** With `acceptAnyAmi`, ids that nobody knows stand for Amazon Linux of the type's architecture. */
function imageOrStandIn(ctx: Context, imageId: string, instanceType: string): ImageRecord {
  try {
    return findUsable(ctx, imageId)
  } catch (error) {
    if (!ctx.host.acceptAnyAmi || !(error instanceof AwsError)) throw error
    const arm = /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) && !/^g\d/.test(instanceType)
    const key = `al2023/2023.9.20251110.1/kernel-6.1/${arm ? 'arm64' : 'x86_64'}`
    return findUsable(ctx, catalogueImageId(key, ctx.region))
  }
}
