export interface InstanceTypeName {
  /** `c7gn` of `c7gn.2xlarge`. */
  readonly family: string
  /** `c`, `t`, `inf`: the letters before the generation. */
  readonly series: string
  readonly generation: number | undefined
  /** `gn` of `c7gn`. */
  readonly attributes: string
  /** `2xlarge`, `metal`, `metal-24xl`. */
  readonly size: string
}

export type InstanceCategory =
  | 'general'
  | 'compute'
  | 'memory'
  | 'storage'
  | 'accelerated'
  | 'hpc'
  | 'mac'

/** Takes an instance type's name apart; undefined when it is not of the form `family.size`. */
export function parseInstanceType(name: string): InstanceTypeName | undefined {
  const match = /^([a-z][a-z0-9-]*)\.([a-z0-9-]+)$/.exec(name)
  const [, family, size] = match ?? []
  if (family === undefined || size === undefined) return undefined
  const highMemory = /^u-(\d+tb)(\d+)$/.exec(family)
  if (highMemory) {
    const [, attributes = '', generation] = highMemory
    return { family, series: 'u', generation: Number(generation), attributes, size }
  }
  const parts = /^([a-z]+)(\d+)([a-z0-9-]*)$/.exec(family)
  if (!parts) return { family, series: family, generation: undefined, attributes: '', size }
  const [, series = family, generation, attributes = ''] = parts
  return { family, series, generation: Number(generation), attributes, size }
}

const categories: Readonly<Record<string, InstanceCategory>> = {
  a: 'general',
  t: 'general',
  m: 'general',
  mac: 'mac',
  c: 'compute',
  cc: 'compute',
  hpc: 'hpc',
  r: 'memory',
  x: 'memory',
  z: 'memory',
  cr: 'memory',
  u: 'memory',
  i: 'storage',
  is: 'storage',
  im: 'storage',
  d: 'storage',
  h: 'storage',
  hs: 'storage',
  p: 'accelerated',
  g: 'accelerated',
  gr: 'accelerated',
  inf: 'accelerated',
  trn: 'accelerated',
  dl: 'accelerated',
  vt: 'accelerated',
  f: 'accelerated',
  cg: 'accelerated',
}

/** The group under which AWS lists the family. */
export function categoryOf(type: string): InstanceCategory {
  const series = parseInstanceType(type)?.series ?? ''
  return categories[series] ?? 'general'
}

const sizes = ['nano', 'micro', 'small', 'medium', 'large', 'xlarge']

/** Orders sizes as people expect: nano … large, xlarge, 2xlarge … 48xlarge, metal last. */
export function compareSizes(a: string, b: string): number {
  return rankSize(a) - rankSize(b) || (a < b ? -1 : a > b ? 1 : 0)
}

function rankSize(size: string): number {
  const named = sizes.indexOf(size)
  if (named >= 0) return named
  const multiple = /^(\d+)xlarge$/.exec(size)
  if (multiple) return sizes.length + Number(multiple[1])
  const metal = /^metal(?:-(\d+)xl)?$/.exec(size)
  return metal ? 1_000 + Number(metal[1] ?? 999) : 5_000
}
