/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html */
export const processNames = [
  'AddToLoadBalancer',
  'AlarmNotification',
  'AZRebalance',
  'HealthCheck',
  'InstanceRefresh',
  'Launch',
  'ReplaceUnhealthy',
  'ScheduledActions',
  'Terminate',
] as const

export type ProcessName = (typeof processNames)[number]

export function isProcessName(name: string): name is ProcessName {
  return processNames.some((each) => each === name)
}
