import { validationError } from '../errors.ts'

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

/** The processes that a call names; all of them where it names none. */
export function readProcesses(asked: readonly string[] | undefined): readonly ProcessName[] {
  if (!asked || asked.length === 0) return processNames
  return asked.map((name) => {
    if (isProcessName(name)) return name
    throw validationError(`Invalid scaling process: ${name}`)
  })
}
