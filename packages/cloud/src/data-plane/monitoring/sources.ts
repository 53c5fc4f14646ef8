import type { Engine } from '../../engine/engine.ts'
import type { CloudHost } from '../../host.ts'
import { measuredGroups } from './groups/measured-groups.ts'
import type { MetadataCounts } from '../metadata-counts.ts'
import { measuredInstances } from './instances/measured-instances.ts'
import type { Measured } from './metric-source.ts'

export interface SourceParts {
  readonly engine: Engine
  readonly findGuest: CloudHost['findGuest']
  readonly metadataCounts: Pick<MetadataCounts, 'take'>
  readonly balancers: Measured
}

/** All that is measured, asked in this order. One line each. */
export function createSources(parts: SourceParts): readonly Measured[] {
  return [measuredInstances(parts), parts.balancers, measuredGroups(parts)]
}
