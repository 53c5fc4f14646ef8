import type {
  RequestServiceQuotaIncreaseRequest,
  RequestServiceQuotaIncreaseResponse,
} from '@aws-sdk/client-service-quotas'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { findQuota } from './find-quota.ts'
import { quotaTable, quotaValue } from './quotas.ts'
import {
  approvalMs,
  approvalTimer,
  listRequests,
  quotaRequests,
  statusOf,
  toChange,
} from './requests.ts'

/**
 * Asks for a higher value, which holds in the Region as soon as it is approved.
 * @limits One open request a quota.
 * @differs Every request is approved after a minute.
 */
export const RequestServiceQuotaIncrease = operation<
  RequestServiceQuotaIncreaseRequest,
  RequestServiceQuotaIncreaseResponse
>('RequestServiceQuotaIncrease', (ctx, input) => {
  const quota = findQuota(input.ServiceCode, input.QuotaCode)
  const { adjustable = true } = quotaTable[quota.key]
  const value = input.DesiredValue ?? 0
  if (input.ContextId !== undefined || !adjustable) {
    throw new AwsError('IllegalArgumentException', 'The specified quota is not adjustable.')
  }
  if (value <= quotaValue(ctx, quota.key)) {
    throw new AwsError(
      'IllegalArgumentException',
      'You must provide a quota value greater than the current quota value.',
    )
  }
  const isOpen = listRequests(ctx).some(
    (request) => request.quota.key === quota.key && statusOf(request) === 'PENDING',
  )
  if (isOpen) {
    throw new AwsError(
      'ResourceAlreadyExistsException',
      'Only one open service quota increase request is allowed per quota.',
    )
  }
  const request = {
    id: ctx.chance.hex(40),
    quota,
    value,
    requester: ctx.caller,
    created: ctx.now,
  }
  ctx.db.put(quotaRequests, request)
  ctx.timers.set({
    kind: approvalTimer,
    id: request.id,
    at: ctx.now + approvalMs,
    transition: true,
  })
  return { RequestedQuota: toChange(ctx, request) }
})
