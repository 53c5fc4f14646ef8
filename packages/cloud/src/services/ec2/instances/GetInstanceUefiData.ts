import type { GetInstanceUefiDataRequest, GetInstanceUefiDataResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { lookUpImage } from '../images/find-image.ts'
import { findInstance } from './find-instances.ts'

/**
 * The UEFI variable store that an instance was launched with.
 * @limits Only of instances that boot by UEFI.
 * @differs A simulated guest changes no variables: it is the image's store, where it was registered with one.
 */
export const GetInstanceUefiData = operation<GetInstanceUefiDataRequest, GetInstanceUefiDataResult>(
  'GetInstanceUefiData',
  (ctx, input) => {
    const instance = findInstance(ctx.db, input.InstanceId)
    if (instance.bootMode !== 'uefi' && instance.bootMode !== 'uefi-preferred') {
      throw new AwsError(
        'UnsupportedOperation',
        `The instance '${instance.id}' does not support UEFI boot mode.`,
      )
    }
    return { InstanceId: instance.id, UefiData: lookUpImage(ctx, instance.imageId)?.uefiData }
  },
)
