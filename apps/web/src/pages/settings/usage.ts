import type { FeedItem } from '@brume/console-api'
import { useMemo } from 'react'
import { useFeed, useOperation } from '../../api/index.ts'

/** What is taken of a quota, by its code; of one that holds for each of several things, by the fullest of them. */
export type Usage = ReadonlyMap<string, number>

const standardVcpus = 'L-1216C47A'
const storageCodes: Readonly<Record<string, string>> = {
  gp2: 'L-D18FCD1D',
  gp3: 'L-7A658B76',
  io1: 'L-FD252861',
  io2: 'L-09BD8365',
  st1: 'L-82ACEF56',
  sc1: 'L-17AF77E8',
  standard: 'L-9CF3C2EB',
}
const gibPerTib = 1024

/** Counted from the console's own lists; quotas that none of them tells of are left out. */
export function useUsage(): Usage {
  const instances = useFeed('instances').list
  const volumes = useFeed('volumes').list
  const addresses = useFeed('addresses').list
  const snapshots = useFeed('snapshots').list
  const vpcs = useFeed('vpcs').list
  const subnets = useFeed('subnets').list
  const groups = useFeed('security-groups').list
  const interfaces = useFeed('network-interfaces').list
  const internet = useFeed('internet-gateways').list
  const egressOnly = useFeed('egress-only-internet-gateways').list
  const nats = useFeed('nat-gateways').list
  const tables = useFeed('route-tables').list
  const acls = useFeed('network-acls').list
  const vcpus = useStandardVcpus(instances)
  return useMemo(
    () =>
      new Map<string, number>([
        ...(vcpus === undefined ? [] : [[standardVcpus, vcpus] as const]),
        ...Object.entries(storageCodes).map(
          ([type, code]) => [code, tibOf(volumes, type)] as const,
        ),
        ['L-0263D0A3', addresses.length],
        ['L-309BACF6', snapshots.length],
        ['L-F678F1CE', vpcs.length],
        ['L-407747CB', fullest(subnets, ({ VpcId }) => VpcId)],
        ['L-E79EC296', groups.length],
        ['L-DF5E4CA3', interfaces.length],
        ['L-A4707A72', internet.length],
        ['L-45FE3B85', egressOnly.length],
        ['L-FE5A380F', fullest(nats.filter(isThere), ({ SubnetId }) => zoneOf(subnets, SubnetId))],
        ['L-589F43AA', fullest(tables, ({ VpcId }) => VpcId)],
        ['L-93826ACB', Math.max(0, ...tables.map(({ Routes }) => Routes?.length ?? 0))],
        ['L-B4A6D682', fullest(acls, ({ VpcId }) => VpcId)],
      ]),
    [
      vcpus,
      volumes,
      addresses,
      snapshots,
      vpcs,
      subnets,
      groups,
      interfaces,
      internet,
      egressOnly,
      nats,
      tables,
      acls,
    ],
  )
}

/** On-Demand instances of the families that share one quota, as long as they run. */
function useStandardVcpus(instances: readonly FeedItem<'instances'>[]): number | undefined {
  const counted = useMemo(
    () =>
      instances.filter(
        ({ InstanceType = '', InstanceLifecycle, State }) =>
          /^[acdhimrtz]\d/.test(InstanceType) &&
          InstanceLifecycle !== 'spot' &&
          (State?.Name === 'pending' || State?.Name === 'running'),
      ),
    [instances],
  )
  const names = [...new Set(counted.flatMap(({ InstanceType }) => InstanceType ?? []))].sort()
  const { data } = useOperation(
    'ec2',
    'DescribeInstanceTypes',
    names.length > 0 ? { InstanceTypes: names } : undefined,
    { staleMs: 3_600_000 },
  )
  if (names.length === 0) return 0
  if (!data) return undefined
  const sizes = new Map(
    (data.InstanceTypes ?? []).map((one) => [one.InstanceType, one.VCpuInfo?.DefaultVCpus ?? 0]),
  )
  return counted.reduce((sum, { InstanceType }) => sum + (sizes.get(InstanceType) ?? 0), 0)
}

function tibOf(volumes: readonly FeedItem<'volumes'>[], type: string): number {
  const gib = volumes
    .filter(({ VolumeType }) => VolumeType === type)
    .reduce((sum, { Size = 0 }) => sum + Size, 0)
  return Math.round((gib / gibPerTib) * 100) / 100
}

function isThere({ State }: FeedItem<'nat-gateways'>): boolean {
  return State === 'pending' || State === 'available' || State === 'deleting'
}

function zoneOf(subnets: readonly FeedItem<'subnets'>[], id: string | undefined) {
  return subnets.find(({ SubnetId }) => SubnetId === id)?.AvailabilityZone
}

function fullest<T>(items: readonly T[], ownerOf: (item: T) => string | undefined): number {
  const counts = new Map<string | undefined, number>()
  for (const item of items) {
    const owner = ownerOf(item)
    counts.set(owner, (counts.get(owner) ?? 0) + 1)
  }
  return Math.max(0, ...counts.values())
}
