import type { MutualAuthenticationAttributes } from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '../../../errors.ts'
import { enumError, unsupported, validationError } from '../errors.ts'
import type { LoadBalancerType } from '../load-balancers/load-balancer.ts'
import type { ListenerProtocol, ListenerRecord } from './listener.ts'
import { defaultPolicy, findPolicy } from './ssl-policies.ts'

const known = {
  application: ['HTTPS', 'HTTP'],
  network: ['QUIC', 'TCP', 'TCP_QUIC', 'TCP_UDP', 'TLS', 'UDP'],
} as const satisfies Record<LoadBalancerType, readonly string[]>
const all: readonly string[] = [...known.application, ...known.network, 'GENEVE']

/** What a listener of a balancer may speak. Throws AWS's refusals. */
export function readProtocol(
  protocol: string | undefined,
  type: LoadBalancerType,
): ListenerProtocol {
  if (protocol === undefined) throw validationError('A listener protocol must be specified')
  if (!all.includes(protocol)) throw enumError(protocol, 'protocol', all)
  const words: readonly string[] = known[type]
  if (!words.includes(protocol)) {
    throw validationError(
      `Listener protocol '${protocol}' must be one of '${words.toSorted().join(', ')}'`,
    )
  }
  if (protocol === 'HTTP' || protocol === 'HTTPS' || protocol === 'TCP' || protocol === 'TLS') {
    return protocol
  }
  throw unsupported(`Listeners with the ${protocol} protocol are`)
}

export interface SecurityWish {
  readonly sslPolicy: string | undefined
  /** Checked; undefined where the call does not name any. */
  readonly certificates: readonly string[] | undefined
  readonly alpnPolicy: readonly string[] | undefined
  readonly mutualAuthentication: MutualAuthenticationAttributes | undefined
}

type Security = Pick<ListenerRecord, 'sslPolicy' | 'certificates' | 'alpnPolicy'>

/** How a listener is secured, over what it has. Throws AWS's refusals. */
export function readSecurity(
  protocol: ListenerProtocol,
  wish: SecurityWish,
  present: Security = { certificates: [] },
): Security {
  const { sslPolicy, certificates, mutualAuthentication } = wish
  if (protocol !== 'HTTPS' && protocol !== 'TLS') {
    if (sslPolicy !== undefined) {
      throw validationError(`An SSL policy cannot be specified for ${protocol} listeners`)
    }
    if (certificates && certificates.length > 0) {
      throw validationError(`A certificate cannot be specified for ${protocol} listeners`)
    }
    if (mutualAuthentication && (mutualAuthentication.Mode ?? 'off') !== 'off') {
      throw validationError(`Mutual authentication is not supported for ${protocol} listeners`)
    }
    readAlpn(wish.alpnPolicy, protocol)
    return { certificates: [] }
  }
  if (mutualAuthentication && (mutualAuthentication.Mode ?? 'off') !== 'off') {
    throw unsupported('Mutual authentication of clients is')
  }
  const policy = sslPolicy ?? present.sslPolicy ?? defaultPolicy
  if (!findPolicy(policy)) {
    throw new AwsError('SSLPolicyNotFound', `SSL policy '${policy}' not found`)
  }
  const alpnPolicy = readAlpn(wish.alpnPolicy, protocol) ?? present.alpnPolicy
  return {
    sslPolicy: policy,
    certificates: readCertificates(protocol, certificates, present.certificates),
    ...(alpnPolicy !== undefined && alpnPolicy !== 'None' && { alpnPolicy }),
  }
}

/** A call gives one, the default: further ones are added by a call of their own. */
function readCertificates(
  protocol: ListenerProtocol,
  wanted: readonly string[] | undefined,
  present: readonly string[],
): readonly string[] {
  if (wanted === undefined && present.length > 0) return present
  const [first, ...more] = wanted ?? []
  if (first === undefined) {
    throw validationError(`A certificate must be specified for ${protocol} listeners`)
  }
  if (more.length > 0) {
    throw new AwsError(
      'TooManyCertificates',
      'You must provide a list containing exactly one certificate',
    )
  }
  return [first, ...present.slice(1).filter((arn) => arn !== first)]
}

const alpnPolicies = ['HTTP1Only', 'HTTP2Only', 'HTTP2Optional', 'HTTP2Preferred', 'None']

function readAlpn(
  policies: readonly string[] | undefined,
  protocol: ListenerProtocol,
): string | undefined {
  if (!policies || policies.length === 0) return undefined
  const [policy = ''] = policies
  if (protocol !== 'TLS') {
    throw new AwsError(
      'ALPNPolicyNotSupported',
      `ALPN policies are not supported for ${protocol} listeners`,
    )
  }
  if (policies.length > 1 || !alpnPolicies.includes(policy)) {
    throw new AwsError(
      'ALPNPolicyNotSupported',
      `The ALPN policy must be one of '${alpnPolicies.join(', ')}'`,
    )
  }
  return policy
}
