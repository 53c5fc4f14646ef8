import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import forge from 'node-forge'

export interface MadeCertificate {
  /** PEM, self-signed. */
  readonly certificate: string
  /** PEM. */
  readonly privateKey: string
}

/** A certificate for a host. */
export async function makeCertificate(host: string): Promise<MadeCertificate> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  const key = forge.pki.privateKeyFromPem(pem)
  const made = forge.pki.createCertificate()
  made.publicKey = forge.pki.setRsaPublicKey(key.n, key.e)
  made.serialNumber = '02'
  made.validity.notBefore = new Date('2025-01-01')
  made.validity.notAfter = new Date('2035-01-01')
  const name = [{ name: 'commonName', value: host }]
  made.setSubject(name)
  made.setIssuer(name)
  made.setExtensions([{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }])
  made.sign(key, forge.md.sha256.create())
  return { certificate: forge.pki.certificateToPem(made), privateKey: pem }
}
