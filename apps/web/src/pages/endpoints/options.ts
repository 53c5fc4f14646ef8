import { useFeed } from '../../api/index.ts'
import { nameOf } from '../../lib/tags.ts'
import type { FieldOption } from '../../resources/FieldsDialog.tsx'

/** Route tables to choose from, of one VPC where one is given. */
export function useTableOptions(vpcId?: string): readonly FieldOption[] {
  return useFeed('route-tables')
    .list.filter((table) => vpcId === undefined || table.VpcId === vpcId)
    .map((table) => ({
      value: table.RouteTableId ?? '',
      label: [table.RouteTableId, nameOf(table)].filter(Boolean).join(' · '),
      description: table.VpcId ?? '',
      vpcId: table.VpcId ?? '',
    }))
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
