import type {
  ListAWSDefaultServiceQuotasRequest,
  ListAWSDefaultServiceQuotasResponse,
} from '@aws-sdk/client-service-quotas'
import { operation } from '../../engine/operation.ts'
import { quotasOf, toServiceQuota } from './find-quota.ts'
import { pageOf } from './page-of.ts'

/**
 * Lists a service's quotas with the values that AWS gives to a new account.
 * @differs Those that this cloud enforces.
 */
export const ListAWSDefaultServiceQuotas = operation<
  ListAWSDefaultServiceQuotasRequest,
  ListAWSDefaultServiceQuotasResponse
>('ListAWSDefaultServiceQuotas', (ctx, { ServiceCode, ...input }) => {
  const { items, NextToken } = pageOf(quotasOf(ServiceCode), input)
  return { Quotas: items.map((quota) => toServiceQuota(ctx, quota, 'default')), NextToken }
})
