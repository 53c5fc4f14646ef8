import { describe, expect, it } from 'vitest'
import { imageReleases } from './image-releases.ts'
import { catalogueImages } from './images.ts'
import { findInstanceType, instanceTypesIn } from './instance-types.ts'
import { publicParameters } from './public-parameters.ts'

const seoul = [...catalogueImages('ap-northeast-2').values()]

describe('public images', () => {
  it('have ids of their own in each Region, always the same', () => {
    const virginia = catalogueImages('us-east-1')
    expect(virginia.size).toBe(imageReleases.length)
    for (const image of seoul) {
      expect(image.id).toMatch(/^ami-0[0-9a-f]{16}$/)
      expect(virginia.has(image.id)).toBe(false)
    }
    // An id once given must never change: lessons and scripts quote it.
    expect(virginia.get('ami-0f498a9f565c2478f')?.name).toBe(
      'al2023-ami-2023.9.20251110.1-kernel-6.1-x86_64',
    )
  })

  it('cover what the launch form offers, for both architectures', () => {
    const kinds = new Set(seoul.map((image) => `${image.distribution}/${image.architecture}`))
    for (const distribution of [
      'al2023',
      'al2',
      'ubuntu-24.04',
      'ubuntu-22.04',
      'debian-12',
      'rhel-9',
      'sles-15',
    ]) {
      expect(kinds).toContain(`${distribution}/x86_64`)
      expect(kinds).toContain(`${distribution}/arm64`)
    }
    expect(kinds).toContain('windows-2022/x86_64')
    expect(kinds).toContain('windows-2025/x86_64')
    expect(seoul.filter((image) => image.ownerAlias === 'aws-marketplace').length).toBeGreaterThan(
      2,
    )
    expect(seoul.filter((image) => image.ownerAlias === undefined).length).toBeGreaterThan(2)
  })

  it('include one with an instance-store root, which some type of the Region can run', () => {
    const image = seoul.find(({ rootDeviceType }) => rootDeviceType === 'instance-store')
    expect(image?.blockDevices).toEqual([])
    const types = instanceTypesIn('ap-northeast-2').filter((type) =>
      findInstanceType(type)?.SupportedRootDeviceTypes?.includes('instance-store'),
    )
    expect(types).toContain('d2.2xlarge')
  })
})

describe('public parameters', () => {
  it('name images that exist in the Region', () => {
    const images = catalogueImages('ap-northeast-2')
    for (const { name, value } of publicParameters('ap-northeast-2').values()) {
      if (value.startsWith('ami-')) expect(images.has(value), name).toBe(true)
    }
    const latest = publicParameters('ap-northeast-2').get(
      '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
    )
    expect(images.get(latest?.value ?? '')?.name).toMatch(/^al2023-ami-2023/)
  })

  it('list Regions and zones', () => {
    const parameters = publicParameters('us-east-1')
    expect(
      parameters.get('/aws/service/global-infrastructure/regions/ap-northeast-2/longName')?.value,
    ).toBe('Asia Pacific (Seoul)')
  })
})
