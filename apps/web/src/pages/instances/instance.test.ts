import { expect, it } from 'vitest'
import { elasticIpOf, stateSinceMs, summarizeChecks, type Instance } from './instance.ts'

it('takes the time of a stop from the transition reason', () => {
  const instance: Instance = {
    State: { Name: 'stopped' },
    LaunchTime: '2026-11-20T00:00:00Z',
    StateTransitionReason: 'User initiated (2026-11-21 10:04:05 GMT)',
  }
  expect(stateSinceMs(instance)).toBe(Date.parse('2026-11-21T10:04:05Z'))
})

it('takes the launch for what runs, and says nothing when nothing is known', () => {
  const LaunchTime = '2026-11-20T00:00:00Z'
  expect(stateSinceMs({ State: { Name: 'running' }, LaunchTime })).toBe(Date.parse(LaunchTime))
  expect(stateSinceMs({ State: { Name: 'stopped' }, LaunchTime })).toBeUndefined()
})

it('tells an Elastic IP from an address of the pool', () => {
  const withOwner = (IpOwnerId: string): Instance => ({
    NetworkInterfaces: [{ Association: { IpOwnerId, PublicIp: '198.51.100.7' } }],
  })
  expect(elasticIpOf(withOwner('amazon'))).toBeUndefined()
  expect(elasticIpOf(withOwner('123456789012'))).toBe('198.51.100.7')
})

it('counts the checks that run', () => {
  expect(summarizeChecks(undefined)).toBeUndefined()
  expect(
    summarizeChecks({
      SystemStatus: { Status: 'not-applicable' },
      InstanceStatus: { Status: 'not-applicable' },
    }),
  ).toBeUndefined()
  expect(
    summarizeChecks({ SystemStatus: { Status: 'ok' }, InstanceStatus: { Status: 'ok' } }),
  ).toEqual({ kind: 'passed', passed: 2, total: 2 })
  expect(
    summarizeChecks({
      SystemStatus: { Status: 'ok' },
      InstanceStatus: { Status: 'impaired' },
      AttachedEbsStatus: { Status: 'ok' },
    }),
  ).toEqual({ kind: 'impaired', passed: 2, total: 3 })
})
