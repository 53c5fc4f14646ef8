import type {
  ModifyTrafficMirrorSessionRequest,
  ModifyTrafficMirrorSessionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { toMirrorSession } from './describe-mirrors.ts'
import { checkSession, drawNetworkId } from './check-session.ts'
import {
  mirrorFilters,
  mirrorSessions,
  mirrorTargets,
  type MirrorSessionRecord,
} from './traffic-mirroring.ts'

/** What is named changes at once; what is to be removed is as if it had never been said. */
export const ModifyTrafficMirrorSession = operation<
  ModifyTrafficMirrorSessionRequest,
  ModifyTrafficMirrorSessionResult
>('ModifyTrafficMirrorSession', (ctx, input) => {
  const { TrafficMirrorTargetId, TrafficMirrorFilterId, RemoveFields = [] } = input
  const { SessionNumber, PacketLength, VirtualNetworkId, Description } = input
  const present = findRecord(
    ctx,
    mirrorSessions,
    'traffic-mirror-session',
    input.TrafficMirrorSessionId ?? '',
  )
  const { packetLength, description, ...rest } = present
  const keeps = (field: (typeof RemoveFields)[number]) => !RemoveFields.includes(field)
  const session: MirrorSessionRecord = {
    ...rest,
    ...(packetLength !== undefined && keeps('packet-length') && { packetLength }),
    ...(description !== undefined && keeps('description') && { description }),
    ...(!keeps('virtual-network-id') && { virtualNetworkId: drawNetworkId(ctx) }),
    ...(TrafficMirrorTargetId !== undefined && {
      targetId: findRecord(ctx, mirrorTargets, 'traffic-mirror-target', TrafficMirrorTargetId).id,
    }),
    ...(TrafficMirrorFilterId !== undefined && {
      filterId: findRecord(ctx, mirrorFilters, 'traffic-mirror-filter', TrafficMirrorFilterId).id,
    }),
    ...(SessionNumber !== undefined && { sessionNumber: SessionNumber }),
    ...(PacketLength !== undefined && { packetLength: PacketLength }),
    ...(VirtualNetworkId !== undefined && { virtualNetworkId: VirtualNetworkId }),
    ...(Description !== undefined && { description: Description }),
  }
  checkSession(ctx, session)
  ctx.db.put(mirrorSessions, session)
  return { TrafficMirrorSession: toMirrorSession(ctx, session) }
})
