import { readFileSync } from 'node:fs'
import type { InstanceTypeInfo } from '@aws-sdk/client-ec2'
import { type Packed, unpack } from './packed.ts'

/** Made by scripts/generate-catalogue.ts; read when first asked for. */
interface InstanceTypesFile {
  readonly source: Readonly<Record<string, string>>
  readonly names: readonly string[]
  readonly types: Packed
  /** Zone letters by Region, per type. */
  readonly zones: Packed
  readonly linuxUsdPerHour: readonly (number | null)[]
}

interface Catalogue {
  readonly names: readonly string[]
  readonly indexOf: ReadonlyMap<string, number>
  readonly info: (index: number) => unknown
  readonly zones: (index: number) => unknown
  readonly linuxUsdPerHour: readonly (number | null)[]
}

let loaded: Catalogue | undefined

function load(): Catalogue {
  if (loaded) return loaded
  const url = new URL('./instance-types.generated.json', import.meta.url)
  const file = JSON.parse(readFileSync(url, 'utf8')) as InstanceTypesFile
  loaded = {
    names: file.names,
    indexOf: new Map(file.names.map((name, index) => [name, index])),
    info: unpack(file.types),
    zones: unpack(file.zones),
    linuxUsdPerHour: file.linuxUsdPerHour,
  }
  return loaded
}

/** Every type that AWS has anywhere, in order of name. */
export function allInstanceTypes(): readonly string[] {
  return load().names
}

/** As DescribeInstanceTypes returns it; frozen. Undefined for a type that does not exist. */
export function findInstanceType(name: string): InstanceTypeInfo | undefined {
  const catalogue = load()
  const index = catalogue.indexOf.get(name)
  return index === undefined ? undefined : (catalogue.info(index) as InstanceTypeInfo)
}

/** Names of the zones of a Region that offer a type (`['ap-northeast-2a', 'ap-northeast-2c']`); empty when none does. */
export function zonesOffering(name: string, region: string): readonly string[] {
  const catalogue = load()
  const index = catalogue.indexOf.get(name)
  if (index === undefined) return []
  const letters = (catalogue.zones(index) as Readonly<Record<string, string>>)[region] ?? ''
  return [...letters].map((letter) => region + letter)
}

const namesByRegion = new Map<string, readonly string[]>()

export function instanceTypesIn(region: string): readonly string[] {
  const found = namesByRegion.get(region)
  if (found) return found
  const names = load().names.filter((name) => zonesOffering(name, region).length > 0)
  // Only of Regions that exist: made-up names must not pile up.
  if (names.length > 0) namesByRegion.set(region, names)
  return names
}

/** Linux On-Demand in us-east-1, USD per hour; undefined where AWS's list names none. */
export function listedLinuxPrice(name: string): number | undefined {
  const catalogue = load()
  const index = catalogue.indexOf.get(name)
  return index === undefined ? undefined : (catalogue.linuxUsdPerHour[index] ?? undefined)
}
