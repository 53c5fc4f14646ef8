import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { Certificate } from '@aws-sdk/client-elastic-load-balancing-v2'
import forge from 'node-forge'
import type { Context } from '../../../engine/context.ts'
import type { PrepareContext } from '../../../engine/operation.ts'
import { loadBalancers } from '../load-balancers/load-balancer.ts'
import { certificateNotFound, certificateOf, standIns, type StandInRecord } from './certificate.ts'

const dayMs = 24 * 3600 * 1000
/** As Certificate Manager's. */
const validDays = 198

/** Makes what is to stand for certificates of Certificate Manager that a call names for the first time. */
export async function prepareStandIns(
  certificates: readonly Certificate[] | undefined,
  loadBalancerArn: string | undefined,
  { account, region, read }: PrepareContext,
): Promise<readonly StandInRecord[]> {
  const pattern = new RegExp(`^arn:aws:acm:${region}:${account}:certificate/[\\w-]{1,64}$`)
  const arns = (certificates ?? []).flatMap(({ CertificateArn = '' }) =>
    pattern.test(CertificateArn) ? CertificateArn : [],
  )
  const { now, names, unknown } = read((ctx) => ({
    now: ctx.now,
    names: namesOf(ctx.db.get(loadBalancers, loadBalancerArn ?? '')?.dnsName),
    unknown: arns.filter((arn) => !certificateOf(ctx.db, arn)),
  }))
  return Promise.all([...new Set(unknown)].map((arn) => makeStandIn(arn, names, now)))
}

/** Keeps those that were made, and refuses ARNs that name no certificate. */
export function keepStandIns(
  { db }: Context,
  made: readonly StandInRecord[],
  certificates: readonly Certificate[] | undefined,
): readonly string[] {
  for (const each of made) if (!db.get(standIns, each.id)) db.put(standIns, each)
  return (certificates ?? []).map(({ CertificateArn = '' }) => {
    if (!certificateOf(db, CertificateArn)) throw certificateNotFound(CertificateArn)
    return CertificateArn
  })
}

/** The balancer's own name, and the one by which the gateway knows it. */
function namesOf(dnsName: string | undefined): readonly string[] {
  if (dnsName === undefined) return ['localhost']
  return [dnsName, dnsName.replace(/\.amazonaws\.com$/, '.localhost'), 'localhost']
}

async function makeStandIn(
  arn: string,
  names: readonly string[],
  nowMs: number,
): Promise<StandInRecord> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ format: 'pem', type: 'pkcs1' }).toString()
  const key = forge.pki.privateKeyFromPem(pem)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e)
  certificate.serialNumber = '01'
  certificate.validity.notBefore = new Date(nowMs - dayMs)
  certificate.validity.notAfter = new Date(nowMs + validDays * dayMs)
  const name = [
    { name: 'organizationName', value: 'Brume' },
    { name: 'commonName', value: 'Self-signed in the place of ACM' },
  ]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([
    { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
  ])
  certificate.sign(key, forge.md.sha256.create())
  return { id: arn, certificate: forge.pki.certificateToPem(certificate), privateKey: pem }
}
