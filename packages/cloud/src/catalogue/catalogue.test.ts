import { describe, expect, it } from 'vitest'
import {
  allInstanceTypes,
  findInstanceType,
  instanceTypesIn,
  zonesOffering,
} from './instance-types.ts'
import { pack, unpack } from './packed.ts'
import { findPrice } from './prices.ts'
import { findRegion, regions, zoneIdOf } from './regions.ts'

it('packs and unpacks any JSON', () => {
  const values = [{ a: [1, 'x', { b: null }], c: true }, [], {}, 'text', 0, { c: true, a: [] }]
  const read = unpack(pack(values))
  expect(values.map((_, i) => read(i))).toEqual(values)
  expect(read(values.length)).toBeUndefined()
})

describe('instance types', () => {
  it('are as AWS describes them', () => {
    expect(allInstanceTypes().length).toBeGreaterThan(1_300)
    expect(findInstanceType('t3.micro')).toMatchObject({
      InstanceType: 't3.micro',
      FreeTierEligible: true,
      MemoryInfo: { SizeInMiB: 1024 },
      VCpuInfo: { DefaultVCpus: 2 },
      ProcessorInfo: { SupportedArchitectures: ['x86_64'] },
    })
    expect(findInstanceType('t9.micro')).toBeUndefined()
  })

  it('are offered zone by zone: t2.micro not in ap-northeast-2b and 2d', () => {
    expect(zonesOffering('t2.micro', 'ap-northeast-2')).toEqual([
      'ap-northeast-2a',
      'ap-northeast-2c',
    ])
    expect(zonesOffering('t3.micro', 'ap-northeast-2')).toHaveLength(4)
    expect(zonesOffering('t9.micro', 'us-east-1')).toEqual([])
    expect(instanceTypesIn('us-east-1')).toContain('p5.48xlarge')
    expect(instanceTypesIn('af-south-1')).not.toContain('a1.large')
  })
})

describe('Regions', () => {
  it('have the zones in which types are offered', () => {
    for (const region of regions) {
      const zones = new Set(region.zones.map(({ name }) => name))
      const offering = allInstanceTypes().flatMap((type) => zonesOffering(type, region.name))
      expect(offering.filter((zone) => !zones.has(zone))).toEqual([])
      expect(new Set(region.zones.map(({ id }) => id)).size).toBe(region.zones.length)
    }
  })

  it('know who needs opting in', () => {
    expect(findRegion('ap-northeast-2')?.optInRequired).toBe(false)
    expect(findRegion('me-south-1')?.optInRequired).toBe(true)
    expect(zoneIdOf('ap-northeast-2c')).toBe('apne2-az3')
    expect(zoneIdOf('ap-northeast-2z')).toBeUndefined()
  })
})

describe('prices', () => {
  it('are exact for Linux in us-east-1 only', () => {
    expect(findPrice('t3.micro', 'us-east-1')).toEqual({ usdPerHour: 0.0104, exact: true })
    expect(findPrice('t3.micro', 'us-east-1', 'windows')).toEqual({
      usdPerHour: 0.0196,
      exact: false,
    })
    expect(findPrice('m5.large', 'us-east-1', 'windows')?.usdPerHour).toBeCloseTo(0.188, 6)
  })

  it('follow the rule in Seoul and elsewhere', () => {
    expect(findPrice('t3.micro', 'ap-northeast-2')).toEqual({ usdPerHour: 0.013, exact: false })
    expect(findPrice('m6i.large', 'ap-northeast-2')?.usdPerHour).toBeCloseTo(0.096 * 1.23, 6)
    expect(findPrice('i3.large', 'ap-northeast-2')?.usdPerHour).toBeCloseTo(0.156 * 1.2, 6)
    expect(findPrice('m5.large', 'eu-central-1')?.usdPerHour).toBeCloseTo(0.115, 6)
  })

  it('are left open where nothing establishes them', () => {
    expect(findPrice('t3.micro', 'mx-central-1')).toBeUndefined()
    expect(findPrice('mac2.metal', 'us-east-1')).toBeUndefined()
    expect(findPrice('t4g.micro', 'us-east-1', 'windows')).toBeUndefined()
  })
})
