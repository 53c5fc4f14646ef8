import type {
  DescribeInstanceStatusCommandInput,
  DescribeInstanceStatusResult,
  InstanceStatus,
  InstanceStatusSummary,
} from '@aws-sdk/client-ec2'
import { instanceStateCodes } from '@brume/ec2-model'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { ReadRecords } from '../../../engine/collection.ts'
import { operation } from '../../../engine/operation.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { findInstances } from './find-instances.ts'
import { instances, type InstanceRecord } from './instance.ts'
import { impairmentsOf } from './impairments.ts'
import { candidates } from '../narrow.ts'
import { instanceNarrow } from './instance-narrow.ts'

/**
 * State and status checks of running instances, or of all when asked.
 * @differs No maintenance events are scheduled.
 */
export const DescribeInstanceStatus = operation<
  DescribeInstanceStatusCommandInput,
  DescribeInstanceStatusResult
>('DescribeInstanceStatus', (ctx, input) => {
  const given = (input.InstanceIds?.length ?? 0) > 0
  const named = given
    ? findInstances(ctx.db, input.InstanceIds)
    : candidates(ctx.db, instances, input.Filters, instanceNarrow)
  const passes = compileFilters('DescribeInstanceStatus', input.Filters, statusFilters)
  const page = paginate(ctx, 'DescribeInstanceStatus', named, input, {
    keyOf: ({ id }) => id,
    matches: (instance) =>
      (instance.state === 'running' || input.IncludeAllInstances === true) &&
      passes(describeStatus(ctx.db, instance)),
    ids: { name: 'instancesSet', given },
  })
  return {
    InstanceStatuses: page.items.map((instance) => describeStatus(ctx.db, instance)),
    NextToken: page.nextToken,
  }
})

function describeStatus(db: Pick<ReadRecords, 'by'>, instance: InstanceRecord): InstanceStatus {
  const running = instance.state === 'running'
  const passed = running && instance.checksPassedAt !== undefined
  const summary = summarize(running, passed)
  const since = running ? impairmentsOf(db, instance) : {}
  return {
    AvailabilityZone: instance.availabilityZone,
    AvailabilityZoneId: zoneIdOf(instance.availabilityZone),
    Events: [],
    InstanceId: instance.id,
    InstanceState: { Code: instanceStateCodes[instance.state], Name: instance.state },
    InstanceStatus:
      passed || since.system !== undefined ? (impaired(since.instance) ?? summary) : summary,
    SystemStatus: impaired(since.system) ?? summary,
    AttachedEbsStatus: summary,
    Operator: { Managed: false },
  }
}

function summarize(running: boolean, passed: boolean): InstanceStatusSummary {
  if (!running) return { Status: 'not-applicable' }
  return {
    Status: passed ? 'ok' : 'initializing',
    Details: [{ Name: 'reachability', Status: passed ? 'passed' : 'initializing' }],
  }
}

function impaired(since: number | undefined): InstanceStatusSummary | undefined {
  if (since === undefined) return undefined
  return {
    Status: 'impaired',
    Details: [{ ImpairedSince: new Date(since), Name: 'reachability', Status: 'failed' }],
  }
}

const statusFilters: FilterFields<InstanceStatus> = {
  fields: {
    'availability-zone': (s) => s.AvailabilityZone,
    'availability-zone-id': (s) => s.AvailabilityZoneId,
    'event.code': () => undefined,
    'event.description': () => undefined,
    'event.instance-event-id': () => undefined,
    'event.not-after': () => undefined,
    'event.not-before': () => undefined,
    'event.not-before-deadline': () => undefined,
    'instance-state-code': (s) => s.InstanceState?.Code,
    'instance-state-name': (s) => s.InstanceState?.Name,
    'instance-status.reachability': (s) => s.InstanceStatus?.Details?.[0]?.Status,
    'instance-status.status': (s) => s.InstanceStatus?.Status,
    'operator.managed': (s) => s.Operator?.Managed,
    'operator.principal': () => undefined,
    'system-status.reachability': (s) => s.SystemStatus?.Details?.[0]?.Status,
    'system-status.status': (s) => s.SystemStatus?.Status,
    'attached-ebs-status.status': (s) => s.AttachedEbsStatus?.Status,
  },
}
