import type { PutCompositeAlarmInput } from '@aws-sdk/client-cloudwatch'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findAlarm, type CompositeAlarmRecord, type Suppressor } from './alarm.ts'
import { checkActions, isInstanceAction } from './check-actions.ts'
import { alarmsIn, nameInWish, parseRule, RuleFault } from '@brume/ec2-model'
import { stateWhenPut } from './composite/evaluate-composite.ts'
import { checkCycle } from './composite/check-cycle.ts'
import { suppressionTimer, suppressionWhenPut } from './composite/suppression.ts'
import { commonOf, store } from './put-alarm.ts'
import { isScalingPolicy } from './scaling-actions.ts'
import { enterAlarmState } from './transition.ts'

/**
 * Makes an alarm of the states of other alarms, or replaces one; its rule is evaluated at once.
 * @differs Actions of services that are not here are kept, and recorded as failed when they would run.
 */
export const PutCompositeAlarm = operation<PutCompositeAlarmInput, object>(
  'PutCompositeAlarm',
  (ctx, input) => {
    const { AlarmName = '', AlarmRule = '' } = input
    const before = findAlarm(ctx.db, AlarmName)
    if (before?.type === 'MetricAlarm') {
      throw invalid(
        `Cannot create a composite alarm with the name ${AlarmName}: a metric alarm has it.`,
      )
    }
    if (input.ActionConfiguration) {
      throw new AwsError(
        'UnsupportedOperation',
        'The configuration of actions: not supported by the embedded cloud.',
        501,
      )
    }
    checkCompositeActions(ctx, input)
    const children = childrenOf(ctx, AlarmRule)
    const suppressor = suppressorOf(ctx, input)
    ctx.timers.cancel(suppressionTimer, AlarmName)
    const suppression = suppressionWhenPut(ctx, suppressor)
    const alarm: CompositeAlarmRecord = {
      type: 'CompositeAlarm',
      ...commonOf(ctx, input, before),
      rule: AlarmRule,
      children,
      ...(suppressor && { suppressor }),
      ...(suppression && { suppression }),
    }
    checkCycle(ctx.db, alarm)
    store(ctx, alarm, before)
    const next = stateWhenPut(ctx.db, alarm, before ? 'updated' : 'created')
    if (next) enterAlarmState(ctx, AlarmName, next)
    return {}
  },
)

/** Composite alarms notify alone: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm.html */
function checkCompositeActions(ctx: Context, input: PutCompositeAlarmInput): void {
  checkActions(ctx, input)
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = input
  const actions = [...OKActions, ...AlarmActions, ...InsufficientDataActions]
  const refused = actions.find((action) => isInstanceAction(action) || isScalingPolicy(action))
  if (refused !== undefined) {
    throw invalid(`Composite alarms cannot perform the action ${refused}.`)
  }
}

const maxChildren = 100

function childrenOf(ctx: Context, rule: string): readonly string[] {
  const children = alarmsIn(parsed(rule))
  if (children.length > maxChildren) {
    throw invalid(`AlarmRule must not have more than ${maxChildren} alarms.`)
  }
  const missing = children.filter((name) => !findAlarm(ctx.db, name))
  if (missing.length > 0) {
    throw invalid(
      `Could not save the composite alarm as alarms [${missing.join(', ')}] in the alarm rule do not exist`,
    )
  }
  return children
}

function parsed(rule: string): ReturnType<typeof parseRule> {
  if (rule !== rule.trim()) {
    throw invalid('AlarmRule must not contain leading or trailing whitespace or be null')
  }
  try {
    return parseRule(rule)
  } catch (error) {
    if (error instanceof RuleFault) throw invalid(`Error in alarm rule: ${error.message}.`)
    throw error
  }
}

function suppressorOf(ctx: Context, input: PutCompositeAlarmInput): Suppressor | undefined {
  const { ActionsSuppressor: wish } = input
  const { ActionsSuppressorWaitPeriod: wait, ActionsSuppressorExtensionPeriod: extension } = input
  if (wish === undefined || wish === '') {
    if (wait === undefined && extension === undefined) return undefined
    throw invalid(
      'ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod require ActionsSuppressor.',
    )
  }
  if (wait === undefined || extension === undefined) {
    throw invalid(
      'ActionsSuppressor requires ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod.',
    )
  }
  const alarm = nameInWish(wish)
  if (!findAlarm(ctx.db, alarm)) {
    throw invalid(
      `Could not save the composite alarm as the actions suppressor [${wish}] does not exist`,
    )
  }
  return { alarm, wish, waitSeconds: wait, extensionSeconds: extension }
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message)
}
