import type { InstanceState } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { decide } from './decide.ts'
import type { InstanceRecord } from './instance.ts'
import { shutdownReasons, userInitiated } from './state-change.ts'
import { enterState } from './transitions.ts'

/** Begins to stop an instance, or to hibernate it; throws where it may not be. Returns the state that it is in from now on. */
export function stop(
  ctx: Context,
  instance: InstanceRecord,
  { hibernate = false, force = false }: { hibernate?: boolean; force?: boolean } = {},
): InstanceState {
  const next = decide(hibernate ? 'hibernate' : 'stop', instance)
  if (next === instance.state) return next
  const stopping = { ...instance, hibernated: hibernate, forcedStop: force || undefined }
  enterState(ctx, stopping, next, {
    stateReason: hibernate ? shutdownReasons.byUserHibernate : shutdownReasons.byUser,
    stateTransitionReason: userInitiated(ctx.now),
  })
  return next
}
