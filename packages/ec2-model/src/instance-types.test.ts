import { expect, it } from 'vitest'
import { categoryOf, compareSizes, parseInstanceType } from './instance-types.ts'

it.each([
  ['t3.micro', 't', 3, '', 'micro'],
  ['c7gn.2xlarge', 'c', 7, 'gn', '2xlarge'],
  ['u-6tb1.metal', 'u', 1, '6tb', 'metal'],
  ['u7i-12tb.224xlarge', 'u', 7, 'i-12tb', '224xlarge'],
  ['mac2-m2pro.metal', 'mac', 2, '-m2pro', 'metal'],
  ['m7i-flex.large', 'm', 7, 'i-flex', 'large'],
] as const)('takes %s apart', (name, series, generation, attributes, size) => {
  expect(parseInstanceType(name)).toMatchObject({ series, generation, attributes, size })
})

it('knows what is no type', () => {
  expect(parseInstanceType('t3')).toBeUndefined()
  expect(parseInstanceType('T3.micro')).toBeUndefined()
})

it('groups and orders as AWS does', () => {
  expect(['t3.nano', 'c3.large', 'r5.large', 'i3.large', 'g5.xlarge'].map(categoryOf)).toEqual([
    'general',
    'compute',
    'memory',
    'storage',
    'accelerated',
  ])
  expect(['metal', '16xlarge', 'xlarge', '2xlarge', 'nano'].sort(compareSizes)).toEqual([
    'nano',
    'xlarge',
    '2xlarge',
    '16xlarge',
    'metal',
  ])
})
