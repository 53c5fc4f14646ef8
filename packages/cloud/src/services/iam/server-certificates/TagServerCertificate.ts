import type { TagServerCertificateRequest } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withTags } from '../tags.ts'
import { findServerCertificate, serverCertificates } from './server-certificate.ts'

/** Puts tags on a server certificate. */
export const TagServerCertificate = operation<TagServerCertificateRequest, object>(
  'TagServerCertificate',
  (ctx, input) => {
    const found = findServerCertificate(ctx.db, input.ServerCertificateName)
    ctx.db.put(serverCertificates, { ...found, tags: withTags(found.tags, input.Tags) })
    return {}
  },
)
