import type {
  ListServerCertificateTagsRequest,
  ListServerCertificateTagsResponse,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findServerCertificate } from './server-certificate.ts'

/** The tags of a server certificate. */
export const ListServerCertificateTags = operation<
  ListServerCertificateTagsRequest,
  ListServerCertificateTagsResponse
>('ListServerCertificateTags', (ctx, input) => {
  const found = findServerCertificate(ctx.db, input.ServerCertificateName)
  const { items, ...page } = pageOf(found.tags, input)
  return { Tags: [...items], ...page }
})
