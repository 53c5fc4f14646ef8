import type {
  ModifyInstanceCpuOptionsRequest,
  ModifyInstanceCpuOptionsResult,
} from '@aws-sdk/client-ec2'
import { findInstanceType } from '../../../catalogue/instance-types.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { refuseMembers } from '../unsupported.ts'
import { decide } from './decide.ts'
import { findInstance } from './find-instances.ts'
import { instances } from './instance.ts'
import { chooseCpuOptions } from './launch/launch-settings.ts'

/**
 * Cores and threads of a stopped instance; its next start has them.
 * @limits What the type allows.
 */
export const ModifyInstanceCpuOptions = operation<
  ModifyInstanceCpuOptionsRequest,
  ModifyInstanceCpuOptionsResult
>('ModifyInstanceCpuOptions', (ctx, input) => {
  refuseMembers('ModifyInstanceCpuOptions', input, ['NestedVirtualization'])
  const instance = findInstance(ctx.db, input.InstanceId)
  const { CoreCount, ThreadsPerCore } = input
  if (CoreCount === undefined || ThreadsPerCore === undefined) {
    throw new AwsError(
      'MissingParameter',
      `The request must contain the parameter ${CoreCount === undefined ? 'CoreCount' : 'ThreadsPerCore'}`,
    )
  }
  const info = findInstanceType(instance.instanceType) ?? {}
  const cpuOptions = chooseCpuOptions(instance.instanceType, info, { CoreCount, ThreadsPerCore })
  decide('modifyCpuOptions', instance)
  ctx.db.put(instances, { ...instance, cpuOptions })
  return { InstanceId: instance.id, CoreCount, ThreadsPerCore }
})
