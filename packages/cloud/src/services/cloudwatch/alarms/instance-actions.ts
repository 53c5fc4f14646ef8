import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { instances, type InstanceRecord } from '../../ec2/instances/instance.ts'
import { reboot } from '../../ec2/instances/reboot.ts'
import { stop } from '../../ec2/instances/stop.ts'
import { terminate } from '../../ec2/instances/terminate.ts'
import { forgetFaults } from '../../faults/fault.ts'
import type { AlarmRecord } from './alarm.ts'
import type { InstanceAction } from './check-actions.ts'

/**
 * Stops, terminates, reboots or recovers the instance that an alarm is about.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/UsingAlarmActions.html
 */
export function actOnInstance(ctx: Context, alarm: AlarmRecord, action: InstanceAction): void {
  const instance = watchedInstance(ctx, alarm)
  if (action === 'stop') stop(ctx, instance)
  else if (action === 'terminate') terminate(ctx, instance)
  else if (action === 'reboot') reboot(ctx, instance)
  else recover(ctx, instance)
}

function watchedInstance(ctx: Context, alarm: AlarmRecord): InstanceRecord {
  const dimensions = alarm.type === 'MetricAlarm' ? (alarm.watched?.dimensions ?? []) : []
  const id = dimensions.find(({ name }) => name === 'InstanceId')?.value ?? ''
  const instance = ctx.db.get(instances, id)
  if (!instance) {
    throw new AwsError('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`)
  }
  return instance
}

/** On other hardware its system check passes again; the instance keeps its id, addresses and volumes, and boots anew. */
function recover(ctx: Context, instance: InstanceRecord): void {
  if (instance.state !== 'running') {
    throw new AwsError('IncorrectState', `The instance '${instance.id}' is not running.`)
  }
  const { systemImpairedSince: _over, ...recovered } = instance
  forgetFaults(ctx, instance.id)
  ctx.db.put(instances, { ...recovered, impairedSince: undefined })
  reboot(ctx, recovered)
}
