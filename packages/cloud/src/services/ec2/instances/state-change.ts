import type { InstanceStateChange } from '@aws-sdk/client-ec2'
import { instanceStateCodes, type InstanceState } from '@brume/ec2-model'

export function describeStateChange(
  id: string,
  from: InstanceState,
  to: InstanceState,
): InstanceStateChange {
  return {
    InstanceId: id,
    CurrentState: { Code: instanceStateCodes[to], Name: to },
    PreviousState: { Code: instanceStateCodes[from], Name: from },
  }
}

/** `User initiated (2026-01-01 00:00:05 GMT)`, as AWS gives the reason and time of a stop or termination. */
export function userInitiated(atMs: number): string {
  return `User initiated (${gmt(atMs)})`
}

/** The same of what AWS does. */
export function serviceInitiated(atMs: number): string {
  return `Service initiated (${gmt(atMs)})`
}

function gmt(atMs: number): string {
  return new Date(atMs)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' GMT')
}

/** What state reasons call a stop or termination by API and from inside. */
export const shutdownReasons = {
  byUser: {
    code: 'Client.UserInitiatedShutdown',
    message: 'Client.UserInitiatedShutdown: User initiated shutdown',
  },
  byUserHibernate: {
    code: 'Client.UserInitiatedHibernate',
    message: 'Client.UserInitiatedHibernate: User initiated hibernate',
  },
  byInstance: {
    code: 'Client.InstanceInitiatedShutdown',
    message: 'Client.InstanceInitiatedShutdown: Instance initiated shutdown',
  },
  spotTermination: {
    code: 'Server.SpotInstanceTermination',
    message: 'Server.SpotInstanceTermination: Spot instance termination',
  },
  spotShutdown: {
    code: 'Server.SpotInstanceShutdown',
    message: 'Server.SpotInstanceShutdown: Spot instance shutdown',
  },
  hardwareFailure: {
    code: 'Server.InternalError',
    message: 'Server.InternalError: The underlying hardware failed',
  },
  launchFailure: {
    code: 'Server.InternalError',
    message: 'Server.InternalError: Internal error on launch',
  },
} as const
