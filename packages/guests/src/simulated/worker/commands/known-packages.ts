import type { Machine } from '../system/machine.ts'
import { catalogue, findPackage } from './package-catalogue.ts'
import type { PackageFacts } from './package-facts.ts'
import { installed } from './package-queries.ts'

/** A package as the tools that only tell see it. */
export interface KnownPackage {
  readonly name: string
  readonly version: string
  readonly summary: string
  readonly files: readonly string[]
  readonly aliases: readonly string[]
  readonly needs: readonly string[]
}

/** What the repositories of this distribution have. */
export function offeredPackages(machine: Machine): readonly KnownPackage[] {
  return catalogue
    .filter((one) => findPackage(one.name, machine.facts) === one)
    .map((one) => known(one, machine))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** What is on the disk, by name: from the image, and put on top. */
export async function installedPackages(machine: Machine): Promise<readonly KnownPackage[]> {
  const all = await installed(machine)
  return all.map((one) => {
    const facts = findPackage(one.name, machine.facts)
    return { ...one, aliases: facts?.aliases ?? [], needs: facts?.needs ?? [] }
  })
}

function known(one: PackageFacts, machine: Machine): KnownPackage {
  const own = machine.facts.family === 'debian' ? one.debian : one.redhat
  return {
    name: one.name,
    version: one.version,
    summary: one.summary,
    files: [...Object.keys(one.programs ?? {}), ...Object.keys({ ...one.files, ...own })],
    aliases: one.aliases ?? [],
    needs: one.needs ?? [],
  }
}
