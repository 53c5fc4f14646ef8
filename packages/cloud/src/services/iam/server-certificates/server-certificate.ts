import type { ServerCertificateMetadata } from '@aws-sdk/client-iam'
import { collection, type ReadRecords } from '../../../engine/collection.ts'
import { noSuchEntity } from '../errors.ts'
import { nameKey } from '../names.ts'
import type { IamTag } from '../tags.ts'

export interface ServerCertificateRecord {
  /** The name in lower case. */
  readonly id: string
  readonly name: string
  readonly path: string
  /** `ASCA…` */
  readonly certificateId: string
  readonly arn: string
  readonly uploadTime: number
  /** When the certificate ends to be valid. */
  readonly expiration: number
  /** PEM. */
  readonly certificate: string
  /** PEM, of those that signed it; the root is left out as a rule. */
  readonly chain?: string
  /** PEM. No answer ever carries it. */
  readonly privateKey: string
  readonly tags: readonly IamTag[]
}

export const serverCertificates = collection<ServerCertificateRecord, 'arn'>({
  name: 'iam/server-certificate',
  scope: 'account',
  indexes: { arn: ({ arn }) => arn },
})

/** Throws `NoSuchEntity`. */
export function findServerCertificate(
  db: ReadRecords,
  name: string | undefined,
): ServerCertificateRecord {
  const found = db.get(serverCertificates, nameKey(name ?? ''))
  if (found) return found
  throw noSuchEntity(`The Server Certificate with name ${name} cannot be found.`)
}

/** The SDK's shape. */
export function toMetadata(certificate: ServerCertificateRecord): ServerCertificateMetadata {
  return {
    Path: certificate.path,
    ServerCertificateName: certificate.name,
    ServerCertificateId: certificate.certificateId,
    Arn: certificate.arn,
    UploadDate: new Date(certificate.uploadTime),
    Expiration: new Date(certificate.expiration),
  }
}
