import type {
  ModifyDefaultCreditSpecificationRequest,
  ModifyDefaultCreditSpecificationResult,
  UnlimitedSupportedInstanceFamily,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkFamily, setCreditDefault } from './settings.ts'

/** Sets how instances of a burstable family are launched from now on. */
export const ModifyDefaultCreditSpecification = operation<
  ModifyDefaultCreditSpecificationRequest,
  ModifyDefaultCreditSpecificationResult
>('ModifyDefaultCreditSpecification', (ctx, input) => {
  const family = checkFamily(input.InstanceFamily)
  const credits = input.CpuCredits
  if (credits !== 'standard' && credits !== 'unlimited') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${credits ?? ''}) for parameter CpuCredits is invalid. Valid values are standard and unlimited.`,
    )
  }
  setCreditDefault(ctx, family, credits)
  return {
    InstanceFamilyCreditSpecification: {
      InstanceFamily: family as UnlimitedSupportedInstanceFamily,
      CpuCredits: credits,
    },
  }
})
