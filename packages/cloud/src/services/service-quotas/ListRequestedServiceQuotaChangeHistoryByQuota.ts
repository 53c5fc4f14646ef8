import type {
  ListRequestedServiceQuotaChangeHistoryByQuotaRequest,
  ListRequestedServiceQuotaChangeHistoryByQuotaResponse,
} from '@aws-sdk/client-service-quotas'
import { operation } from '../../engine/operation.ts'
import { findQuota } from './find-quota.ts'
import { pageOf } from './page-of.ts'
import { listRequests, statusOf, toChange } from './requests.ts'

/** Lists the requests for a higher value of one quota, newest first. */
export const ListRequestedServiceQuotaChangeHistoryByQuota = operation<
  ListRequestedServiceQuotaChangeHistoryByQuotaRequest,
  ListRequestedServiceQuotaChangeHistoryByQuotaResponse
>('ListRequestedServiceQuotaChangeHistoryByQuota', (ctx, input) => {
  const { key } = findQuota(input.ServiceCode, input.QuotaCode)
  const { Status: status, QuotaRequestedAtLevel: level } = input
  const found = listRequests(ctx).filter(
    (request) =>
      request.quota.key === key &&
      (status === undefined || statusOf(request) === status) &&
      level !== 'RESOURCE',
  )
  const { items, NextToken } = pageOf(found, input)
  return { RequestedQuotas: items.map((request) => toChange(ctx, request)), NextToken }
})
