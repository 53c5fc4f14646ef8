import { useQueries } from '@tanstack/react-query'
import { callIn, placeOf, queryKey } from '../../../api/index.ts'
import { idOf, type InstanceRow } from '../instance.ts'
import type { Protection } from './plan.ts'

const attributes = { termination: 'disableApiTermination', stop: 'disableApiStop' } as const

/** AWS tells protections by the instance; asked for only when somebody is about to change them. */
export function useProtections(
  instances: readonly InstanceRow[],
  wanted: { readonly termination: boolean; readonly stop: boolean },
): readonly Protection[] {
  const kinds = ['termination', 'stop'] as const
  return useQueries({
    queries: instances.flatMap((instance) =>
      kinds.map((kind) => {
        const place = placeOf(instance)
        const input = { InstanceId: idOf(instance), Attribute: attributes[kind] }
        return {
          queryKey: queryKey(place, 'ec2', 'DescribeInstanceAttribute', input),
          queryFn: () => callIn(place, 'ec2', 'DescribeInstanceAttribute', input),
          enabled: wanted[kind],
          staleTime: 5_000,
        }
      }),
    ),
    combine: (answers) =>
      instances.map((_instance, index) => ({
        termination: answers[index * 2]?.data?.DisableApiTermination?.Value,
        stop: answers[index * 2 + 1]?.data?.DisableApiStop?.Value,
      })),
  })
}
