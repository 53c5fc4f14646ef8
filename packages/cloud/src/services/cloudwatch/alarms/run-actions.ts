import type { StateValue } from '@aws-sdk/client-cloudwatch'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { AlarmRecord } from './alarm.ts'
import { instanceActionOf } from './check-actions.ts'
import { rememberAction } from './history.ts'
import { actOnInstance } from './instance-actions.ts'
import { carryOutPolicy, isScalingPolicy } from './scaling-actions.ts'

/** The actions for a state. */
export function actionsOf(alarm: AlarmRecord, state: StateValue): readonly string[] {
  if (state === 'ALARM') return alarm.alarmActions
  return state === 'OK' ? alarm.okActions : alarm.insufficientDataActions
}

/** Runs the actions for the alarm's state, each on its own: one that fails says so in the history. */
export function runActions(ctx: Context, alarm: AlarmRecord): void {
  if (!alarm.actionsEnabled) return
  for (const action of actionsOf(alarm, alarm.state.value)) {
    rememberAction(ctx, alarm, action, failureOf(ctx, alarm, action))
  }
}

/** Runs one action; tells why it could not be. */
function failureOf(ctx: Context, alarm: AlarmRecord, action: string): string | undefined {
  try {
    runAction(ctx, alarm, action)
    return undefined
  } catch (error) {
    if (error instanceof AwsError) return error.message
    throw error
  }
}

function runAction(ctx: Context, alarm: AlarmRecord, action: string): void {
  const onInstance = instanceActionOf(action)
  if (onInstance) actOnInstance(ctx, alarm, onInstance)
  else if (isScalingPolicy(action)) carryOutPolicy(ctx, alarm, action)
  else throw new AwsError('UnsupportedOperation', notHere(action))
}

/** What stands behind an ARN that nothing answers here. */
function notHere(action: string): string {
  const service = services[action.split(':')[2] ?? '']
  if (service === undefined) return 'The resource of this action does not exist.'
  return `${service} is not part of the embedded cloud: nothing was delivered.`
}

const services: Readonly<Record<string, string>> = {
  sns: 'Amazon SNS',
  lambda: 'AWS Lambda',
  ssm: 'OpsCenter of Systems Manager',
  'ssm-incidents': 'Incident Manager',
  aiops: 'CloudWatch investigations',
}
