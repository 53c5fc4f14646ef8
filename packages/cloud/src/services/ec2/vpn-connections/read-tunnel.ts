import type { VpnTunnelOptionsSpecification } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { formatIpv4, formatIpv4Block, parseIpv4, parseIpv4Block } from '../../../network/cidr.ts'
import { takePublicAddress } from '../addresses/public-address.ts'
import { refuseMembers } from '../unsupported.ts'
import type { VpnTunnel, VpnTunnelSettings } from './vpn-connection.ts'

/** AWS keeps these to itself. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html */
const reserved = [0, 1, 2, 3, 4, 5]
  .map((third) => `169.254.${third}.0/30`)
  .concat('169.254.169.252/30')
const keyLength = 32

/** One of the two tunnels of a connection; what is not wished for is drawn, at AWS's end. */
export function makeTunnel(
  ctx: Context,
  wish: VpnTunnelOptionsSpecification,
  takenCidrs: readonly string[],
): VpnTunnel {
  const { TunnelInsideIpv6Cidr } = wish
  return {
    outsideAddress: takePublicAddress(ctx, {}),
    insideCidr:
      wish.TunnelInsideCidr === undefined
        ? drawInsideCidr(ctx, takenCidrs)
        : checkInsideCidr(wish.TunnelInsideCidr, takenCidrs),
    ...(TunnelInsideIpv6Cidr !== undefined && { insideIpv6Cidr: TunnelInsideIpv6Cidr }),
    preSharedKey:
      wish.PreSharedKey === undefined ? drawKey(ctx) : checkPreSharedKey(wish.PreSharedKey),
    settings: readTunnelSettings(wish),
  }
}

export function checkInsideCidr(text: string, taken: readonly string[]): string {
  const block = parseIpv4Block(text)
  const cidr = block && formatIpv4Block(block)
  const linkLocal = text.startsWith('169.254.') && block?.prefixLength === 30
  if (cidr !== undefined && linkLocal && !reserved.includes(cidr) && !taken.includes(cidr)) {
    return cidr
  }
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${text}) for parameter tunnelInsideCidr is invalid. CIDR block must be a size /30 CIDR block from the 169.254.0.0/16 range that is neither reserved nor in use.`,
  )
}

function drawInsideCidr({ chance }: Context, taken: readonly string[]): string {
  const start = parseIpv4('169.254.0.0') ?? 0
  for (;;) {
    const cidr = `${formatIpv4(start + 4 * chance.below(2 ** 14))}/30`
    if (!reserved.includes(cidr) && !taken.includes(cidr)) return cidr
  }
}

/** Letters, digits, periods and underscores; it cannot begin with a zero. */
export function checkPreSharedKey(key: string): string {
  if (/^[A-Za-z1-9._][A-Za-z0-9._]{7,63}$/.test(key)) return key
  throw new AwsError(
    'InvalidParameterValue',
    'The pre-shared key must be 8 to 64 letters, digits, periods and underscores, and cannot start with zero (0).',
  )
}

function drawKey({ chance }: Context): string {
  return `p${chance.hex(keyLength - 1)}`
}

/** Ranges as AWS documents them for the members of a tunnel. */
const ranges = [
  ['Phase1LifetimeSeconds', 900, 28_800],
  ['Phase2LifetimeSeconds', 900, 3_600],
  ['RekeyMarginTimeSeconds', 60, 14_400],
  ['RekeyFuzzPercentage', 0, 100],
  ['ReplayWindowSize', 64, 2_048],
  ['DPDTimeoutSeconds', 30, 86_400],
] as const

const actions = [
  ['DPDTimeoutAction', ['clear', 'none', 'restart']],
  ['StartupAction', ['add', 'start']],
] as const

export function readTunnelSettings(wish: VpnTunnelOptionsSpecification): VpnTunnelSettings {
  refuseMembers('VPN tunnels', wish, ['EnableTunnelLifecycleControl', 'LogOptions'])
  for (const [name, least, most] of ranges) {
    const value = wish[name]
    if (value !== undefined && (value < least || value > most)) throw badValue(name, value)
  }
  for (const [name, allowed] of actions) {
    const value = wish[name]
    if (value !== undefined && !allowed.some((each) => each === value)) throw badValue(name, value)
  }
  return {
    phase1LifetimeSeconds: wish.Phase1LifetimeSeconds,
    phase2LifetimeSeconds: wish.Phase2LifetimeSeconds,
    rekeyMarginTimeSeconds: wish.RekeyMarginTimeSeconds,
    rekeyFuzzPercentage: wish.RekeyFuzzPercentage,
    replayWindowSize: wish.ReplayWindowSize,
    dpdTimeoutSeconds: wish.DPDTimeoutSeconds,
    dpdTimeoutAction: wish.DPDTimeoutAction,
    startupAction: wish.StartupAction,
    phase1EncryptionAlgorithms: valuesOf(wish.Phase1EncryptionAlgorithms),
    phase2EncryptionAlgorithms: valuesOf(wish.Phase2EncryptionAlgorithms),
    phase1IntegrityAlgorithms: valuesOf(wish.Phase1IntegrityAlgorithms),
    phase2IntegrityAlgorithms: valuesOf(wish.Phase2IntegrityAlgorithms),
    phase1DhGroupNumbers: valuesOf(wish.Phase1DHGroupNumbers),
    phase2DhGroupNumbers: valuesOf(wish.Phase2DHGroupNumbers),
    ikeVersions: valuesOf(wish.IKEVersions),
  }
}

function valuesOf<T>(
  list: readonly { readonly Value?: T | undefined }[] | undefined,
): readonly T[] | undefined {
  return list?.flatMap(({ Value }) => (Value === undefined ? [] : [Value]))
}

function badValue(name: string, value: string | number): AwsError {
  return new AwsError('InvalidParameterValue', `Value (${value}) for parameter ${name} is invalid.`)
}
