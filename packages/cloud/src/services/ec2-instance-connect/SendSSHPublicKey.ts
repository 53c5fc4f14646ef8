import type {
  SendSSHPublicKeyRequest,
  SendSSHPublicKeyResponse,
} from '@aws-sdk/client-ec2-instance-connect'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { findTarget } from './find-target.ts'
import { readSshKey } from './read-ssh-key.ts'

/** Lets a key into the instance for one minute; the instance's own sshd asks for it. */
export const SendSSHPublicKey = operation<SendSSHPublicKeyRequest, SendSSHPublicKeyResponse>(
  'SendSSHPublicKey',
  (ctx, input) => {
    const line = readSshKey(input.SSHPublicKey ?? '')
    const instance = findTarget(ctx, input.InstanceId ?? '', ['running'])
    const zone = input.AvailabilityZone ?? instance.availabilityZone
    if (zone !== instance.availabilityZone) {
      throw new AwsError(
        'InvalidArgsException',
        `Invalid input parameter received for The instance ${instance.id} is not in Availability Zone ${zone}`,
      )
    }
    const { account, region, caller, requestId } = ctx
    const target = { account, region, instanceId: instance.id }
    ctx.afterCommit(() =>
      ctx.host.connectKeys.push(target, input.InstanceOSUser ?? '', { line, caller, requestId }),
    )
    return { RequestId: requestId, Success: true }
  },
)
