import type { Context } from '../../../engine/context.ts'
import { checkQuota, quotaValue, type QuotaName } from '../../service-quotas/quotas.ts'
import { instances, type InstanceRecord } from './instance.ts'
import { vcpuQuotaOf, vcpusOf } from './vcpu-share.ts'

/** What decides which limit counts an instance. */
export interface VcpuWish {
  readonly instanceType: string
  readonly isSpot: boolean
  readonly tenancy: InstanceRecord['placement']['tenancy']
}

/** Throws when so many instances would run more vCPUs than the account may. */
export function checkVcpus(ctx: Context, wish: VcpuWish, count: number): void {
  const quota = quotaOf(wish)
  if (!quota) return
  const used = ctx.db.total(instances, 'vcpus', quota)
  checkQuota(ctx, quota, used, count * vcpusOf(wish.instanceType))
}

/** How many more instances may run. */
export function vcpuRoom(ctx: Context, wish: VcpuWish): number {
  const quota = quotaOf(wish)
  if (!quota) return Infinity
  const free = quotaValue(ctx, quota) - ctx.db.total(instances, 'vcpus', quota)
  return Math.floor(free / vcpusOf(wish.instanceType))
}

/** Dedicated Hosts have limits of their own. */
function quotaOf({ instanceType, isSpot, tenancy }: VcpuWish): QuotaName | undefined {
  return tenancy === 'host' ? undefined : vcpuQuotaOf(instanceType, isSpot)
}
