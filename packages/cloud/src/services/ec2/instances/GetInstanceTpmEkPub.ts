import type { GetInstanceTpmEkPubRequest, GetInstanceTpmEkPubResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findInstance } from './find-instances.ts'

/** No image here enables NitroTPM, without which an instance has no endorsement key. */
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
