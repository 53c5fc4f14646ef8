import type { EndDateType } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'

/** When a reservation ends, ms since the epoch; undefined for one without end. Throws where date and type contradict. */
export function readEnd(
  ctx: Context,
  endDate: Date | undefined,
  type: EndDateType | undefined,
): number | undefined {
  if (type === 'unlimited' && endDate) {
    throw new AwsError(
      'InvalidParameterCombination',
      'EndDate cannot be specified when EndDateType is unlimited.',
    )
  }
  if (type === 'limited' && !endDate) {
    throw new AwsError(
      'InvalidParameterCombination',
      'EndDate must be specified when EndDateType is limited.',
    )
  }
  if (endDate && endDate.getTime() <= ctx.now) {
    throw new AwsError('InvalidParameterValue', 'EndDate must be in the future.')
  }
  return endDate?.getTime()
}

export function readCount(count: number | undefined): number {
  if (count !== undefined && count >= 1 && count <= 1_000) return count
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${count ?? ''}) for parameter instanceCount is invalid. It must be between 1 and 1000.`,
  )
}
