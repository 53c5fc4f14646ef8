import type {
  DeleteTrafficMirrorTargetRequest,
  DeleteTrafficMirrorTargetResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { mirrorSessions, mirrorTargets } from './traffic-mirroring.ts'

/** Not while a session uses it. */
export const DeleteTrafficMirrorTarget = operation<
  DeleteTrafficMirrorTargetRequest,
  DeleteTrafficMirrorTargetResult
>('DeleteTrafficMirrorTarget', (ctx, { TrafficMirrorTargetId = '' }) => {
  const { id } = findRecord(ctx, mirrorTargets, 'traffic-mirror-target', TrafficMirrorTargetId)
  if (ctx.db.by(mirrorSessions, 'target', id).length > 0) {
    throw new AwsError('TrafficMirrorTargetInUse', `The Traffic Mirror target ${id} is in use.`)
  }
  ctx.db.delete(mirrorTargets, id)
  return { TrafficMirrorTargetId: id }
})
