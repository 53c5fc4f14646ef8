import type {
  GetRequestedServiceQuotaChangeRequest,
  GetRequestedServiceQuotaChangeResponse,
} from '@aws-sdk/client-service-quotas'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { quotaRequests, toChange } from './requests.ts'

/** Tells what became of a request for a higher value. */
export const GetRequestedServiceQuotaChange = operation<
  GetRequestedServiceQuotaChangeRequest,
  GetRequestedServiceQuotaChangeResponse
>('GetRequestedServiceQuotaChange', (ctx, input) => {
  const request = ctx.db.get(quotaRequests, input.RequestId ?? '')
  if (request) return { RequestedQuota: toChange(ctx, request) }
  throw new AwsError(
    'NoSuchResourceException',
    'The request failed because the specified quota request does not exist.',
  )
})
