import type { ServiceQuota } from '@aws-sdk/client-service-quotas'
import type { Context } from '../../engine/context.ts'
import { AwsError } from '../../errors.ts'
import { serviceNames, type QuotaService } from './quota.ts'
import { quotaTable, quotaValue, type QuotaName } from './quotas.ts'

/** A quota that Service Quotas lists. */
export interface ListedQuota {
  readonly key: QuotaName
  readonly service: QuotaService
  readonly code: string
}

const names = (Object.keys(quotaTable) as QuotaName[]).toSorted((a, b) =>
  quotaTable[a].name.localeCompare(quotaTable[b].name),
)
/** All of them, by name. */
export const listedQuotas: readonly ListedQuota[] = names.flatMap((key) => {
  const { service, code } = quotaTable[key]
  return code === undefined ? [] : [{ key, service, code }]
})

/** Throws for a service that has no quotas here. */
export function quotasOf(serviceCode: string | undefined): readonly ListedQuota[] {
  const found = listedQuotas.filter(({ service }) => service === serviceCode)
  if (found.length > 0) return found
  throw new AwsError(
    'NoSuchResourceException',
    'The request failed because the specified service does not exist.',
  )
}

export function findQuota(serviceCode: string | undefined, code: string | undefined): ListedQuota {
  const found = quotasOf(serviceCode).find((quota) => quota.code === code)
  if (found) return found
  throw new AwsError(
    'NoSuchResourceException',
    'The request failed because the specified quota does not exist.',
  )
}

export function quotaArn(ctx: Context, { service, code }: ListedQuota): string {
  return `arn:aws:servicequotas:${ctx.region}:${ctx.account}:${service}/${code}`
}

/** As it holds for the account, or AWS's default. */
export function toServiceQuota(
  ctx: Context,
  quota: ListedQuota,
  which: 'applied' | 'default',
): ServiceQuota {
  const { name, value, adjustable = true } = quotaTable[quota.key]
  const arn = quotaArn(ctx, quota)
  return {
    ServiceCode: quota.service,
    ServiceName: serviceNames[quota.service],
    QuotaArn: which === 'applied' ? arn : arn.replace(`:${ctx.account}:`, '::'),
    QuotaCode: quota.code,
    QuotaName: name,
    Value: which === 'applied' ? quotaValue(ctx, quota.key) : value,
    Unit: 'None',
    Adjustable: adjustable,
    GlobalQuota: false,
    ...(which === 'applied' && { QuotaAppliedAtLevel: 'ACCOUNT' as const }),
  }
}
