import type {
  EnableImageDeprecationCommandInput,
  EnableImageDeprecationCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findOwnImage } from './find-image.ts'
import { images } from './image.ts'

const minuteMs = 60_000
const longestYears = 10

/**
 * Sets when an image is deprecated; others then find it only by id.
 * @limits 10 years ahead.
 */
export const EnableImageDeprecation = operation<
  EnableImageDeprecationCommandInput,
  Omit<EnableImageDeprecationCommandOutput, '$metadata'>
>('EnableImageDeprecation', (ctx, input) => {
  const image = findOwnImage(ctx, input.ImageId)
  if (!input.DeprecateAt) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter DeprecateAt')
  }
  const deprecateAt = input.DeprecateAt.getTime()
  const latest = new Date(ctx.now)
  latest.setUTCFullYear(latest.getUTCFullYear() + longestYears)
  if (deprecateAt <= ctx.now || deprecateAt > latest.getTime()) {
    throw new AwsError(
      'InvalidParameterValue',
      `The deprecation date must be in the future and at most ${longestYears} years from now.`,
    )
  }
  // AWS keeps whole minutes.
  const deprecationTime = Math.round(deprecateAt / minuteMs) * minuteMs
  ctx.db.put(images, { ...image, deprecationTime })
  return { Return: true }
})
