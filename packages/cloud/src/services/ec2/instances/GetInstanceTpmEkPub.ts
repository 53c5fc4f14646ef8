import type { GetInstanceTpmEkPubRequest, GetInstanceTpmEkPubResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findInstance } from './find-instances.ts'

/**
 * Checks the instance and refuses: no image here enables NitroTPM, without which there is no endorsement
 * key.
 * @differs Never succeeds.
 */
export const GetInstanceTpmEkPub = operation<GetInstanceTpmEkPubRequest, GetInstanceTpmEkPubResult>(
  'GetInstanceTpmEkPub',
  (ctx, input) => {
    const instance = findInstance(ctx.db, input.InstanceId)
    throw new AwsError(
      'UnsupportedOperation',
      `NitroTPM is not enabled for the instance '${instance.id}'.`,
    )
  },
)
