import { expect, test } from 'vitest'
import { isAllowed } from './allowed-operations.ts'
import { feeds, isFeedName } from './feeds.ts'
import { isReadOnly } from './operations.ts'

test.each(Object.entries(feeds))('%s asks for an allowed operation that only looks', (_, feed) => {
  expect(isAllowed(feed.service, feed.operation)).toBe(true)
  expect(isReadOnly(feed.operation)).toBe(true)
  expect(feed.changeTypes).not.toEqual([])
})

test('names are told from other words', () => {
  expect(isFeedName('instances')).toBe(true)
  expect(isFeedName('valueOf')).toBe(false)
})

test('instances carry their reservation and are keyed by id', () => {
  const [item, ...rest] = feeds.instances.listOf({
    Reservations: [
      { ReservationId: 'r-1', OwnerId: '123456789012', Instances: [{ InstanceId: 'i-1' }] },
      { ReservationId: 'r-2' },
    ],
  })
  expect(rest).toEqual([])
  expect(item).toMatchObject({ InstanceId: 'i-1', ReservationId: 'r-1', OwnerId: '123456789012' })
  expect(item && feeds.instances.idOf(item)).toBe('i-1')
  expect(item && feeds.instances.inTransition({ ...item, State: { Name: 'pending' } })).toBe(true)
  expect(item && feeds.instances.inTransition({ ...item, State: { Name: 'running' } })).toBe(false)
})

test('what changes of load balancing asks for the balancers and groups that it belongs to', () => {
  const arn = (kind: string, path: string) =>
    `arn:aws:elasticloadbalancing:us-east-1:123456789012:${kind}/${path}`
  const balancer = arn('loadbalancer', 'app/web/b1')
  const asked = (type: string, ...ids: string[]) => feeds.listeners.inputFor?.(type, ids)
  expect(
    asked('elbv2/rule', arn('listener-rule', 'app/web/b1/l1/r1'), arn('listener', 'app/web/b1/l1')),
  ).toEqual({ LoadBalancerArns: [balancer] })
  expect(asked('elbv2/load-balancer', balancer)).toEqual({ LoadBalancerArns: [balancer] })
  const group = arn('targetgroup', 'web/t1')
  expect(feeds['target-health'].inputFor?.('elbv2/target', [`${group}|i-1|80`])).toEqual({
    TargetGroupArns: [group],
  })
  expect(feeds['target-health'].inputFor?.('elbv2/listener', ['any'])).toBeUndefined()
})

test('a change asks by filter for what it touches', () => {
  expect(feeds.instances.inputFor?.('ec2/volume', ['vol-1'])).toEqual({
    Filters: [{ Name: 'block-device-mapping.volume-id', Values: ['vol-1'] }],
  })
  expect(feeds['security-groups'].inputFor?.('ec2/security-group-rule', ['sgr-1'])).toBeUndefined()
})
