import { refuse, type RefusalText, type Verdict } from './table.ts'

/** `InstanceState.Code` by name, as AWS numbers them. */
export const instanceStateCodes = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
} as const
export type InstanceState = keyof typeof instanceStateCodes

/** The states that an instance leaves by itself, and where it goes. */
export const instanceSettlesTo = {
  pending: 'running',
  stopping: 'stopped',
  'shutting-down': 'terminated',
} as const satisfies Partial<Record<InstanceState, InstanceState>>

export function isTransitional(state: InstanceState): state is keyof typeof instanceSettlesTo {
  return state in instanceSettlesTo
}

/** Each refusal's AWS code and message; the key is what the console explains in words. */
export const instanceRefusals = {
  notStartable: {
    code: 'IncorrectInstanceState',
    message: "The instance '{id}' is not in a state from which it can be started.",
  },
  notStoppable: {
    code: 'IncorrectInstanceState',
    message: "This instance '{id}' is not in a state from which it can be stopped.",
  },
  neverRan: {
    code: 'IncorrectInstanceState',
    message: "Instance '{id}' cannot be stopped as it has never reached the 'running' state.",
  },
  notRunning: {
    code: 'IncorrectInstanceState',
    message: "The instance '{id}' is not in the 'running' state.",
  },
  notStopped: {
    code: 'IncorrectInstanceState',
    message: "The instance '{id}' is not in the 'stopped' state.",
  },
  notRunningOrStopped: {
    code: 'IncorrectInstanceState',
    message: "The instance '{id}' is not in the 'running' or 'stopped' states.",
  },
  gone: {
    code: 'IncorrectInstanceState',
    message: "The instance '{id}' is not in a valid state for this operation.",
  },
  notImageable: {
    code: 'InvalidParameterValue',
    message:
      "Invalid value '{id}' for instanceId. Instance is not in state 'running' or 'stopping' or 'stopped'",
  },
  notAttachable: { code: 'IncorrectState', message: "Instance '{id}' is not 'running'." },
  rootInUse: {
    code: 'OperationNotPermitted',
    message: "Unable to detach root volume '{volume}' from instance '{id}'",
  },
  notConnected: { code: 'TargetNotConnected', message: '{id} is not connected.' },
  noAddress: {
    code: 'InvalidInstanceID',
    message: "The {state} instance '{id}' is not in a valid state for this operation.",
  },
  instanceStoreRoot: {
    code: 'UnsupportedOperation',
    message: "The instance '{id}' does not have an 'ebs' root device type and cannot be stopped.",
  },
  instanceStoreRootFixed: {
    code: 'UnsupportedOperation',
    message:
      "The attribute '{attribute}' of the instance '{id}' cannot be modified because its root device type is not 'ebs'.",
  },
  hibernationNotConfigured: {
    code: 'UnsupportedHibernationConfiguration',
    message:
      "The instance can't be hibernated because it was not configured at launch for hibernation: {id}",
  },
  terminationProtected: {
    code: 'OperationNotPermitted',
    message:
      "The instance '{id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.",
  },
  stopProtected: {
    code: 'OperationNotPermitted',
    message:
      "The instance '{id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.",
  },
  oneTimeSpot: {
    code: 'UnsupportedOperation',
    message:
      "You can't stop the Spot Instance '{id}' because it is associated with a one-time Spot Instance request. You can only stop Spot Instances associated with persistent Spot Instance requests.",
  },
} as const satisfies Record<string, RefusalText>
export type InstanceReason = keyof typeof instanceRefusals

type Row = Readonly<Record<InstanceState, InstanceState | { no: InstanceReason }>>

const no = (reason: InstanceReason) => ({ no: reason })
/** The state stays as it is wherever the action is allowed. */
function row(states: readonly InstanceState[], reason: InstanceReason): Row {
  const cell = (state: InstanceState) => (states.includes(state) ? state : no(reason))
  return {
    pending: cell('pending'),
    running: cell('running'),
    'shutting-down': cell('shutting-down'),
    terminated: cell('terminated'),
    stopping: cell('stopping'),
    stopped: cell('stopped'),
  }
}
const alive = ['pending', 'running', 'stopping', 'stopped'] as const
const settled = ['running', 'stopped'] as const

/**
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html
 * State × action: the next state, or the refusal. Actions that AWS answers with success though nothing changes
 * (starting what runs, stopping what is stopped, terminating twice) keep the state.
 */
export const instanceLifeCycle = {
  start: {
    pending: 'pending',
    running: 'running',
    'shutting-down': no('notStartable'),
    terminated: no('notStartable'),
    stopping: no('notStartable'),
    stopped: 'pending',
  },
  stop: {
    pending: 'stopping',
    running: 'stopping',
    'shutting-down': no('notStoppable'),
    terminated: no('notStoppable'),
    stopping: 'stopping',
    stopped: 'stopped',
  },
  hibernate: {
    pending: no('notRunning'),
    running: 'stopping',
    'shutting-down': no('notStoppable'),
    terminated: no('notStoppable'),
    stopping: 'stopping',
    stopped: 'stopped',
  },
  reboot: row(['pending', 'running'], 'notRunning'),
  terminate: {
    pending: 'shutting-down',
    running: 'shutting-down',
    'shutting-down': 'shutting-down',
    terminated: 'terminated',
    stopping: 'shutting-down',
    stopped: 'terminated',
  },
  connect: row(['running'], 'notConnected'),
  screenshot: row(['running'], 'notRunning'),
  createImage: row(['running', 'stopping', 'stopped'], 'notImageable'),
  attachVolume: row(settled, 'notAttachable'),
  detachVolume: row(['pending', 'running', 'stopping', 'stopped', 'shutting-down'], 'gone'),
  detachRootVolume: row(['stopped'], 'rootInUse'),
  attachInterface: row(settled, 'notRunningOrStopped'),
  associateAddress: row(['running', 'stopping', 'stopped'], 'noAddress'),
  modifyType: row(['stopped'], 'notStopped'),
  modifyUserData: row(['stopped'], 'notStopped'),
  modifyKernel: row(['stopped'], 'notStopped'),
  modifyEbsOptimized: row(['stopped'], 'notStopped'),
  modifyEnhancedNetworking: row(['stopped'], 'notStopped'),
  modifyPlacement: row(['stopped'], 'notStopped'),
  modifyCpuOptions: row(['stopped'], 'notStopped'),
  replaceRootVolume: row(['running'], 'notRunning'),
  modifySecurityGroups: row(alive, 'gone'),
  modifySourceDestCheck: row(alive, 'gone'),
  modifyProtection: row(alive, 'gone'),
  modifyShutdownBehavior: row(alive, 'gone'),
  modifyBlockDevices: row(alive, 'gone'),
  modifyMetadataOptions: row(alive, 'gone'),
  modifyMaintenanceOptions: row(alive, 'gone'),
  modifyCreditSpecification: row(alive, 'gone'),
  modifyIamRole: row(settled, 'notRunningOrStopped'),
  monitor: row(alive, 'gone'),
} as const satisfies Record<string, Row>
export type InstanceAction = keyof typeof instanceLifeCycle

/** What the table needs to know of an instance, besides its state. Absent means the ordinary case. */
export interface InstanceFacts {
  readonly id: string
  readonly state: InstanceState
  readonly rootDeviceType?: 'ebs' | 'instance-store'
  /** `HibernationOptions.Configured` */
  readonly hibernationConfigured?: boolean
  readonly terminationProtected?: boolean
  readonly stopProtected?: boolean
  /** Launched by a one-time Spot request. */
  readonly oneTimeSpot?: boolean
  /** False until it has been running for the first time. */
  readonly everRan?: boolean
  readonly rootVolumeId?: string
}

/** May `action` be done to this instance now, and what state does it then take? The one source for cloud and console. */
export function decideInstance(
  action: InstanceAction,
  facts: InstanceFacts,
): Verdict<InstanceState, InstanceReason> {
  const cells: Row = instanceLifeCycle[action]
  const cell = cells[facts.state]
  const reason = typeof cell === 'string' ? guard(action, facts, cell) : cell.no
  if (reason !== undefined) {
    return refuse<InstanceReason>(instanceRefusals, reason, {
      id: facts.id,
      state: facts.state,
      volume: facts.rootVolumeId ?? '',
      attribute: modifiedAttributes[action] ?? '',
    })
  }
  return { allowed: true, next: typeof cell === 'string' ? cell : facts.state }
}

const modifiedAttributes: Partial<Record<InstanceAction, string>> = {
  modifyType: 'instanceType',
  modifyUserData: 'userData',
  modifyKernel: 'kernel',
  modifyEbsOptimized: 'ebsOptimized',
}

/** What forbids a change that the state alone would allow. */
function guard(
  action: InstanceAction,
  facts: InstanceFacts,
  next: InstanceState,
): InstanceReason | undefined {
  const stops = action === 'stop' || action === 'hibernate'
  if (stops && facts.rootDeviceType === 'instance-store') return 'instanceStoreRoot'
  if (stops && facts.oneTimeSpot) return 'oneTimeSpot'
  if (action === 'hibernate' && !facts.hibernationConfigured) return 'hibernationNotConfigured'
  if (stops && facts.stopProtected && next !== facts.state) return 'stopProtected'
  if (action === 'stop' && facts.state === 'pending' && facts.everRan === false) return 'neverRan'
  if (action === 'terminate' && facts.terminationProtected && facts.state !== 'terminated') {
    return 'terminationProtected'
  }
  if (modifiedAttributes[action] && facts.rootDeviceType === 'instance-store') {
    return 'instanceStoreRootFixed'
  }
  return undefined
}
