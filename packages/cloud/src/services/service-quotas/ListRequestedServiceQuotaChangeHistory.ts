import type {
  ListRequestedServiceQuotaChangeHistoryRequest,
  ListRequestedServiceQuotaChangeHistoryResponse,
} from '@aws-sdk/client-service-quotas'
import { operation } from '../../engine/operation.ts'
import { quotasOf } from './find-quota.ts'
import { pageOf } from './page-of.ts'
import { listRequests, statusOf, toChange } from './requests.ts'

/** Lists the requests for higher values, newest first. */
export const ListRequestedServiceQuotaChangeHistory = operation<
  ListRequestedServiceQuotaChangeHistoryRequest,
  ListRequestedServiceQuotaChangeHistoryResponse
>('ListRequestedServiceQuotaChangeHistory', (ctx, input) => {
  const { ServiceCode: service, Status: status, QuotaRequestedAtLevel: level } = input
  if (service !== undefined) quotasOf(service)
  const found = listRequests(ctx).filter(
    (request) =>
      (service === undefined || request.quota.service === service) &&
      (status === undefined || statusOf(request) === status) &&
      level !== 'RESOURCE',
  )
  const { items, NextToken } = pageOf(found, input)
  return { RequestedQuotas: items.map((request) => toChange(ctx, request)), NextToken }
})
