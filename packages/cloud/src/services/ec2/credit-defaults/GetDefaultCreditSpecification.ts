import type {
  GetDefaultCreditSpecificationRequest,
  GetDefaultCreditSpecificationResult,
  UnlimitedSupportedInstanceFamily,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkFamily, creditDefault } from './settings.ts'

/** How instances of a burstable family are launched: standard or unlimited. */
export const GetDefaultCreditSpecification = operation<
  GetDefaultCreditSpecificationRequest,
  GetDefaultCreditSpecificationResult
>('GetDefaultCreditSpecification', (ctx, input) => {
  const family = checkFamily(input.InstanceFamily)
  return {
    InstanceFamilyCreditSpecification: {
      InstanceFamily: family as UnlimitedSupportedInstanceFamily,
      CpuCredits: creditDefault(ctx, family),
    },
  }
})
