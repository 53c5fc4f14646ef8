import { collection } from '../../engine/collection.ts'
import type { Context } from '../../engine/context.ts'
import { AwsError } from '../../errors.ts'
import { balancingQuotas } from './balancing-quotas.ts'
import { computeQuotas } from './compute-quotas.ts'
import { networkQuotas } from './network-quotas.ts'
import type { Quota } from './quota.ts'
import { storageQuotas } from './storage-quotas.ts'

const quotas = { ...balancingQuotas, ...computeQuotas, ...networkQuotas, ...storageQuotas }

export type QuotaName = keyof typeof quotas

/** Every limit that is enforced, by the name under which operations ask for it. */
export const quotaTable: Readonly<Record<QuotaName, Quota>> = quotas

/** A quota whose value was changed in a Region. */
interface AppliedQuota {
  readonly id: QuotaName
  readonly value: number
}

const appliedQuotas = collection<AppliedQuota>({ name: 'service-quotas/applied', scope: 'region' })

/** What holds in the Region now. */
export function quotaValue(ctx: Context, name: QuotaName): number {
  const { value, applied = value } = quotaTable[name]
  return ctx.db.get(appliedQuotas, name)?.value ?? applied
}

export function applyQuota(ctx: Context, name: QuotaName, value: number): void {
  ctx.db.put(appliedQuotas, { id: name, value })
}

/** Throws AWS's refusal when `more` would go beyond the quota, of which `used` is taken; `of` names what is full. */
export function checkQuota(ctx: Context, name: QuotaName, used: number, more = 1, of = ''): void {
  const limit = quotaValue(ctx, name)
  if (used + more <= limit) return
  const { code, message } = quotaTable[name].refusal
  throw new AwsError(code, message.replace('{limit}', String(limit)).replace('{of}', of))
}
