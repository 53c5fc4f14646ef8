import type {
  DeleteTrafficMirrorFilterRequest,
  DeleteTrafficMirrorFilterResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { mirrorFilters, mirrorRules, mirrorSessions } from './traffic-mirroring.ts'

/** With its rules; not while a session uses it. */
export const DeleteTrafficMirrorFilter = operation<
  DeleteTrafficMirrorFilterRequest,
  DeleteTrafficMirrorFilterResult
>('DeleteTrafficMirrorFilter', (ctx, { TrafficMirrorFilterId = '' }) => {
  const { id } = findRecord(ctx, mirrorFilters, 'traffic-mirror-filter', TrafficMirrorFilterId)
  if (ctx.db.by(mirrorSessions, 'filter', id).length > 0) {
    throw new AwsError('TrafficMirrorFilterInUse', `The Traffic Mirror filter ${id} is in use.`)
  }
  for (const rule of ctx.db.by(mirrorRules, 'filter', id)) ctx.db.delete(mirrorRules, rule.id)
  ctx.db.delete(mirrorFilters, id)
  return { TrafficMirrorFilterId: id }
})
