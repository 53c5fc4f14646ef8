import type { RemoveListenerCertificatesInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { operationNotPermitted } from '../errors.ts'
import { findListener } from './find-listener.ts'
import { storeListener } from './store-listener.ts'

/**
 * Takes certificates from a listener.
 * @limits Not the default one: ModifyListener replaces it.
 */
export const RemoveListenerCertificates = operation<RemoveListenerCertificatesInput, object>(
  'RemoveListenerCertificates',
  (ctx, { ListenerArn, Certificates = [] }) => {
    const listener = findListener(ctx, ListenerArn)
    const gone = new Set(Certificates.map(({ CertificateArn }) => CertificateArn))
    if (gone.has(listener.certificates[0])) {
      throw operationNotPermitted('The default certificate of a listener cannot be removed')
    }
    const certificates = listener.certificates.filter((arn) => !gone.has(arn))
    storeListener(ctx, { ...listener, certificates })
    return {}
  },
)
