import type { GetServerCertificateRequest, GetServerCertificateResponse } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { findServerCertificate, toMetadata } from './server-certificate.ts'

/** Tells a certificate and its chain; the private key stays where it is. */
export const GetServerCertificate = operation<
  GetServerCertificateRequest,
  GetServerCertificateResponse
>('GetServerCertificate', (ctx, { ServerCertificateName }) => {
  const found = findServerCertificate(ctx.db, ServerCertificateName)
  return {
    ServerCertificate: {
      ServerCertificateMetadata: toMetadata(found),
      CertificateBody: found.certificate,
      CertificateChain: found.chain,
      Tags: found.tags.length > 0 ? [...found.tags] : undefined,
    },
  }
})
