import { expect, test } from 'vitest'
import { resourcePath, resourceText } from './resource-path.ts'

const arn = (path: string) => `arn:aws:elasticloadbalancing:us-east-1:123456789012:${path}`
const anywhere = () => true

test('ARNs of load balancing lead to the page of what they belong to, and are called by its name', () => {
  const balancer = `/load-balancers?selected=${encodeURIComponent(arn('loadbalancer/app/web/b1'))}`
  expect(resourcePath(arn('loadbalancer/app/web/b1'), anywhere)).toBe(balancer)
  expect(resourcePath(arn('listener-rule/app/web/b1/l1/r1'), anywhere)).toBe(balancer)
  expect(resourceText(arn('listener/app/web/b1/l1'))).toBe('web')
  const group = arn('targetgroup/servers/t1')
  expect(resourcePath(group, anywhere)).toBe(`/target-groups?selected=${encodeURIComponent(group)}`)
  expect(resourceText(group)).toBe('servers')
})

test('ids lead to the pages that there are', () => {
  expect(resourcePath('vol-0123456789abcdef0', anywhere)).toBe(
    '/volumes?selected=vol-0123456789abcdef0',
  )
  expect(resourcePath('vol-0123456789abcdef0', () => false)).toBeUndefined()
  expect(resourceText('vol-0123456789abcdef0')).toBe('vol-0123456789abcdef0')
})
