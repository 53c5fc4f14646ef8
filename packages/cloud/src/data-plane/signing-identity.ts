import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import forge from 'node-forge'
import { collection } from '../engine/collection.ts'
import type { Context } from '../engine/context.ts'
import type { Engine, Scope } from '../engine/engine.ts'

/** An account's key for what instance metadata signs; its certificate is in every signature. */
export interface SigningIdentity {
  readonly id: 'metadata'
  /** PEM. */
  readonly privateKey: string
  /** PEM, self-signed. */
  readonly certificate: string
}

const identities = collection<SigningIdentity>({
  name: 'ec2/signing-identity',
  scope: 'account',
})

export function findSigningIdentity(ctx: Context): SigningIdentity | undefined {
  return ctx.db.get(identities, 'metadata')
}

/** Makes the account's identity unless it has one: keys take too long for a transaction. */
export async function prepareSigningIdentity(engine: Engine, scope: Scope): Promise<void> {
  if (engine.peek(scope, identities, 'metadata')) return
  const made = await makeIdentity(engine.world(scope.account).clock.now())
  engine.transact(scope, (ctx) => {
    if (!findSigningIdentity(ctx)) ctx.db.put(identities, made)
  })
}

const dayMs = 24 * 3600 * 1000
const validDays = 20 * 365

async function makeIdentity(nowMs: number): Promise<SigningIdentity> {
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
    { name: 'commonName', value: 'Instance metadata of the embedded cloud' },
  ]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.sign(key, forge.md.sha256.create())
  return { id: 'metadata', privateKey: pem, certificate: forge.pki.certificateToPem(certificate) }
}
