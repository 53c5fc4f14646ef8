import { expect, it } from 'vitest'
import { findVolumeProblem, gp2Iops } from './volume-types.ts'

it.each([
  [{ type: 'gp3', sizeGiB: 8 }, undefined],
  [{ type: 'gp3', sizeGiB: 1 }, undefined],
  [{ type: 'gp3', sizeGiB: 100, iops: 16_000, throughputMiBps: 1_000 }, undefined],
  [{ type: 'gp3', sizeGiB: 8, iops: 2_999 }, 'iopsRange'],
  [{ type: 'gp3', sizeGiB: 8, iops: 4_001 }, 'iopsRatio'],
  [{ type: 'gp3', sizeGiB: 8, throughputMiBps: 751 }, 'throughputRatio'],
  [{ type: 'gp2', sizeGiB: 8, iops: 100 }, 'iopsUnsupported'],
  [{ type: 'io1', sizeGiB: 8 }, 'iopsRequired'],
  [{ type: 'io1', sizeGiB: 8, iops: 401 }, 'iopsRatio'],
  [{ type: 'st1', sizeGiB: 124 }, 'sizeRange'],
  [{ type: 'gp2', sizeGiB: 16_385 }, 'sizeRange'],
  [{ type: 'gp2', sizeGiB: 10, throughputMiBps: 200 }, 'throughputUnsupported'],
] as const)('%o: %s', (wish, reason) => {
  expect(findVolumeProblem(wish)?.reason).toBe(reason)
})

it('gives gp2 three IOPS per GiB within its bounds', () => {
  expect([gp2Iops(8), gp2Iops(100), gp2Iops(10_000)]).toEqual([100, 300, 16_000])
})
