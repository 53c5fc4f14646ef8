import type {
  PurchaseScheduledInstancesRequest,
  PurchaseScheduledInstancesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'

/**
 * Refused: AWS sells Scheduled Instances no more, so that no purchase token can be a valid one.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-scheduled-instances.html
 */
export const PurchaseScheduledInstances = operation<
  PurchaseScheduledInstancesRequest,
  PurchaseScheduledInstancesResult
>('PurchaseScheduledInstances', () => {
  throw new AwsError(
    'InvalidPurchaseToken.Malformed',
    'The specified purchase token is not valid. You cannot purchase Scheduled Instances at this time: AWS does not have any capacity available for Scheduled Instances or any plans to make it available in the future.',
  )
})
