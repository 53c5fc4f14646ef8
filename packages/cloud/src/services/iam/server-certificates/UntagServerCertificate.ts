import type { UntagServerCertificateRequest } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withoutTags } from '../tags.ts'
import { findServerCertificate, serverCertificates } from './server-certificate.ts'

/** Takes tags from a server certificate by their keys. */
export const UntagServerCertificate = operation<UntagServerCertificateRequest, object>(
  'UntagServerCertificate',
  (ctx, input) => {
    const found = findServerCertificate(ctx.db, input.ServerCertificateName)
    ctx.db.put(serverCertificates, { ...found, tags: withoutTags(found.tags, input.TagKeys ?? []) })
    return {}
  },
)
