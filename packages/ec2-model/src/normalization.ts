import { parseInstanceType } from './instance-types.ts'

const small: Readonly<Record<string, number>> = {
  nano: 0.25,
  micro: 0.5,
  small: 1,
  medium: 2,
  large: 4,
  xlarge: 8,
}

/** Bare metal that is not 24xlarge large, where its name does not say so: as large as the largest size of its family. */
const metal: Readonly<Record<string, number>> = {
  a1: 32,
  c5n: 144,
  c6a: 384,
  c6g: 128,
  c6gd: 128,
  c6i: 256,
  c6id: 256,
  c6in: 256,
  c7g: 128,
  c7gd: 128,
  c7gn: 128,
  g5g: 128,
  i3: 128,
  i4i: 256,
  m5zn: 96,
  m6a: 384,
  m6g: 128,
  m6gd: 128,
  m6i: 256,
  m6id: 256,
  m6idn: 256,
  m6in: 256,
  m7g: 128,
  m7gd: 128,
  r6a: 384,
  r6g: 128,
  r6gd: 128,
  r6i: 256,
  r6id: 256,
  r6idn: 256,
  r6in: 256,
  r7g: 128,
  r7gd: 128,
  x2gd: 128,
  x2idn: 256,
  x2iedn: 256,
  x2iezn: 96,
  z1d: 96,
}

/**
 * How large a size is beside others of its family, in units of `small`: what Reserved Instances are counted in.
 * Undefined where AWS has no factor.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html#apply-regional-ri
 */
export function normalizationFactor(type: string): number | undefined {
  const name = parseInstanceType(type)
  if (!name) return undefined
  const { size, family, series } = name
  const [, times] = /^(\d+)xlarge$/.exec(size) ?? /^metal-(\d+)xl$/.exec(size) ?? []
  if (times !== undefined) return Number(times) * 8
  if (size !== 'metal') return small[size]
  if (series === 'mac') return undefined
  return series === 'u' ? 896 : (metal[family] ?? 192)
}

/** Families whose Regional Reserved Instances cover exactly their own size. */
const rigid = new Set(
  'g4ad g4dn g5 g5g g6 g6e g6f gr6 gr6f g7e p5 inf1 inf2 hpc6a hpc6id hpc7a hpc7g hpc8a'.split(' '),
)

/** What of a Reserved Instance says whether it covers other sizes of its family. */
export interface ReservedKind {
  readonly instanceType: string
  readonly product: string
  readonly tenancy: string
  readonly scope: string
}

/** Regional ones of Linux on shared hardware cover every size of their family, by the factors above. */
export function isSizeFlexible({ instanceType, product, tenancy, scope }: ReservedKind): boolean {
  return (
    scope === 'Region' &&
    tenancy === 'default' &&
    product.startsWith('Linux/UNIX') &&
    hasSizes(instanceType)
  )
}

/** Whether sizes of the type's family can take each other's place in a reservation. */
export function hasSizes(type: string): boolean {
  return (
    !rigid.has(parseInstanceType(type)?.family ?? '') && normalizationFactor(type) !== undefined
  )
}
