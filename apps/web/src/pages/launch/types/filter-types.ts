import { compareSizes, type InstanceCategory } from '@brume/ec2-model'
import type { TypeFacts } from '../model/facts.ts'

/** What the table of types is narrowed by; empty members narrow nothing. */
export interface TypeFilter {
  readonly text: string
  readonly category: InstanceCategory | ''
  readonly family: string
  readonly architecture: string
  readonly minVcpus: number
  readonly minMemoryGiB: number
  readonly currentOnly: boolean
  readonly freeTierOnly: boolean
}

export const noTypeFilter: TypeFilter = {
  text: '',
  category: '',
  family: '',
  architecture: '',
  minVcpus: 0,
  minMemoryGiB: 0,
  currentOnly: true,
  freeTierOnly: false,
}

export function filterTypes(types: readonly TypeFacts[], filter: TypeFilter): readonly TypeFacts[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return types.filter(
    (type) =>
      words.every((word) => type.name.includes(word)) &&
      (filter.category === '' || type.category === filter.category) &&
      (filter.family === '' || type.family === filter.family) &&
      (filter.architecture === '' || type.architectures.includes(filter.architecture)) &&
      type.vcpus >= filter.minVcpus &&
      type.memoryMiB >= filter.minMemoryGiB * 1024 &&
      (!filter.currentOnly || type.currentGeneration) &&
      (!filter.freeTierOnly || type.freeTier),
  )
}

/** Families in order, sizes from nano to metal. */
export function compareTypes(a: TypeFacts, b: TypeFacts): number {
  return a.family.localeCompare(b.family, 'en', { numeric: true }) || compareSizes(a.size, b.size)
}
