import type { DeleteAlarmsInput } from '@aws-sdk/client-cloudwatch'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { alarms, findAlarm } from './alarm.ts'
import { deleteAlarm } from './put-alarm.ts'

/** Deletes up to 100 alarms; names that are none are ignored. */
export const DeleteAlarms = operation<DeleteAlarmsInput, object>('DeleteAlarms', (ctx, input) => {
  const names = input.AlarmNames ?? []
  const composite = names.filter((name) => findAlarm(ctx.db, name)?.type === 'CompositeAlarm')
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html
  if (composite.length > 1) {
    throw new AwsError('ValidationError', 'Only one composite alarm can be deleted in a request.')
  }
  for (const name of names) {
    const parents = ctx.db.by(alarms, 'child', name).filter(({ id }) => !names.includes(id))
    if (parents.length > 0) {
      throw new AwsError(
        'ValidationError',
        `Unable to delete alarm ${name} because it is used by the composite alarms: ${parents.map(({ id }) => id).join(', ')}`,
      )
    }
    deleteAlarm(ctx, name)
  }
  return {}
})
