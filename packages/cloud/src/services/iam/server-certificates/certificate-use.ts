import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'

/** Listeners are a Region's and certificates the account's, so who uses which is noted for the account. */
interface CertificateUse {
  /** ARN of the listener. */
  readonly id: string
  readonly loadBalancerArn: string
  readonly certificateArns: readonly string[]
}

const certificateUses = collection<CertificateUse, 'certificate'>({
  name: 'iam/certificate-use',
  scope: 'account',
  indexes: { certificate: ({ certificateArns }) => certificateArns },
})

/** Notes the certificates that a listener has now; none: it is forgotten. */
export function noteCertificates(
  { db }: Context,
  listenerArn: string,
  loadBalancerArn: string,
  arns: readonly string[],
): void {
  const certificateArns = arns.filter((arn) => arn.startsWith('arn:aws:iam:'))
  if (certificateArns.length > 0) {
    db.put(certificateUses, { id: listenerArn, loadBalancerArn, certificateArns })
  } else if (db.get(certificateUses, listenerArn)) db.delete(certificateUses, listenerArn)
}

/** ARN of a load balancer that uses a certificate, in whatever Region. */
export function userOfCertificate({ db }: Context, arn: string): string | undefined {
  return db.by(certificateUses, 'certificate', arn)[0]?.loadBalancerArn
}
