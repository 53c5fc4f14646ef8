import type {
  SendSerialConsoleSSHPublicKeyRequest,
  SendSerialConsoleSSHPublicKeyResponse,
} from '@aws-sdk/client-ec2-instance-connect'
import { findInstanceType } from '../../catalogue/instance-types.ts'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { serialConsoleEnabled } from '../ec2/serial-console/settings.ts'
import { findTarget } from './find-target.ts'
import { readSshKey } from './read-ssh-key.ts'

/**
 * Lets a key onto the instance's serial console for one minute.
 * @limits Types on the Nitro System; one session at a time.
 */
export const SendSerialConsoleSSHPublicKey = operation<
  SendSerialConsoleSSHPublicKeyRequest,
  SendSerialConsoleSSHPublicKeyResponse
>('SendSerialConsoleSSHPublicKey', (ctx, input) => {
  if (!serialConsoleEnabled(ctx)) {
    throw new AwsError(
      'SerialConsoleAccessDisabledException',
      'Your account is not authorized to use the EC2 Serial Console. To authorize your account, run the EnableSerialConsoleAccess API. For more information, see EnableSerialConsoleAccess in the Amazon EC2 API Reference.',
      403,
    )
  }
  const line = readSshKey(input.SSHPublicKey ?? '')
  const instance = findTarget(ctx, input.InstanceId ?? '', ['pending', 'running', 'stopping'])
  if (findInstanceType(instance.instanceType)?.Hypervisor === 'xen') {
    throw new AwsError(
      'EC2InstanceTypeInvalidException',
      'The instance type is not supported for connecting via the serial console. Only Nitro instance types are currently supported.',
    )
  }
  const { account, region, caller, requestId } = ctx
  const target = { account, region, instanceId: instance.id }
  // https://docs.aws.amazon.com/botocore/latest/reference/services/ec2-instance-connect/client/exceptions/SerialConsoleSessionLimitExceededException.html
  if (ctx.host.findGuest(target)?.serialConsoleInUse()) {
    throw new AwsError(
      'SerialConsoleSessionLimitExceededException',
      'The instance currently has 1 active serial console session. Only 1 session is supported at a time.',
    )
  }
  const port = `port${input.SerialPort ?? 0}`
  ctx.afterCommit(() => ctx.host.serialKeys.push(target, port, { line, caller, requestId }))
  return { RequestId: requestId, Success: true }
})
