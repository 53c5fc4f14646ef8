import SpaceBetween from '@cloudscape-design/components/space-between'
import type { Group } from '../group.ts'
import { Hooks } from './Hooks.tsx'
import { Members } from './Members.tsx'
import { WarmPool } from './WarmPool.tsx'

/** Who belongs to the group, what they wait for, and who stands ready. */
export default function InstancesTab({ group }: { readonly group: Group }) {
  return (
    <SpaceBetween size="xl">
      <Members group={group} />
      <Hooks group={group} />
      <WarmPool group={group} />
    </SpaceBetween>
  )
}
