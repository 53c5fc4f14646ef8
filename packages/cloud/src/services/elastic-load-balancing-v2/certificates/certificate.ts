import { collection, type ReadRecords } from '../../../engine/collection.ts'
import { AwsError } from '../../../errors.ts'
import { serverCertificates } from '../../iam/server-certificates/server-certificate.ts'

/** What a listener shows to its clients, PEM. */
export interface ServingCertificate {
  readonly certificate: string
  /** Of those that signed it. */
  readonly chain?: string
  readonly privateKey: string
}

/** A self-signed certificate in the place of one of Certificate Manager, which is not here. */
export interface StandInRecord extends ServingCertificate {
  /** `arn:aws:acm:…` */
  readonly id: string
}

export const standIns = collection<StandInRecord>({ name: 'elbv2/stand-in', scope: 'region' })

/** Undefined for an ARN that names none. */
export function certificateOf(db: ReadRecords, arn: string): ServingCertificate | undefined {
  return db.get(standIns, arn) ?? db.by(serverCertificates, 'arn', arn)[0]
}

export function certificateNotFound(arn: string): AwsError {
  return new AwsError('CertificateNotFound', `Certificate '${arn}' not found`)
}
