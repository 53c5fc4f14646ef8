import type { TerminateInstancesCommandInput, TerminateInstancesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findInstances } from './find-instances.ts'
import { describeStateChange } from './state-change.ts'
import { terminate } from './terminate.ts'

/**
 * Terminates instances; volumes and interfaces go as their attachment says. They stay listed for an hour.
 * @limits Not what is protected against termination.
 */
export const TerminateInstances = operation<
  TerminateInstancesCommandInput,
  TerminateInstancesResult
>('TerminateInstances', (ctx, input) => ({
  TerminatingInstances: findInstances(ctx.db, input.InstanceIds).map((instance) =>
    describeStateChange(instance.id, instance.state, terminate(ctx, instance)),
  ),
}))
