import { delays, instanceSettlesTo, isTransitional, type InstanceState } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { AwsError } from '../../../errors.ts'
import { followGroupMember } from '../../auto-scaling/instances/follow-member.ts'
import { findZoneOutage, forgetFaults } from '../../faults/fault.ts'
import { takeReservation } from '../capacity-reservations/use-reservation.ts'
import { fleetTimer } from '../fleets/fleet.ts'
import { checkGroupRoom } from '../placement-groups/group-room.ts'
import { findPlacementGroup } from '../placement-groups/placement-group.ts'
import { chooseHost } from '../hosts/place-on-host.ts'
import { followInstance } from '../spot/follow-instance.ts'
import { followTarget } from '../../elastic-load-balancing-v2/targets/settle-targets.ts'
import { checkVcpus } from './check-vcpus.ts'
import { detachOnTermination } from './detach-on-termination.ts'
import { createInstanceStore, dropInstanceStore } from './instance-store.ts'
import { instances, type InstanceRecord } from './instance.ts'
import { giveAutoAddress, releaseAutoAddresses } from './public-address.ts'

/** One timer per instance: the next thing its life holds for it by itself. */
export const instanceTimer = 'ec2/instance'

const delayOf = {
  pending: delays.instancePendingMs,
  stopping: delays.instanceStoppingMs,
  'shutting-down': delays.instanceShuttingDownMs,
} as const

/** Why and how an instance changes its state. */
export interface Cause {
  readonly stateReason?: { readonly code: string; readonly message: string }
  readonly stateTransitionReason: string
}

/** What is off has no status checks; on another start it is on another machine. */
const unchecked = {
  checksPassedAt: undefined,
  impairedSince: undefined,
  systemImpairedSince: undefined,
} as const

/** Puts the instance into `state` and sets the timer of what follows; returns the record as stored. */
export function enterState(
  ctx: Context,
  instance: InstanceRecord,
  state: InstanceState,
  cause?: Cause,
): InstanceRecord {
  const entered: InstanceRecord = {
    ...instance,
    ...(cause && { stateReason: undefined, ...cause }),
    state,
    stateSince: ctx.now,
    ...(state !== 'running' && unchecked),
  }
  // Its system and its machine are others after that.
  if (state !== 'running') forgetFaults(ctx, instance.id)
  if (isTransitional(state)) {
    const hibernates = state === 'stopping' && entered.hibernated
    follow(ctx, entered.id, hibernates ? delays.instanceHibernatingMs : delayOf[state])
  } else ctx.timers.cancel(instanceTimer, entered.id)
  ctx.db.put(instances, entered)
  if (entered.spot) followInstance(ctx, entered)
  followTarget(ctx, entered)
  followGroupMember(ctx, entered)
  return entered
}

function follow(ctx: Context, id: string, delayMs: number): void {
  ctx.timers.set({ kind: instanceTimer, id, at: ctx.now + delayMs, transition: true })
}

/** Of a running instance: they pass once it has had the time for it. */
export function followStatusChecks(ctx: Context, id: string): void {
  follow(ctx, id, delays.statusChecksMs)
}

/** The instance's timer is due. */
export const onInstanceTimer: TimerHandler = (ctx, { id }) => {
  const instance = ctx.db.get(instances, id)
  if (!instance) return
  if (isTransitional(instance.state)) settleState(ctx, instance, instanceSettlesTo[instance.state])
  else if (instance.state === 'running') {
    ctx.db.put(instances, { ...instance, checksPassedAt: ctx.now })
  } else if (instance.state === 'terminated') ctx.db.delete(instances, id)
}

/** Arrives where a transitional state leads, with all that belongs to it. */
export function settleState(
  ctx: Context,
  instance: InstanceRecord,
  state: 'running' | 'stopped' | 'terminated',
): void {
  if (state === 'running') {
    const monitoring = instance.monitoring === 'pending' ? 'enabled' : instance.monitoring
    enterState(ctx, { ...instance, everRan: true, hibernated: false, monitoring }, 'running')
    followStatusChecks(ctx, instance.id)
  } else if (state === 'stopped') {
    releaseAutoAddresses(ctx, instance.id)
    const placement = leaveHost(instance.placement)
    enterState(ctx, { ...instance, forcedStop: undefined, placement, ...unplaced }, 'stopped')
  } else {
    releaseAutoAddresses(ctx, instance.id)
    dropInstanceStore(ctx, instance)
    detachOnTermination(ctx, instance.id)
    enterState(ctx, { ...instance, iamInstanceProfile: undefined, ...unplaced }, 'terminated')
    if (instance.fleet) ctx.timers.set({ kind: fleetTimer, id: instance.fleet.id, at: ctx.now })
    // Not a step of its life: also an instant world keeps it listed.
    ctx.timers.set({
      kind: instanceTimer,
      id: instance.id,
      at: ctx.now + delays.terminatedKeptMs,
    })
  }
}

/** Only what is bound to its host stays its host's while it is stopped. */
function leaveHost(placement: InstanceRecord['placement']): InstanceRecord['placement'] {
  if (placement.tenancy !== 'host' || placement.affinity === 'host') return placement
  return { ...placement, hostId: undefined }
}

/** What does not run takes no reserved place. */
const unplaced = { capacityReservationId: undefined } as const

/** On its own host where it is bound to one, else on any that has room. */
function placeAgain(
  ctx: Context,
  { placement, instanceType, availabilityZone }: InstanceRecord,
): InstanceRecord['placement'] {
  if (placement.tenancy !== 'host') return placement
  const wish = placement.affinity === 'host' ? placement : {}
  return { ...placement, hostId: chooseHost(ctx, wish, instanceType, availabilityZone) }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/troubleshooting-launch.html */
function insufficientCapacity(): AwsError {
  return new AwsError('InsufficientInstanceCapacity', 'Insufficient capacity.', 500)
}

/** From stopped to pending: a new launch time, a new automatic address, no trace of how it was stopped. */
export function startAgain(ctx: Context, instance: InstanceRecord): InstanceRecord {
  const { groupName } = instance.placement
  if (groupName !== undefined) {
    checkGroupRoom(ctx, findPlacementGroup(ctx, groupName), instance.availabilityZone, 1)
  }
  if (findZoneOutage(ctx.db, instance.availabilityZone)) throw insufficientCapacity()
  const placement = placeAgain(ctx, instance)
  const { instanceType, lifecycle } = instance
  checkVcpus(
    ctx,
    { instanceType, isSpot: lifecycle === 'spot', tenancy: instance.placement.tenancy },
    1,
  )
  const capacityReservationId = takeReservation(ctx, instance)
  if (instance.autoPublicIp) giveAutoAddress(ctx, instance.id)
  const { bootTime = instance.launchTime, interruption: _over, ...rest } = instance
  const started = {
    ...rest,
    ...(instance.hibernated && { bootTime }),
    launchTime: ctx.now,
    placement,
    capacityReservationId,
  }
  dropInstanceStore(ctx, instance)
  createInstanceStore(ctx, started)
  return enterState(ctx, started, 'pending', { stateTransitionReason: '' })
}
