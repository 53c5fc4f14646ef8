import { expect, it } from 'vitest'
import { isSizeFlexible, normalizationFactor } from './normalization.ts'

it.each([
  ['t3.nano', 0.25],
  ['t3.micro', 0.5],
  ['t2.small', 1],
  ['t4g.medium', 2],
  ['m5.large', 4],
  ['m5.xlarge', 8],
  ['c5.2xlarge', 16],
  ['z1d.3xlarge', 24],
  ['r5.4xlarge', 32],
  ['z1d.6xlarge', 48],
  ['m5.8xlarge', 64],
  ['c5.9xlarge', 72],
  ['m4.10xlarge', 80],
  ['c5.12xlarge', 96],
  ['m4.16xlarge', 128],
  ['c5.18xlarge', 144],
  ['m5.24xlarge', 192],
  ['m6i.32xlarge', 256],
  ['u-6tb1.56xlarge', 448],
  ['u-6tb1.112xlarge', 896],
  ['a1.metal', 32],
  ['m5zn.metal', 96],
  ['z1d.metal', 96],
  ['c6g.metal', 128],
  ['i3.metal', 128],
  ['c5n.metal', 144],
  ['c5.metal', 192],
  ['i3en.metal', 192],
  ['m6i.metal', 256],
  ['m6a.metal', 384],
  ['m7i.metal-24xl', 192],
  ['m7i.metal-48xl', 384],
  ['u-6tb1.metal', 896],
  ['mac2.metal', undefined],
] as const)('%s counts as %s', (type, factor) => {
  expect(normalizationFactor(type)).toBe(factor)
})

it('only Regional ones of Linux on shared hardware cover other sizes', () => {
  const kind = {
    instanceType: 'm5.large',
    product: 'Linux/UNIX',
    tenancy: 'default',
    scope: 'Region',
  }
  expect(isSizeFlexible(kind)).toBe(true)
  expect(isSizeFlexible({ ...kind, product: 'Windows' })).toBe(false)
  expect(isSizeFlexible({ ...kind, tenancy: 'dedicated' })).toBe(false)
  expect(isSizeFlexible({ ...kind, scope: 'Availability Zone' })).toBe(false)
  expect(isSizeFlexible({ ...kind, instanceType: 'g5.xlarge' })).toBe(false)
})
