import { useMemo } from 'react'
import { useFeed } from '../../api/index.ts'
import type { Listener, Target } from './model.ts'

/** The target groups of the Region. */
export function useTargetGroups() {
  return useFeed('target-groups').list
}

/** What a load balancer listens to, by port; undefined while it is not known yet. */
export function useListeners(balancerArn: string | undefined): readonly Listener[] | undefined {
  const { items, status } = useFeed('listeners')
  const found = items.get(balancerArn ?? '')?.Listeners
  const sorted = useMemo(
    () => [...(found ?? [])].sort((one, other) => (one.Port ?? 0) - (other.Port ?? 0)),
    [found],
  )
  return found === undefined && status === 'loading' ? undefined : sorted
}

/** The targets of a group with their health; undefined while they are not known yet. */
export function useTargets(groupArn: string | undefined): readonly Target[] | undefined {
  const { items, status } = useFeed('target-health')
  return items.get(groupArn ?? '')?.Targets ?? (status === 'loading' ? undefined : [])
}
