import type {
  AcceptReservedInstancesExchangeQuoteRequest,
  AcceptReservedInstancesExchangeQuoteResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { readExchange } from './exchange.ts'
import { putReserved } from './reserved-instances.ts'
import { priceOf } from './reserved-offering.ts'

/** Exchanges convertible Reserved Instances as quoted: the old retire at once, the new begin. */
export const AcceptReservedInstancesExchangeQuote = operation<
  AcceptReservedInstancesExchangeQuoteRequest,
  AcceptReservedInstancesExchangeQuoteResult
>('AcceptReservedInstancesExchangeQuote', (ctx, input) => {
  const { from, to, problem, dueUsd } = readExchange(ctx, input)
  if (problem !== undefined || !to) throw new AwsError('InvalidInput', problem ?? 'No target.')
  for (const { record } of from) {
    putReserved(ctx, { ...record, state: 'retired', replacedAt: ctx.now })
  }
  const { offering, offeringId, count, value, end } = to
  const { type, platform, tenancy, kind, years, payment, zone } = offering
  putReserved(ctx, {
    id: ctx.chance.uuid(),
    offeringId,
    instanceType: type,
    platform,
    tenancy,
    kind,
    years,
    payment,
    zone,
    count,
    durationSeconds: Math.round((end - ctx.now) / 1_000),
    start: ctx.now,
    end,
    state: 'payment-pending',
    upfrontUsd: Number((value.upfrontUsd / count).toFixed(6)),
    dueUsd,
    hourlyUsd: priceOf(offering).hourlyUsd,
    tags: [],
  })
  return { ExchangeId: `riex-${ctx.chance.uuid()}` }
})
