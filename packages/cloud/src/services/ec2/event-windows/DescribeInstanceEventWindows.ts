import type {
  DescribeInstanceEventWindowsRequest,
  DescribeInstanceEventWindowsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { toEventWindow } from './describe-event-window.ts'
import { eventWindows, findEventWindow, type EventWindowRecord } from './event-window.ts'

/** Lists event windows with their times and targets. */
export const DescribeInstanceEventWindows = operation<
  DescribeInstanceEventWindowsRequest,
  DescribeInstanceEventWindowsResult
>('DescribeInstanceEventWindows', (ctx, input) => {
  const ids = input.InstanceEventWindowIds ?? []
  const asked =
    ids.length > 0
      ? [...new Set(ids)].map((id) => findEventWindow(ctx, id))
      : ctx.db.all(eventWindows)
  const found = asked.filter(
    compileFilters('DescribeInstanceEventWindows', input.Filters, windowFilters),
  )
  const page = paginate(ctx, 'DescribeInstanceEventWindows', found, input, {
    keyOf: ({ id }) => id,
    min: 20,
    max: 500,
    ids: { name: 'instanceEventWindowIds', given: ids.length > 0 },
  })
  return { InstanceEventWindows: page.items.map(toEventWindow), NextToken: page.nextToken }
})

const windowFilters: FilterFields<EventWindowRecord> = {
  fields: {
    'dedicated-host-id': ({ hostIds }) => hostIds,
    'event-window-name': ({ name }) => name,
    'instance-id': ({ instanceIds }) => instanceIds,
    'instance-tag': ({ instanceTags }) => instanceTags.map(({ Key, Value }) => `${Key}=${Value}`),
    'instance-tag-key': ({ instanceTags }) => instanceTags.map(({ Key }) => Key),
    'instance-tag-value': ({ instanceTags }) => instanceTags.map(({ Value }) => Value),
  },
  tags: ({ tags }) => tags,
}
