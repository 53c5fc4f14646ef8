import type {
  CreateTrafficMirrorSessionRequest,
  CreateTrafficMirrorSessionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { readTagSpecifications } from '../tags.ts'
import { checkSession, drawNetworkId } from './check-session.ts'
import { toMirrorSession } from './describe-mirrors.ts'
import {
  mirrorFilters,
  mirrorSessions,
  mirrorTargets,
  type MirrorSessionRecord,
} from './traffic-mirroring.ts'

/**
 * Copies what a filter takes of an interface's traffic to a target, in VXLAN to its port 4789.
 * @limits 3 for an interface; the filter of the lowest number that takes a packet gets it.
 * @differs Headers are made anew from the connection's bytes; what goes to a load balancer is not copied.
 */
export const CreateTrafficMirrorSession = operation<
  CreateTrafficMirrorSessionRequest,
  CreateTrafficMirrorSessionResult
>('CreateTrafficMirrorSession', (ctx, input) => {
  const { SessionNumber = 0, PacketLength, Description, ClientToken } = input
  const tags = readTagSpecifications(input.TagSpecifications, ['traffic-mirror-session'])(
    'traffic-mirror-session',
  )
  const eni = findRecord(
    ctx,
    networkInterfaces,
    'network-interface',
    input.NetworkInterfaceId ?? '',
  )
  const target = findRecord(
    ctx,
    mirrorTargets,
    'traffic-mirror-target',
    input.TrafficMirrorTargetId ?? '',
  )
  const filter = findRecord(
    ctx,
    mirrorFilters,
    'traffic-mirror-filter',
    input.TrafficMirrorFilterId ?? '',
  )
  const session: MirrorSessionRecord = {
    id: newId(ctx.chance, 'tms'),
    networkInterfaceId: eni.id,
    targetId: target.id,
    filterId: filter.id,
    sessionNumber: SessionNumber,
    ...(PacketLength !== undefined && { packetLength: PacketLength }),
    virtualNetworkId: input.VirtualNetworkId ?? drawNetworkId(ctx),
    ...(Description !== undefined && { description: Description }),
    tags,
  }
  checkSession(ctx, session)
  ctx.db.put(mirrorSessions, session)
  return { TrafficMirrorSession: toMirrorSession(ctx, session), ClientToken }
})
