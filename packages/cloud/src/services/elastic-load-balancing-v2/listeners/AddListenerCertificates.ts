import type {
  AddListenerCertificatesInput,
  AddListenerCertificatesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { preparedOperation } from '../../../engine/operation.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import type { StandInRecord } from '../certificates/certificate.ts'
import { keepStandIns, prepareStandIns } from '../certificates/stand-in.ts'
import { operationNotPermitted, validationError } from '../errors.ts'
import { findListener } from './find-listener.ts'
import { listeners } from './listener.ts'
import { storeListener } from './store-listener.ts'

/**
 * Gives a listener further certificates, for clients that name their host.
 * @limits 25 beside the default one. HTTPS and TLS listeners alone.
 * @differs A certificate of ACM is stood for by a self-signed one.
 */
export const AddListenerCertificates = preparedOperation<
  AddListenerCertificatesInput,
  AddListenerCertificatesOutput,
  readonly StandInRecord[]
>(
  'AddListenerCertificates',
  (input, context) => {
    const balancer = context.read(
      ({ db }) => db.get(listeners, input.ListenerArn ?? '')?.loadBalancerId,
    )
    return prepareStandIns(input.Certificates, balancer, context)
  },
  (ctx, { ListenerArn, Certificates = [] }, standIns) => {
    const listener = findListener(ctx, ListenerArn)
    if (listener.certificates.length === 0) {
      throw operationNotPermitted(
        `Certificates cannot be added to listeners with the ${listener.protocol} protocol`,
      )
    }
    if (Certificates.some(({ IsDefault }) => IsDefault)) {
      throw validationError('The default certificate cannot be set by this operation')
    }
    const arns = keepStandIns(ctx, standIns, Certificates)
    const certificates = [...new Set([...listener.certificates, ...arns])]
    checkQuota(ctx, 'certificatesPerListener', 0, certificates.length - 1, listener.id)
    storeListener(ctx, { ...listener, certificates })
    return {
      Certificates: arns.map((arn) => ({
        CertificateArn: arn,
        IsDefault: arn === listener.certificates[0],
      })),
    }
  },
)
