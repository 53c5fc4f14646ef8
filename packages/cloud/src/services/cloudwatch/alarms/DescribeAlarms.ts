import type {
  CompositeAlarm,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { pageOf } from '../../ssm/paging.ts'
import { alarms, findAlarm, type AlarmRecord } from './alarm.ts'
import { nameInWish } from '@brume/ec2-model'
import { describeCompositeAlarm, describeMetricAlarm } from './shapes.ts'

/** Metric alarms unless composite ones are asked for: by name, prefix, state, action, or their place in composite alarms. */
export const DescribeAlarms = operation<DescribeAlarmsInput, DescribeAlarmsOutput>(
  'DescribeAlarms',
  (ctx, input) => {
    checkWish(input)
    const found = candidates(ctx, input).filter((alarm) => isAskedFor(alarm, input))
    const page = { NextToken: input.NextToken, MaxResults: input.MaxRecords }
    const { items, NextToken } = pageOf(found.toSorted(byName), page, 50)
    const brief = input.ChildrenOfAlarmName !== undefined || input.ParentsOfAlarmName !== undefined
    return {
      MetricAlarms: items.flatMap((alarm) =>
        alarm.type === 'MetricAlarm' ? shown(describeMetricAlarm(alarm), brief) : [],
      ),
      CompositeAlarms: items.flatMap((alarm) =>
        alarm.type === 'CompositeAlarm' ? shown(describeCompositeAlarm(alarm), brief) : [],
      ),
      ...(NextToken !== undefined && { NextToken }),
    }
  },
)

const byName = (a: AlarmRecord, b: AlarmRecord): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
function checkWish(input: DescribeAlarmsInput): void {
  const { AlarmNames, AlarmNamePrefix, ChildrenOfAlarmName, ParentsOfAlarmName } = input
  if (AlarmNames?.length && AlarmNamePrefix !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'AlarmNames and AlarmNamePrefix cannot be used together.',
    )
  }
  const others = Object.entries(input).filter(
    ([name, value]) => value !== undefined && name !== 'MaxRecords' && name !== 'NextToken',
  )
  if ((ChildrenOfAlarmName ?? ParentsOfAlarmName) !== undefined && others.length > 1) {
    throw new AwsError(
      'ValidationError',
      'ChildrenOfAlarmName and ParentsOfAlarmName cannot be used with other parameters than MaxRecords and NextToken.',
    )
  }
}

function candidates(ctx: Context, input: DescribeAlarmsInput): readonly AlarmRecord[] {
  const { AlarmNames, ChildrenOfAlarmName: parent, ParentsOfAlarmName: child } = input
  if (child !== undefined) return ctx.db.by(alarms, 'child', nameInWish(child))
  if (parent !== undefined) {
    const alarm = findAlarm(ctx.db, nameInWish(parent))
    return alarm?.type === 'CompositeAlarm' ? ctx.db.pick(alarms, alarm.children) : []
  }
  return AlarmNames?.length ? ctx.db.pick(alarms, new Set(AlarmNames)) : ctx.db.all(alarms)
}

function isAskedFor(alarm: AlarmRecord, input: DescribeAlarmsInput): boolean {
  const { AlarmNamePrefix, AlarmTypes, StateValue, ActionPrefix } = input
  if (input.ChildrenOfAlarmName !== undefined || input.ParentsOfAlarmName !== undefined) return true
  const types = AlarmTypes?.length ? AlarmTypes : ['MetricAlarm']
  return (
    types.includes(alarm.type) &&
    (AlarmNamePrefix === undefined || alarm.id.startsWith(AlarmNamePrefix)) &&
    (StateValue === undefined || alarm.state.value === StateValue) &&
    (ActionPrefix === undefined ||
      [...alarm.okActions, ...alarm.alarmActions, ...alarm.insufficientDataActions].some((action) =>
        action.startsWith(ActionPrefix),
      ))
  )
}

/** Of children and parents AWS tells names, ARNs and states alone. */
function shown<A extends MetricAlarm | CompositeAlarm>(alarm: A, brief: boolean) {
  if (!brief) return alarm
  const { AlarmName, AlarmArn, StateValue, StateUpdatedTimestamp, StateTransitionedTimestamp } =
    alarm
  return { AlarmName, AlarmArn, StateValue, StateUpdatedTimestamp, StateTransitionedTimestamp }
}
