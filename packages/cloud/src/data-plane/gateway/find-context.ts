import { X509Certificate } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import { defaultAccount } from '../../engine/default-account.ts'
import type { Engine } from '../../engine/engine.ts'
import {
  certificateOf,
  type ServingCertificate,
} from '../../services/elastic-load-balancing-v2/certificates/certificate.ts'
import { findBalancer } from '../balancer/find-balancer.ts'
import type { BalancerParts } from '../balancer/parts.ts'
import { readBalancerName } from './balancer-name.ts'

/** Making one takes milliseconds: kept as long as its record. */
const contexts = new WeakMap<ServingCertificate, SecureContext>()

export interface ShownCertificate {
  readonly arn: string
  readonly certificate: ServingCertificate
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
  const db = engine.read(found)
  const shown = (listener?.record.certificates ?? []).flatMap((arn) => {
    const certificate = certificateOf(db, arn)
    return certificate ? [{ arn, certificate }] : []
  })
  const isFor = ({ certificate }: ShownCertificate): boolean =>
    new X509Certificate(certificate.certificate).checkHost(serverName) !== undefined
  return shown.length > 1 ? (shown.find(isFor) ?? shown[0]) : shown[0]
}

export function contextOf({ certificate }: ShownCertificate): SecureContext {
  let context = contexts.get(certificate)
  if (!context) {
    const { certificate: own, chain = '', privateKey } = certificate
    context = createSecureContext({ cert: `${own}\n${chain}`, key: privateKey })
    contexts.set(certificate, context)
  }
  return context
}
