import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { AwsError } from '../../../errors.ts'

interface Material {
  readonly CertificateBody?: string | undefined
  readonly CertificateChain?: string | undefined
  readonly PrivateKey?: string | undefined
}

/** When the certificate of a call ends to be valid. Throws AWS's refusals of what is no certificate, or not the key's. */
export function readCertificate(material: Material): number {
  const { CertificateBody = '', CertificateChain, PrivateKey = '' } = material
  const [certificate, ...more] = parseCertificates(CertificateBody, 'Certificate')
  if (!certificate || more.length > 0) throw malformed('Certificate')
  if (CertificateChain !== undefined) checkChain(certificate, CertificateChain)
  if (!certificate.checkPrivateKey(parseKey(PrivateKey))) {
    throw new AwsError(
      'KeyPairMismatch',
      'The public key certificate and the private key do not match.',
    )
  }
  return certificate.validToDate.getTime()
}

function checkChain(certificate: X509Certificate, text: string): void {
  let subject = certificate
  for (const issuer of parseCertificates(text, 'Certificate Chain')) {
    if (!subject.checkIssued(issuer)) {
      throw new AwsError(
        'MalformedCertificate',
        'Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any intermediaries in order. The index within the chain of the invalid certificate is: -1',
      )
    }
    subject = issuer
  }
}

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

function parseCertificates(text: string, what: string): readonly X509Certificate[] {
  const blocks = text.match(block) ?? []
  if (blocks.length === 0 || text.replaceAll(block, '').trim() !== '') throw malformed(what)
  try {
    return blocks.map((pem) => new X509Certificate(pem))
  } catch {
    throw malformed(what)
  }
}

function parseKey(text: string): KeyObject {
  try {
    return createPrivateKey(text)
  } catch {
    throw new AwsError(
      'MalformedCertificate',
      'Unable to parse private key. Please ensure the private key is in PEM format and is not encrypted.',
    )
  }
}

function malformed(what: string): AwsError {
  return new AwsError(
    'MalformedCertificate',
    `Unable to parse ${what.toLowerCase()}. Please ensure the ${what.toLowerCase()} is in PEM format.`,
  )
}
