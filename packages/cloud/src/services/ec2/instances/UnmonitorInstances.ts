import type { UnmonitorInstancesCommandInput, UnmonitorInstancesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { switchMonitoring } from './monitoring.ts'

/** Switches detailed monitoring off. */
export const UnmonitorInstances = operation<
  UnmonitorInstancesCommandInput,
  UnmonitorInstancesResult
>('UnmonitorInstances', (ctx, input) => ({
  InstanceMonitorings: switchMonitoring(ctx, input.InstanceIds, false),
}))
