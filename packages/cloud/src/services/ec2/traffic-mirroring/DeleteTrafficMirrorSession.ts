import type {
  DeleteTrafficMirrorSessionRequest,
  DeleteTrafficMirrorSessionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { mirrorSessions } from './traffic-mirroring.ts'

/** Ends the mirroring. */
export const DeleteTrafficMirrorSession = operation<
  DeleteTrafficMirrorSessionRequest,
  DeleteTrafficMirrorSessionResult
>('DeleteTrafficMirrorSession', (ctx, { TrafficMirrorSessionId = '' }) => {
  const { id } = findRecord(ctx, mirrorSessions, 'traffic-mirror-session', TrafficMirrorSessionId)
  ctx.db.delete(mirrorSessions, id)
  return { TrafficMirrorSessionId: id }
})
