import type {
  CreateTrafficMirrorSessionRequest,
  CreateTrafficMirrorSessionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { readTagSpecifications } from '../tags.ts'
import { toMirrorSession } from './describe-mirrors.ts'
import {
  mirrorFilters,
  mirrorSessions,
  mirrorTargets,
  type MirrorSessionRecord,
} from './traffic-mirroring.ts'

const largestSessionNumber = 32_766
/** https://docs.aws.amazon.com/vpc/latest/mirroring/traffic-mirroring-limits.html */
const perInterface = 3
const networkIds = 2 ** 24

/**
 * Mirrors what a filter takes of an interface's traffic to a target.
 * @limits 3 for an interface.
 * @differs No packet is copied: the session is a record.
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
  if (SessionNumber < 1 || SessionNumber > largestSessionNumber) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${SessionNumber}) for parameter sessionNumber is invalid. Valid values are 1 to ${largestSessionNumber}.`,
    )
  }
  if (target.networkInterfaceId === eni.id) {
    throw new AwsError('InvalidParameterValue', `${eni.id} cannot be mirrored to itself.`)
  }
  const present = ctx.db.by(mirrorSessions, 'interface', eni.id)
  if (present.some(({ sessionNumber }) => sessionNumber === SessionNumber)) {
    throw new AwsError(
      'TrafficMirrorSessionNumberInUse',
      `Session number ${SessionNumber} is already used for ${eni.id}.`,
    )
  }
  if (present.length >= perInterface) {
    throw new AwsError(
      'TrafficMirrorSessionsPerInterfaceLimitExceeded',
      'The maximum number of Traffic Mirror sessions of the interface has been reached.',
    )
  }
  const session: MirrorSessionRecord = {
    id: newId(ctx.chance, 'tms'),
    networkInterfaceId: eni.id,
    targetId: target.id,
    filterId: filter.id,
    sessionNumber: SessionNumber,
    ...(PacketLength !== undefined && { packetLength: PacketLength }),
    virtualNetworkId: input.VirtualNetworkId ?? ctx.chance.below(networkIds),
    ...(Description !== undefined && { description: Description }),
    tags,
  }
  ctx.db.put(mirrorSessions, session)
  return { TrafficMirrorSession: toMirrorSession(ctx, session), ClientToken }
})
