import type {
  GetServiceQuotaRequest,
  GetServiceQuotaResponse,
} from '@aws-sdk/client-service-quotas'
import { operation } from '../../engine/operation.ts'
import { findQuota, toServiceQuota } from './find-quota.ts'

/** Tells the value that holds for the account in the Region. */
export const GetServiceQuota = operation<GetServiceQuotaRequest, GetServiceQuotaResponse>(
  'GetServiceQuota',
  (ctx, input) => ({
    Quota: toServiceQuota(ctx, findQuota(input.ServiceCode, input.QuotaCode), 'applied'),
  }),
)
