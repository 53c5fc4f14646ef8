import { X509Certificate } from 'node:crypto'
import { createSecureContext, type SecureContext, type SecureVersion } from 'node:tls'
import { defaultAccount } from '../../engine/default-account.ts'
import type { Engine } from '../../engine/engine.ts'
import {
  certificateOf,
  type ServingCertificate,
} from '../../services/elastic-load-balancing-v2/certificates/certificate.ts'
import {
  defaultPolicy,
  findPolicy,
} from '../../services/elastic-load-balancing-v2/listeners/ssl-policies.ts'
import { findBalancer } from '../balancer/find-balancer.ts'
import type { BalancerParts } from '../balancer/parts.ts'
import { readBalancerName } from './balancer-name.ts'

/** Making one takes milliseconds: kept as long as its record, by policy. */
const contexts = new WeakMap<ServingCertificate, Map<string, SecureContext>>()

export interface ShownCertificate {
  readonly arn: string
  readonly certificate: ServingCertificate
  /** What the listener agrees on. */
  readonly policy: string
}

/** The certificate that a listener shows to who names it so: the first that is for that name, else its default one. */
export function findCertificate(
  engine: Engine,
  { setups }: Pick<BalancerParts, 'setups'>,
  serverName: string,
): ShownCertificate | undefined {
  const name = readBalancerName(serverName)
  const found = name && findBalancer(engine, name.account ?? defaultAccount, name.dnsName)
  if (!name || !found) return undefined
  const listener = setups.listener(found, found.record.id, name.port ?? 443)
  const policy = listener?.record.sslPolicy ?? defaultPolicy
  const db = engine.read(found)
  const shown = (listener?.record.certificates ?? []).flatMap((arn) => {
    const certificate = certificateOf(db, arn)
    return certificate ? [{ arn, certificate, policy }] : []
  })
  const isFor = ({ certificate }: ShownCertificate): boolean =>
    new X509Certificate(certificate.certificate).checkHost(serverName) !== undefined
  return shown.length > 1 ? (shown.find(isFor) ?? shown[0]) : shown[0]
}

export function contextOf({ certificate, policy }: ShownCertificate): SecureContext {
  let known = contexts.get(certificate)
  if (!known) contexts.set(certificate, (known = new Map()))
  let context = known.get(policy)
  if (!context) {
    const { certificate: own, chain = '', privateKey } = certificate
    const versions = findPolicy(policy)?.protocols ?? []
    context = createSecureContext({
      cert: `${own}\n${chain}`,
      key: privateKey,
      minVersion: oldest(versions),
      maxVersion: versions.includes('TLSv1.3') ? 'TLSv1.3' : 'TLSv1.2',
    })
    known.set(policy, context)
  }
  return context
}

function oldest(versions: readonly string[]): SecureVersion {
  return (
    (['TLSv1', 'TLSv1.1', 'TLSv1.2'] as const).find((each) => versions.includes(each)) ?? 'TLSv1.3'
  )
}
