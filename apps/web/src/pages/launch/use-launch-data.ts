import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callIn, useFeed, useOperation, useScope } from '../../api/index.ts'
import { toTypeFacts, type LaunchFacts, type TypeFacts } from './model/facts.ts'
import type { LaunchForm } from './model/form.ts'
import { reusedNames, type Memory } from './model/launch-run.ts'

/** Every instance type of the Region, in one answer. Loaded once: it does not change under one's hands. */
export function useInstanceTypes() {
  const scope = useScope()
  return useQuery({
    queryKey: ['instance-types', scope.connection, scope.region],
    queryFn: async ({ signal }): Promise<readonly TypeFacts[]> => {
      const { InstanceTypes } = await callIn(scope, 'ec2', 'DescribeInstanceTypes', {}, signal)
      return (InstanceTypes ?? []).map(toTypeFacts)
    },
    staleTime: Infinity,
  })
}

/** Zones of the Region that offer the type; undefined until known. */
function useZonesOfType(type: string): readonly string[] | undefined {
  const { data } = useOperation(
    'ec2',
    'DescribeInstanceTypeOfferings',
    type === ''
      ? undefined
      : {
          LocationType: 'availability-zone',
          Filters: [{ Name: 'instance-type', Values: [type] }],
        },
    { staleMs: 600_000 },
  )
  return useMemo(
    () => data?.InstanceTypeOfferings?.flatMap(({ Location }) => Location ?? []).sort(),
    [data],
  )
}

/** The live lists that the form chooses from. */
export function useLaunchLists() {
  const vpcs = useFeed('vpcs')
  const subnets = useFeed('subnets')
  const groups = useFeed('security-groups')
  const keys = useFeed('key-pairs')
  const snapshots = useFeed('snapshots')
  return { vpcs, subnets, groups, keys, snapshots }
}

export type LaunchLists = ReturnType<typeof useLaunchLists>

/** What the checks need to know beside the form. */
export function useLaunchFacts(
  form: LaunchForm,
  lists: LaunchLists,
  types: readonly TypeFacts[] | undefined,
  memory: Memory,
): LaunchFacts {
  const zonesOfType = useZonesOfType(form.instanceType)
  const { vpcId, subnetId } = form.network
  const { keyName, groupName } = reusedNames(form, memory)
  return useMemo<LaunchFacts>(() => {
    const type = types?.find(({ name }) => name === form.instanceType)
    const subnet = lists.subnets.items.get(subnetId)
    const vpc = lists.vpcs.items.get(vpcId)
    return {
      ...(type && { type }),
      ...(zonesOfType && { zonesOfType }),
      ...(subnet && {
        subnet: {
          id: subnetId,
          zone: subnet.AvailabilityZone ?? '',
          freeAddresses: subnet.AvailableIpAddressCount ?? 0,
        },
      }),
      ...(vpc && { isDefaultVpc: vpc.IsDefault ?? false }),
      ...(lists.keys.status === 'ready' && {
        keyNames: lists.keys.list.flatMap(({ KeyName }) =>
          KeyName === keyName ? [] : (KeyName ?? []),
        ),
      }),
      ...(lists.groups.status === 'ready' && {
        groupNames: lists.groups.list.flatMap((group) =>
          group.VpcId === vpcId && group.GroupName !== groupName ? (group.GroupName ?? []) : [],
        ),
      }),
      snapshotSizesGiB: new Map(
        lists.snapshots.list.map(({ SnapshotId, VolumeSize }) => [
          SnapshotId ?? '',
          VolumeSize ?? 0,
        ]),
      ),
    }
  }, [types, form.instanceType, zonesOfType, lists, vpcId, subnetId, keyName, groupName])
}
