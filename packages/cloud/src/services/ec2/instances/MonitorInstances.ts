import type { MonitorInstancesCommandInput, MonitorInstancesResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { switchMonitoring } from './monitoring.ts'

/** Switches detailed monitoring on. */
export const MonitorInstances = operation<MonitorInstancesCommandInput, MonitorInstancesResult>(
  'MonitorInstances',
  (ctx, input) => ({ InstanceMonitorings: switchMonitoring(ctx, input.InstanceIds, true) }),
)
