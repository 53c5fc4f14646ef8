import type { FeedItem } from '@brume/console-api'
import { useFeed, useOperation, useScope } from '../api/index.ts'
import { regionTitle, useT } from '../i18n/index.ts'
import { nameOf, type Tag } from '../lib/tags.ts'
import type { FieldOption } from './FieldsDialog.tsx'

function option(
  id: string | undefined,
  item: { Tags?: readonly Tag[] | undefined },
  more: Partial<FieldOption> = {},
): FieldOption {
  return { value: id ?? '', label: [id, nameOf(item)].filter(Boolean).join(' · '), ...more }
}

/** The VPCs to choose from; the first is the one to begin with: the default VPC where there is one. */
export function useVpcOptions(): readonly FieldOption[] {
  const t = useT()
  const { list } = useFeed('vpcs')
  return list
    .toSorted((a, b) => Number(b.IsDefault) - Number(a.IsDefault))
    .map((vpc) =>
      option(vpc.VpcId, vpc, {
        description: vpc.CidrBlock ?? '',
        ...(vpc.IsDefault && { tag: t('launch.network.default') }),
      }),
    )
}

/** Subnets to choose from, those that pass. */
export function useSubnetOptions(
  pass: (subnet: FeedItem<'subnets'>) => boolean = () => true,
): readonly FieldOption[] {
  return useFeed('subnets')
    .list.filter(pass)
    .toSorted((a, b) => (a.AvailabilityZone ?? '').localeCompare(b.AvailabilityZone ?? ''))
    .map((subnet) =>
      option(subnet.SubnetId, subnet, {
        description: `${subnet.CidrBlock ?? ''} · ${subnet.VpcId ?? ''}`,
        vpcId: subnet.VpcId ?? '',
        tag: subnet.AvailabilityZone ?? '',
      }),
    )
}

/** Route tables to choose from, of one VPC where one is given. */
export function useTableOptions(vpcId?: string): readonly FieldOption[] {
  return useFeed('route-tables')
    .list.filter((table) => vpcId === undefined || table.VpcId === vpcId)
    .map((table) =>
      option(table.RouteTableId, table, {
        description: table.VpcId ?? '',
        vpcId: table.VpcId ?? '',
      }),
    )
}

/** Security groups to choose from, of one VPC where one is given. */
export function useGroupOptions(vpcId?: string): readonly FieldOption[] {
  return useFeed('security-groups')
    .list.filter((group) => vpcId === undefined || group.VpcId === vpcId)
    .map((group) => ({
      value: group.GroupId ?? '',
      label: [group.GroupName, group.GroupId].filter(Boolean).join(' · '),
      description: group.VpcId ?? '',
      vpcId: group.VpcId ?? '',
    }))
}

/** Instances to choose from, those that pass. */
export function useInstanceOptions(
  pass: (instance: FeedItem<'instances'>) => boolean,
): readonly FieldOption[] {
  return useFeed('instances')
    .list.filter(pass)
    .map((instance) =>
      option(instance.InstanceId, instance, {
        description: [instance.PrivateIpAddress, instance.SubnetId].filter(Boolean).join(' · '),
        tag: instance.State?.Name ?? '',
      }),
    )
}

/** The Availability Zones of the Region. */
export function useZoneOptions(): readonly FieldOption[] {
  const { data } = useOperation('ec2', 'DescribeAvailabilityZones', {}, { staleMs: 600_000 })
  return (data?.AvailabilityZones ?? []).map(({ ZoneName = '', ZoneId = '' }) => ({
    value: ZoneName,
    label: ZoneName,
    description: ZoneId,
  }))
}

/** The Regions that the account may use, the page's own among them. */
export function useRegionOptions(): readonly FieldOption[] {
  const t = useT()
  const { region } = useScope()
  const { data } = useOperation('ec2', 'DescribeRegions', {}, { staleMs: 600_000 })
  const names = (data?.Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []).sort()
  return [...new Set([region, ...names])].map((value) => ({
    value,
    label: regionTitle(value, t),
    description: value,
  }))
}
