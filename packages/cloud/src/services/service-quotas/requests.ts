import type { RequestedServiceQuotaChange } from '@aws-sdk/client-service-quotas'
import { collection } from '../../engine/collection.ts'
import type { Context, Timer } from '../../engine/context.ts'
import { quotaArn, type ListedQuota } from './find-quota.ts'
import { serviceNames } from './quota.ts'
import { applyQuota, quotaTable } from './quotas.ts'

/** A wish for a higher value. */
export interface QuotaRequest {
  readonly id: string
  readonly quota: ListedQuota
  readonly value: number
  readonly requester: string
  readonly created: number
  /** When it was granted. */
  readonly approved?: number
}

export const quotaRequests = collection<QuotaRequest>({
  name: 'service-quotas/request',
  scope: 'region',
})

export const approvalTimer = 'service-quotas/approval'
/** How long AWS thinks about it here: everything is granted. */
export const approvalMs = 60_000

export function onApprovalTimer(ctx: Context, { id }: Timer): void {
  const request = ctx.db.get(quotaRequests, id)
  if (!request) return
  applyQuota(ctx, request.quota.key, request.value)
  ctx.db.put(quotaRequests, { ...request, approved: ctx.now })
}

/** Newest first. */
export function listRequests(ctx: Context): readonly QuotaRequest[] {
  return ctx.db.all(quotaRequests).toReversed()
}

export function statusOf({ approved }: QuotaRequest): 'APPROVED' | 'PENDING' {
  return approved === undefined ? 'PENDING' : 'APPROVED'
}

export function toChange(ctx: Context, request: QuotaRequest): RequestedServiceQuotaChange {
  const { quota } = request
  return {
    Id: request.id,
    ServiceCode: quota.service,
    ServiceName: serviceNames[quota.service],
    QuotaCode: quota.code,
    QuotaName: quotaTable[quota.key].name,
    DesiredValue: request.value,
    Status: statusOf(request),
    Created: new Date(request.created),
    LastUpdated: new Date(request.approved ?? request.created),
    Requester: JSON.stringify({ accountId: ctx.account, callerArn: request.requester }),
    QuotaArn: quotaArn(ctx, quota),
    GlobalQuota: false,
    Unit: 'None',
    QuotaRequestedAtLevel: 'ACCOUNT',
  }
}
