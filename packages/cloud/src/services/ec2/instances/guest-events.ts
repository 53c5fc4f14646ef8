import type { GuestEvent } from '@brume/guests'
import type { Context } from '../../../engine/context.ts'
import { followGroupMember } from '../../auto-scaling/instances/follow-member.ts'
import { faultsOfInstance } from '../../faults/fault.ts'
import { releaseVolume } from '../volumes/settle-volume.ts'
import { instances } from './instance.ts'
import { reboot } from './reboot.ts'
import { shutdownReasons } from './state-change.ts'
import { enterState } from './transitions.ts'

/** What an instance's guest reports, as EC2 takes it. */
export function onGuestEvent(
  ctx: Context,
  instanceId: string,
  event: GuestEvent,
  agentVersion: string | undefined,
): void {
  if (event.type === 'disk-released') {
    releaseVolume(ctx, instanceId, event.volumeId.split('/').at(-1) ?? '')
    return
  }
  const instance = ctx.db.get(instances, instanceId)
  if (instance?.state !== 'pending' && instance?.state !== 'running') return
  if (event.type === 'ready') {
    const { account, region } = ctx
    const { agentVersion: before, impairedSince } = instance
    // An agent that finds no way to Systems Manager is not known there.
    const known =
      agentVersion !== undefined && ctx.host.reachesService({ account, region, instanceId }, 'ssm')
        ? agentVersion
        : undefined
    // A check that was made to fail goes on failing.
    const stays = faultsOfInstance(ctx.db, instanceId).some(({ check }) => check === 'instance')
    const impaired = stays ? impairedSince : undefined
    if (before !== known || impairedSince !== impaired)
      ctx.db.put(instances, { ...instance, agentVersion: known, impairedSince: impaired })
  } else if (event.type === 'emergency') {
    if (instance.impairedSince === undefined) {
      ctx.db.put(instances, { ...instance, impairedSince: ctx.now })
      followGroupMember(ctx, instance)
    }
  } else if (event.type === 'power' && event.action === 'poweroff') {
    const next = instance.shutdownBehavior === 'terminate' ? 'shutting-down' : 'stopping'
    enterState(ctx, instance, next, {
      stateReason: shutdownReasons.byInstance,
      stateTransitionReason: '',
    })
  } else if (event.type === 'power' && instance.state === 'running') {
    // Typed inside: to EC2 it goes on running, and keeps its addresses.
    reboot(ctx, instance)
  } else if (event.type === 'failed') {
    enterState(ctx, instance, instance.everRan ? 'stopping' : 'shutting-down', {
      stateReason: shutdownReasons.launchFailure,
      stateTransitionReason: 'Server.InternalError',
    })
  }
}
