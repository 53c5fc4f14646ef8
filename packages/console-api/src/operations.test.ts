import { describe, expect, expectTypeOf, test } from 'vitest'
import { allowedOperations, isAllowed, isServiceName } from './allowed-operations.ts'
import { isReadOnly, type Action, type Input, type Output } from './operations.ts'
import type { FeedItem } from './feeds.ts'

describe('the typed contract', () => {
  test('names only what is allowed', () => {
    expectTypeOf<'RunInstances'>().toExtend<Action<'ec2'>>()
    expectTypeOf<'DescribeInstance'>().not.toExtend<Action<'ec2'>>()
    expectTypeOf<'StartSession'>().not.toExtend<Action<'ssm'>>()
  })

  test('inputs and outputs are the SDK’s, as JSON', () => {
    expectTypeOf<Input<'ec2', 'RunInstances'>['MinCount']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<Input<'ec2', 'DescribeSpotPriceHistory'>['StartTime']>().toEqualTypeOf<
      string | undefined
    >()
    expectTypeOf<Output<'ec2', 'GetPasswordData'>['Timestamp']>().toEqualTypeOf<
      string | undefined
    >()
    expectTypeOf<Output<'ec2', 'DescribeRegions'>>().not.toHaveProperty('$metadata')
    expectTypeOf<FeedItem<'instances'>['LaunchTime']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<FeedItem<'instances'>['ReservationId']>().toEqualTypeOf<string | undefined>()
  })
})

describe('the allow-list', () => {
  test('lets through what it names and nothing else', () => {
    expect(isAllowed('ec2', 'DescribeInstances')).toBe(true)
    expect(isAllowed('ec2', 'ProvisionIpamPoolCidr')).toBe(false)
    expect(isAllowed('ec2', 'constructor')).toBe(false)
    expect(isServiceName('ec2')).toBe(true)
    expect(isServiceName('toString')).toBe(false)
  })

  test('never answers with credentials of its own or session tokens', () => {
    const all = Object.values(allowedOperations).flat().map(String)
    for (const name of ['StartSession', 'ResumeSession', 'AssumeRole', 'GetSessionToken']) {
      expect(all).not.toContain(name)
    }
    for (const names of Object.values(allowedOperations)) {
      expect(new Set<string>(names).size).toBe(names.length)
    }
  })

  test('tells looking from changing', () => {
    expect(isReadOnly('DescribeInstances')).toBe(true)
    expect(isReadOnly('GetConsoleOutput')).toBe(true)
    expect(isReadOnly('ListRoles')).toBe(true)
    for (const name of [
      'RunInstances',
      'StartSession',
      'TerminateSession',
      'Getaway',
      'Describe',
    ]) {
      expect(isReadOnly(name)).toBe(false)
    }
  })
})
