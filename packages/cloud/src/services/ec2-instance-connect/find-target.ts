import type { InstanceState } from '@brume/ec2-model'
import type { Context } from '../../engine/context.ts'
import { AwsError } from '../../errors.ts'
import { instances, type InstanceRecord } from '../ec2/instances/instance.ts'

/** The instance that a key is for; throws the service's errors. */
export function findTarget(
  ctx: Context,
  id: string,
  states: readonly InstanceState[],
): InstanceRecord {
  const instance = ctx.db.get(instances, id)
  if (!instance) {
    throw new AwsError('EC2InstanceNotFoundException', 'The specified instance was not found.', 404)
  }
  if (!states.includes(instance.state)) {
    throw new AwsError(
      'EC2InstanceStateInvalidException',
      'Unable to connect because the instance is not in a valid state. Connecting to a stopped or terminated instance is not supported. If the instance is stopped, start your instance, and try to connect again.',
    )
  }
  return instance
}
