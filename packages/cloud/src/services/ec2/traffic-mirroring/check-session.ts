import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { mirrorSessions, mirrorTargets, type MirrorSessionRecord } from './traffic-mirroring.ts'

const largestSessionNumber = 32_766
/** https://docs.aws.amazon.com/vpc/latest/mirroring/traffic-mirroring-limits.html */
const perInterface = 3
const networkIds = 2 ** 24
const largestPacket = 8500

/** AWS takes any VXLAN network when none is named. */
export function drawNetworkId({ chance }: Context): number {
  return chance.below(networkIds)
}

/** Throws where a session as it would be cannot stand beside the interface's others. */
export function checkSession(ctx: Context, session: MirrorSessionRecord): void {
  const { networkInterfaceId: source, sessionNumber, packetLength, virtualNetworkId } = session
  checkRange('sessionNumber', sessionNumber, 1, largestSessionNumber)
  checkRange('virtualNetworkId', virtualNetworkId, 0, networkIds - 1)
  if (packetLength !== undefined) checkRange('packetLength', packetLength, 1, largestPacket)
  if (ctx.db.get(mirrorTargets, session.targetId)?.networkInterfaceId === source) {
    throw new AwsError('InvalidParameterValue', `${source} cannot be mirrored to itself.`)
  }
  const others = ctx.db
    .by(mirrorSessions, 'interface', source)
    .filter(({ id }) => id !== session.id)
  if (others.some((each) => each.sessionNumber === sessionNumber)) {
    throw new AwsError(
      'TrafficMirrorSessionNumberInUse',
      `Session number ${sessionNumber} is already used for ${source}.`,
    )
  }
  if (others.length >= perInterface) {
    throw new AwsError(
      'TrafficMirrorSessionsPerInterfaceLimitExceeded',
      'The maximum number of Traffic Mirror sessions of the interface has been reached.',
    )
  }
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${value}) for parameter ${name} is invalid. Valid values are ${least} to ${most}.`,
  )
}
