import type {
  UploadServerCertificateRequest,
  UploadServerCertificateResponse,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { entityAlreadyExists } from '../errors.ts'
import { makeUniqueId } from '../ids.ts'
import { iamArn, nameKey } from '../names.ts'
import { withTags } from '../tags.ts'
import { readCertificate } from './read-certificate.ts'
import {
  serverCertificates,
  toMetadata,
  type ServerCertificateRecord,
} from './server-certificate.ts'

/**
 * Keeps a certificate with its private key, for HTTPS and TLS listeners of load balancers.
 * @limits PEM; the key must not be encrypted and must be the certificate's.
 */
export const UploadServerCertificate = operation<
  UploadServerCertificateRequest,
  UploadServerCertificateResponse
>('UploadServerCertificate', (ctx, input) => {
  const name = input.ServerCertificateName ?? ''
  const path = input.Path ?? '/'
  if (ctx.db.get(serverCertificates, nameKey(name))) {
    throw entityAlreadyExists(`The Server Certificate with name ${name} already exists.`)
  }
  const made: ServerCertificateRecord = {
    id: nameKey(name),
    name,
    path,
    certificateId: makeUniqueId('ASCA', ctx.chance),
    arn: iamArn(ctx.account, 'server-certificate', path, name),
    uploadTime: ctx.now,
    expiration: readCertificate(input),
    certificate: input.CertificateBody ?? '',
    ...(input.CertificateChain !== undefined && { chain: input.CertificateChain }),
    privateKey: input.PrivateKey ?? '',
    tags: withTags([], input.Tags),
  }
  ctx.db.put(serverCertificates, made)
  return {
    ServerCertificateMetadata: toMetadata(made),
    Tags: made.tags.length > 0 ? [...made.tags] : undefined,
  }
})
