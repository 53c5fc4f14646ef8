import type {
  GetAWSDefaultServiceQuotaRequest,
  GetAWSDefaultServiceQuotaResponse,
} from '@aws-sdk/client-service-quotas'
import { operation } from '../../engine/operation.ts'
import { findQuota, toServiceQuota } from './find-quota.ts'

/** Tells the value that AWS gives to a new account. */
export const GetAWSDefaultServiceQuota = operation<
  GetAWSDefaultServiceQuotaRequest,
  GetAWSDefaultServiceQuotaResponse
>('GetAWSDefaultServiceQuota', (ctx, input) => ({
  Quota: toServiceQuota(ctx, findQuota(input.ServiceCode, input.QuotaCode), 'default'),
}))
