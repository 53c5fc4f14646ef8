/**
 * Makes the catalogue's data files from recorded facts:
 *   node packages/cloud/scripts/generate-catalogue.ts <instance-types.json> <ec2-filters.json>
 * The first holds instance types as DescribeInstanceTypes returns them, the zones that offer each, and Linux On-Demand prices
 * of us-east-1; the second every filter that AWS documents, by operation. Both name their sources.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pack } from '../src/catalogue/packed.ts'

interface InstanceTypeFacts {
  readonly source: Readonly<Record<string, string>>
  readonly types: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly zonesByTypeAndRegion: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly linuxOnDemandUsdPerHour: Readonly<Record<string, Readonly<Record<string, number>>>>
}

interface FilterFacts {
  readonly source: string
  readonly filters: Readonly<Record<string, readonly string[]>>
}

const [typesPath, filtersPath] = process.argv.slice(2)
if (!typesPath || !filtersPath) {
  console.error('usage: generate-catalogue.ts <instance-types.json> <ec2-filters.json>')
  process.exit(2)
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const write = (path: string, value: unknown) =>
  writeFileSync(new URL(`../src/${path}`, import.meta.url), `${JSON.stringify(value)}\n`)

const facts = read<InstanceTypeFacts>(typesPath)
const names = Object.keys(facts.types).sort()
write('catalogue/instance-types.generated.json', {
  source: facts.source,
  names,
  types: pack(names.map((name) => facts.types[name])),
  zones: pack(names.map((name) => facts.zonesByTypeAndRegion[name] ?? {})),
  linuxUsdPerHour: names.map((name) => facts.linuxOnDemandUsdPerHour['us-east-1']?.[name] ?? null),
})

const filters = read<FilterFacts>(filtersPath)
/** Values of a filter, which the documentation lists as it lists filters. */
const values: Readonly<Record<string, string>> = {
  DescribeCapacityReservations:
    'default dedicated active expired cancelled pending failed unlimited limited open targeted',
}
write('services/ec2/filters.generated.json', {
  source: filters.source,
  filters: Object.fromEntries(
    Object.entries(filters.filters).map(([operation, list]) => [
      operation,
      // `tag:<key>` stands for any `tag:` filter, which the filter mechanism knows by itself.
      list
        .filter((name) => !name.startsWith('tag:'))
        .filter((name) => !(values[operation] ?? '').split(' ').includes(name))
        .join(' '),
    ]),
  ),
})
