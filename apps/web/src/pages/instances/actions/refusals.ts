import { decideInstance, type InstanceAction, type InstanceReason } from '@brume/ec2-model'
import type { Translate } from '../../../i18n/index.ts'
import { factsOf, labelOf, stateOf, type Instance } from '../instance.ts'

const alreadyKeys = {
  running: 'reason.already.running',
  pending: 'reason.already.pending',
  stopped: 'reason.already.stopped',
  stopping: 'reason.already.stopping',
  'shutting-down': 'reason.already.shuttingDown',
  terminated: 'reason.already.terminated',
} as const

/** Actions whose whole point is another state: without one there is nothing to do, though AWS would not refuse. */
const movers: readonly InstanceAction[] = ['start', 'stop', 'hibernate', 'terminate']

/** Reasons whose text names the state. */
const ofState = [
  'notStartable',
  'notStoppable',
  'notRunning',
  'notStopped',
  'notRunningOrStopped',
  'gone',
  'notImageable',
  'notAttachable',
  'notConnected',
  'noAddress',
] as const

function namesState(reason: InstanceReason): reason is (typeof ofState)[number] {
  return ofState.some((one) => one === reason)
}

function explain(reason: InstanceReason, instance: Instance, t: Translate): string {
  return namesState(reason)
    ? t(`reason.${reason}`, { state: t(`state.${stateOf(instance)}`) })
    : t(`reason.${reason}`)
}

/** Why this cannot be done to the instance now, in the person's words; `undefined` when it can. */
export function findRefusal(
  action: InstanceAction,
  instance: Instance,
  t: Translate,
): string | undefined {
  const facts = factsOf(instance)
  const verdict = decideInstance(action, facts)
  if (!verdict.allowed) return explain(verdict.reason, instance, t)
  if (movers.includes(action) && verdict.next === facts.state) return t(alreadyKeys[facts.state])
  return undefined
}

/** Why it can be done to none of them: the reasons, each with the name of an instance that it holds for. */
export function findRefusalOfAll(
  action: InstanceAction,
  instances: readonly Instance[],
  t: Translate,
): string | undefined {
  if (instances.length === 0) return t('reason.selectOne')
  const reasons = new Map<string, string>()
  for (const instance of instances) {
    const reason = findRefusal(action, instance, t)
    if (reason === undefined) return undefined
    if (!reasons.has(reason)) reasons.set(reason, labelOf(instance))
  }
  const [first] = reasons.keys()
  if (instances.length === 1 || reasons.size === 1) return first
  return [...reasons].map(([reason, name]) => `${name}: ${reason}`).join(' ')
}
