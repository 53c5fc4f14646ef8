import type {
  DescribeListenerCertificatesInput,
  DescribeListenerCertificatesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findListener } from './find-listener.ts'

/** Lists all certificates of a listener, the default one first. */
export const DescribeListenerCertificates = operation<
  DescribeListenerCertificatesInput,
  DescribeListenerCertificatesOutput
>('DescribeListenerCertificates', (ctx, input) => {
  const { certificates } = findListener(ctx, input.ListenerArn)
  const { items, NextMarker } = pageOf(certificates, input, (arn) => arn)
  return {
    Certificates: items.map((arn) => ({
      CertificateArn: arn,
      IsDefault: arn === certificates[0],
    })),
    NextMarker,
  }
})
