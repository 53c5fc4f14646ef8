import { asApiError, groupByPlace, type Call, type Scope } from '../../../api/index.ts'
import { describeError, type BulkOutcome } from '../../../components/index.ts'
import type { Translate } from '../../../i18n/index.ts'
import { idOf, labelOf, type Instance, type InstanceRow } from '../instance.ts'
import { findRefusal } from './refusals.ts'

export type BulkAction = 'start' | 'stop' | 'hibernate' | 'reboot' | 'terminate'

interface StateChange {
  InstanceId?: string | undefined
  PreviousState?: { Name?: string | undefined } | undefined
  CurrentState?: { Name?: string | undefined } | undefined
}

type Send = (call: Call, InstanceIds: string[], force: boolean) => Promise<readonly StateChange[]>

/** One call for these instances; what AWS answers of each. */
const senders: Record<BulkAction, Send> = {
  start: async (call, InstanceIds) =>
    (await call('ec2', 'StartInstances', { InstanceIds })).StartingInstances ?? [],
  stop: async (call, InstanceIds, force) =>
    (await call('ec2', 'StopInstances', force ? { InstanceIds, Force: true } : { InstanceIds }))
      .StoppingInstances ?? [],
  hibernate: async (call, InstanceIds) =>
    (await call('ec2', 'StopInstances', { InstanceIds, Hibernate: true })).StoppingInstances ?? [],
  reboot: async (call, InstanceIds) => {
    await call('ec2', 'RebootInstances', { InstanceIds })
    return InstanceIds.map((InstanceId) => ({ InstanceId }))
  },
  terminate: async (call, InstanceIds) =>
    (await call('ec2', 'TerminateInstances', { InstanceIds })).TerminatingInstances ?? [],
}

/** What does it to all of them at once: one call for each place. */
export async function sendBulk(
  callAt: (place: Scope) => Call,
  action: BulkAction,
  instances: readonly InstanceRow[],
  force = false,
): Promise<void> {
  for (const { place, items } of groupByPlace(instances)) {
    await senders[action](callAt(place), items.map(idOf), force)
  }
}

/** AWS's own limit for ids in one request is 1,000; smaller batches show progress. */
const batchSize = 100
const atOnce = 4

/**
 * Does one thing to many instances, and says of each what became of it. AWS refuses a whole request for one bad instance:
 * a refused batch is tried again one by one, so that the others succeed. `onProgress` gets every interim list.
 */
export async function runBulk(options: {
  readonly call: Call
  readonly action: BulkAction
  readonly instances: readonly Instance[]
  readonly t: Translate
  readonly force?: boolean
  readonly onProgress: (outcomes: readonly BulkOutcome[]) => void
}): Promise<readonly BulkOutcome[]> {
  const { call, action, instances, t, force = false, onProgress } = options
  const outcomes = new Map<string, BulkOutcome>(
    instances.map((instance) => {
      const id = idOf(instance)
      const refusal = findRefusal(action, instance, t)
      const name = labelOf(instance)
      return [
        id,
        refusal === undefined
          ? { id, name, state: 'working' }
          : { id, name, state: 'failed', text: refusal },
      ]
    }),
  )
  const publish = () => onProgress([...outcomes.values()])
  const settle = (id: string, state: BulkOutcome['state'], text: string) => {
    const known = outcomes.get(id)
    if (known) outcomes.set(id, { ...known, state, text })
  }
  const attempt = async (ids: string[]) => {
    const changes = await senders[action](call, ids, force)
    for (const { InstanceId, PreviousState, CurrentState } of changes) {
      if (InstanceId === undefined) continue
      const from = PreviousState?.Name
      const to = CurrentState?.Name
      settle(
        InstanceId,
        'succeeded',
        from && to ? t('bulk.change', { from, to }) : t('bulk.rebootSent'),
      )
    }
  }
  const attemptEach = async (ids: readonly string[]) => {
    const queue = [...ids]
    const work = async () => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        try {
          await attempt([id])
        } catch (cause) {
          settle(id, 'failed', describeError(asApiError(cause), t))
        }
        publish()
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
  }
  const pending = [...outcomes.values()].filter(({ state }) => state === 'working')
  publish()
  for (let at = 0; at < pending.length; at += batchSize) {
    const ids = pending.slice(at, at + batchSize).map(({ id }) => id)
    try {
      await attempt(ids)
    } catch {
      await attemptEach(ids)
    }
    publish()
  }
  return [...outcomes.values()]
}
