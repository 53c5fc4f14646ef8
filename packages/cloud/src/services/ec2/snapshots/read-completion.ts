import { AwsError } from '../../../errors.ts'
import type { SnapshotRecord } from './snapshot.ts'

/** https://docs.aws.amazon.com/ebs/latest/userguide/time-based-copies.html: quarters of an hour, up to two days. */
export function readCompletion(
  member: string,
  minutes: number | undefined,
): Pick<SnapshotRecord, 'completionMinutes'> {
  if (minutes === undefined) return {}
  if (minutes >= 15 && minutes <= 2_880 && minutes % 15 === 0) return { completionMinutes: minutes }
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${minutes}) for parameter ${member} is invalid. Expecting a multiple of 15 from 15 to 2880.`,
  )
}
