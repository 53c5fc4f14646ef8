import type { Reservation, RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { applyTemplate } from '../launch-templates/apply-template.ts'
import { launchInstances } from './launch/launch.ts'
import { describeReservation } from './reservation.ts'

/**
 * Launches instances, from a template when named: guests that boot, with disks, addresses, role, user data
 * and key.
 * @limits The account's vCPU, storage and interface quotas.
 * @differs There is always capacity. Kernels, RAM disks, host resource groups, Elastic Inference and licence
 *   configurations are refused.
 */
export const RunInstances = operation<RunInstancesCommandInput, Reservation>(
  'RunInstances',
  (ctx, asked) => {
    const { count, least } = readCount(asked)
    const { input, systemTags, requirements } = applyTemplate(ctx, asked)
    if (requirements) {
      throw new AwsError(
        'InvalidParameterCombination',
        'RunInstances does not support a launch template that specifies InstanceRequirements. Use a fleet or an Auto Scaling group.',
      )
    }
    const [first] = launchInstances(ctx, { input, systemTags, count, least })
    if (!first) throw new Error('A launch without instances')
    return describeReservation(ctx, first.reservationId)
  },
  {
    repeat: {
      remember: ({ ReservationId }) => ReservationId,
      answer: (ctx, id) => describeReservation(ctx, String(id)),
    },
  },
)

/** As many as fit the account's quota, up to MaxCount and not fewer than MinCount. */
function readCount({ MinCount: min = 0, MaxCount: max = 0 }: RunInstancesCommandInput): {
  readonly count: number
  readonly least: number
} {
  if (min < 1) throw badCount(min, 'minCount')
  if (max < 1) throw badCount(max, 'maxCount')
  if (min > max) {
    throw new AwsError(
      'InvalidParameterCombination',
      `The minimum count '${min}' must not be greater than the maximum count '${max}'.`,
    )
  }
  return { count: max, least: min }
}

function badCount(value: number, member: string): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `Value (${value}) for parameter ${member} is invalid. Expecting a value greater than 0.`,
  )
}
