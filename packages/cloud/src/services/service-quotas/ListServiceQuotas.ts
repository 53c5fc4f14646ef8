import type {
  ListServiceQuotasRequest,
  ListServiceQuotasResponse,
} from '@aws-sdk/client-service-quotas'
import { operation } from '../../engine/operation.ts'
import { findQuota, quotasOf, toServiceQuota } from './find-quota.ts'
import { pageOf } from './page-of.ts'

/**
 * Lists a service's quotas with the values that hold for the account in the Region.
 * @differs Those that this cloud enforces; none is of a single resource.
 */
export const ListServiceQuotas = operation<ListServiceQuotasRequest, ListServiceQuotasResponse>(
  'ListServiceQuotas',
  (ctx, { ServiceCode, QuotaCode, QuotaAppliedAtLevel: level, ...input }) => {
    const asked = QuotaCode ? [findQuota(ServiceCode, QuotaCode)] : quotasOf(ServiceCode)
    const { items, NextToken } = pageOf(level === 'RESOURCE' ? [] : asked, input)
    return { Quotas: items.map((quota) => toServiceQuota(ctx, quota, 'applied')), NextToken }
  },
)
