import type {
  ListServerCertificatesRequest,
  ListServerCertificatesResponse,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { isUnder } from '../names.ts'
import { pageOf } from '../paging.ts'
import { serverCertificates, toMetadata } from './server-certificate.ts'

/** Lists server certificates by path. */
export const ListServerCertificates = operation<
  ListServerCertificatesRequest,
  ListServerCertificatesResponse
>('ListServerCertificates', (ctx, input) => {
  const found = ctx.db
    .all(serverCertificates)
    .filter(({ path }) => isUnder(path, input.PathPrefix))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const { items, ...page } = pageOf(found, input)
  return { ServerCertificateMetadataList: items.map(toMetadata), ...page }
})
