import type { TrafficSourceIdentifier } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { validationError } from '../errors.ts'
import { groups, type GroupRecord } from '../groups/group.ts'
import { members } from '../instances/member.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { readIdentifiers, readSources } from './read-sources.ts'
import { deregister, register } from './targets.ts'

type Given = readonly Partial<TrafficSourceIdentifier>[]

const maxSources = 50

/** Puts a group's instances behind more target groups. */
export function attachSources(ctx: Context, group: GroupRecord, given: Given): void {
  const known = new Set(group.trafficSources.map(({ identifier }) => identifier))
  const added = readSources(ctx, given).filter(({ identifier }) => !known.has(identifier))
  const trafficSources = [...group.trafficSources, ...added]
  if (trafficSources.length > maxSources) {
    throw validationError(`An Auto Scaling group can have at most ${maxSources} target groups.`)
  }
  const attached = { ...group, trafficSources }
  ctx.db.put(groups, attached)
  for (const { id, lifecycleState } of ctx.db.by(members, 'group', group.id)) {
    if (lifecycleState === 'InService') register(ctx, { ...attached, trafficSources: added }, id)
  }
  reconcile(ctx, group.id)
}

/** Takes a group's instances from behind target groups. */
export function detachSources(ctx: Context, group: GroupRecord, given: Given): void {
  const gone = readIdentifiers(given)
  for (const arn of gone) {
    if (!group.trafficSources.some(({ identifier }) => identifier === arn)) {
      throw validationError(`Trying to remove Target Groups that are not part of the group: ${arn}`)
    }
  }
  for (const { id } of ctx.db.by(members, 'group', group.id)) deregister(ctx, group, id, gone)
  const trafficSources = group.trafficSources.filter(({ identifier }) => !gone.includes(identifier))
  ctx.db.put(groups, { ...group, trafficSources })
  reconcile(ctx, group.id)
}
