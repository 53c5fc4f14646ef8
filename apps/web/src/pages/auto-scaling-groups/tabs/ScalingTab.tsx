import SpaceBetween from '@cloudscape-design/components/space-between'
import type { Group } from '../group.ts'
import { Policies } from './Policies.tsx'
import { Schedules } from './Schedules.tsx'

/** What changes the capacity by itself: policies and schedules. */
export default function ScalingTab({ group }: { readonly group: Group }) {
  return (
    <SpaceBetween size="xl">
      <Policies group={group} />
      <Schedules group={group} />
    </SpaceBetween>
  )
}
