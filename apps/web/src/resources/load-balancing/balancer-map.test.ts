import { expect, test } from 'vitest'
import { mapBalancer, wayThrough } from './balancer-map.ts'
import type { Listener, Target } from './model.ts'

const target = (Id: string): Target => ({ Target: { Id, Port: 80 } })
const forward = (TargetGroupArn: string) => [{ Type: 'forward' as const, TargetGroupArn }]
const web: Listener = {
  ListenerArn: 'l-80',
  DefaultActions: forward('web'),
  Rules: [
    { RuleArn: 'r-default', IsDefault: true, Priority: 'default', Actions: forward('web') },
    { RuleArn: 'r-api', Priority: '10', Actions: forward('api') },
  ],
}
const targetsOf = (arn: string) =>
  arn === 'web' ? [target('i-1'), target('i-2')] : [target('i-1')]

test('listeners lead by their rules to groups, and groups to targets', () => {
  const { rules, groups, lines } = mapBalancer([web], targetsOf)
  expect(rules.map(({ rule }) => rule.RuleArn)).toEqual(['r-api', 'r-default'])
  expect(groups.map(({ arn }) => arn)).toEqual(['api', 'web'])
  expect(lines).toContainEqual({ from: 'r-api', to: 'api' })
  expect(lines).toContainEqual({ from: 'web', to: 'web|i-2:80' })
  expect(lines).not.toContainEqual({ from: 'l-80', to: 'web' })
})

test('a listener without rules leads to its group by itself', () => {
  const { lines } = mapBalancer([{ ListenerArn: 'tcp', DefaultActions: forward('web') }], targetsOf)
  expect(lines[0]).toEqual({ from: 'tcp', to: 'web' })
})

test('what is pointed at shows its whole way, and nothing beside it', () => {
  const { lines } = mapBalancer([web], targetsOf)
  expect([...wayThrough(lines, 'api')].sort()).toEqual(['api', 'api|i-1:80', 'l-80', 'r-api'])
  expect(wayThrough(lines, 'web|i-2:80').has('web|i-1:80')).toBe(false)
})
