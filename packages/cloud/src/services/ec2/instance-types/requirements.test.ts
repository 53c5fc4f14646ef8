import {
  GetInstanceTypesFromInstanceRequirementsCommand,
  type GetInstanceTypesFromInstanceRequirementsCommandInput,
  type InstanceRequirementsRequest,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

async function find(
  more: Partial<InstanceRequirementsRequest>,
  input: Partial<GetInstanceTypesFromInstanceRequirementsCommandInput> = {},
) {
  const { InstanceTypes = [] } = await cloud.ec2().send(
    new GetInstanceTypesFromInstanceRequirementsCommand({
      ArchitectureTypes: ['x86_64'],
      VirtualizationTypes: ['hvm'],
      InstanceRequirements: {
        VCpuCount: { Min: 2, Max: 4 },
        MemoryMiB: { Min: 8192, Max: 16384 },
        ...more,
      },
      ...input,
    }),
  )
  return InstanceTypes.map(({ InstanceType }) => InstanceType ?? '')
}

it('finds the types that have the attributes, without burstable and bare metal ones unless asked', async () => {
  const found = await find({})
  expect(found).toContain('m5.large')
  expect(found).toContain('c5.xlarge')
  expect(found).not.toContain('t3.large')
  expect(found).not.toContain('m6g.large')
  expect(await find({ BurstablePerformance: 'required' })).toContain('t3.large')
  expect(await find({}, { ArchitectureTypes: ['arm64'] })).toContain('m6g.large')
  expect(await find({ CpuManufacturers: ['amd'], AllowedInstanceTypes: ['m5*.large'] })).toEqual([
    'm5a.large',
    'm5ad.large',
  ])
  expect(await find({ ExcludedInstanceTypes: ['m*', 'c*'] })).not.toContain('m5.large')
  expect(await find({ LocalStorage: 'required', AllowedInstanceTypes: ['m5*.large'] })).toEqual([
    'm5ad.large',
    'm5d.large',
  ])
  expect(await find({ MemoryGiBPerVCpu: { Max: 2 } })).not.toContain('m5.large')
  const generations = [
    ...(await find({ InstanceGenerations: ['current'] })),
    ...(await find({ InstanceGenerations: ['previous'] })),
  ]
  expect(generations.toSorted()).toEqual(found)
  expect(
    await find({
      AcceleratorTypes: ['gpu'],
      AcceleratorCount: { Min: 1 },
      AcceleratorNames: ['t4'],
    }),
  ).toEqual(['g4dn.xlarge'])
  const cheap = await find({ OnDemandMaxPricePercentageOverLowestPrice: 20 })
  expect(cheap.length).toBeGreaterThan(0)
  expect(cheap.length).toBeLessThan(found.length)
})

it('refuses what contradicts itself and what it does not act on', async () => {
  await expect(find({ VCpuCount: { Min: 4, Max: 2 } })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  await expect(
    find({ AllowedInstanceTypes: ['m5*'], ExcludedInstanceTypes: ['c5*'] }),
  ).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
  await expect(find({ SpotMaxPricePercentageOverLowestPrice: 50 })).rejects.toMatchObject({
    name: 'UnsupportedOperation',
  })
  await expect(find({}, { ArchitectureTypes: [] })).rejects.toMatchObject({
    name: 'MissingParameter',
  })
})
