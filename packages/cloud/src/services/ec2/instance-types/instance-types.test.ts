import {
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
  paginateDescribeInstanceTypes,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { documentedFilters } from '../filters.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

it('pages through all types of the Region', async () => {
  const types = new Set<string>()
  const client = cloud.ec2()
  for await (const page of paginateDescribeInstanceTypes({ client }, {})) {
    expect(page.InstanceTypes?.length).toBeLessThanOrEqual(100)
    for (const { InstanceType = '' } of page.InstanceTypes ?? []) {
      expect(types.has(InstanceType)).toBe(false)
      types.add(InstanceType)
    }
  }
  expect(types.size).toBeGreaterThan(500)
})

it('filters by every documented filter', async () => {
  const ec2 = cloud.ec2()
  const { InstanceTypes } = await ec2.send(
    new DescribeInstanceTypesCommand({
      Filters: [
        { Name: 'free-tier-eligible', Values: ['true'] },
        { Name: 'processor-info.supported-architecture', Values: ['arm64'] },
      ],
    }),
  )
  expect(InstanceTypes?.map(({ InstanceType }) => InstanceType)).toEqual(['t4g.micro', 't4g.small'])
  const none = await ec2.send(
    new DescribeInstanceTypesCommand({
      Filters: [...documentedFilters('DescribeInstanceTypes')].map((Name) => ({
        Name,
        Values: ['x'],
      })),
    }),
  )
  expect(none.InstanceTypes).toEqual([])
})

it('says which zones offer a type', async () => {
  const { InstanceTypeOfferings } = await cloud.ec2().send(
    new DescribeInstanceTypeOfferingsCommand({
      LocationType: 'availability-zone',
      Filters: [{ Name: 'instance-type', Values: ['t2.micro'] }],
    }),
  )
  expect(InstanceTypeOfferings?.map(({ Location }) => Location)).toEqual([
    'ap-northeast-2a',
    'ap-northeast-2c',
  ])
})

it('refuses types that do not exist and a page size beside names', async () => {
  const ec2 = cloud.ec2()
  await expect(
    ec2.send(new DescribeInstanceTypesCommand({ InstanceTypes: ['a1.large'] })),
  ).rejects.toMatchObject({
    name: 'InvalidInstanceType',
    message: 'The following supplied instance types do not exist: [a1.large]',
  })
  await expect(
    ec2.send(new DescribeInstanceTypesCommand({ InstanceTypes: ['t3.micro'], MaxResults: 5 })),
  ).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
})
