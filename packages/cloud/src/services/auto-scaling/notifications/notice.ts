import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import type { GroupRecord } from '../groups/group.ts'

/** What Auto Scaling would have sent to a topic, a queue or a bus: there are none, so it is kept to be looked at. */
export interface NoticeRecord {
  /** A UUID. */
  readonly id: string
  readonly group: string
  readonly target: string
  readonly event: string
  readonly time: number
  /** JSON, as AWS words it. */
  readonly message: string
}

export const notices = collection<NoticeRecord, 'group'>({
  name: 'auto-scaling/notice',
  scope: 'region',
  indexes: { group: ({ group }) => group },
})

/** A topic, and one of the events of a group that it is told of. */
export interface NotificationRecord {
  /** `<group>/<topic>/<type>` */
  readonly id: string
  readonly group: string
  readonly topic: string
  readonly type: string
}

export const notifications = collection<NotificationRecord, 'group'>({
  name: 'auto-scaling/notification',
  scope: 'region',
  indexes: { group: ({ group }) => group },
})

const keptPerGroup = 100

export function keepNotice(
  ctx: Context,
  group: Pick<GroupRecord, 'id' | 'arn'>,
  target: string,
  event: string,
  detail: object,
): void {
  const id = ctx.chance.uuid()
  const message = JSON.stringify({
    Service: 'AWS Auto Scaling',
    Time: new Date(ctx.now).toISOString(),
    RequestId: id,
    Event: event,
    AccountId: ctx.account,
    AutoScalingGroupName: group.id,
    AutoScalingGroupARN: group.arn,
    ...detail,
  })
  if (ctx.db.countBy(notices, 'group', group.id) >= keptPerGroup) {
    const [oldest] = ctx.db.by(notices, 'group', group.id)
    if (oldest) ctx.db.delete(notices, oldest.id)
  }
  ctx.db.put(notices, { id, group: group.id, target, event, time: ctx.now, message })
}
