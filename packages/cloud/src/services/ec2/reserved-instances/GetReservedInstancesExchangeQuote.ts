import type {
  GetReservedInstancesExchangeQuoteRequest,
  GetReservedInstancesExchangeQuoteResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { readExchange, sumOf, toValue } from './exchange.ts'

/**
 * What convertible Reserved Instances would become for a target offering, and what would be due; why not, where it cannot be.
 * @limits One target offering, of the same Region.
 */
export const GetReservedInstancesExchangeQuote = operation<
  GetReservedInstancesExchangeQuoteRequest,
  GetReservedInstancesExchangeQuoteResult
>('GetReservedInstancesExchangeQuote', (ctx, input) => {
  const { from, to, problem, dueUsd } = readExchange(ctx, input)
  return {
    CurrencyCode: 'USD',
    IsValidExchange: problem === undefined,
    ValidationFailureReason: problem,
    ReservedInstanceValueSet: from.map(({ record, value }) => ({
      ReservedInstanceId: record.id,
      ReservationValue: toValue(value),
    })),
    ReservedInstanceValueRollup: toValue(sumOf(from.map(({ value }) => value))),
    ...(to && {
      PaymentDue: dueUsd.toFixed(6),
      OutputReservedInstancesWillExpireAt: new Date(to.end),
      TargetConfigurationValueSet: [
        {
          TargetConfiguration: { InstanceCount: to.count, OfferingId: to.offeringId },
          ReservationValue: toValue(to.value),
        },
      ],
      TargetConfigurationValueRollup: toValue(to.value),
    }),
  }
})
