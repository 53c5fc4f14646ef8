import { expect, test } from 'vitest'
import type { Call } from '../../api/index.ts'
import {
  createBalancer,
  findBalancerProblems,
  newBalancer,
  type BalancerDraft,
} from './balancer-draft.ts'

const draft: BalancerDraft = {
  ...newBalancer('network'),
  name: 'edge',
  subnets: { a: 'subnet-a', b: 'subnet-b' },
  listeners: [],
}

async function inputOf(of: BalancerDraft): Promise<unknown> {
  const sent: unknown[] = []
  const call: Call = (_service, _operation, input) => {
    sent.push(input)
    return Promise.reject(new Error('seen'))
  }
  await expect(createBalancer(call, of)).rejects.toThrow('seen')
  return sent[0]
}

test('a network balancer asks for subnets, or for the addresses that its nodes are given', async () => {
  expect(await inputOf(draft)).toMatchObject({ Subnets: ['subnet-a', 'subnet-b'] })
  const elastic = { ...draft, addresses: { a: 'eipalloc-1' } }
  expect(await inputOf(elastic)).toMatchObject({
    SubnetMappings: [
      { SubnetId: 'subnet-a', AllocationId: 'eipalloc-1' },
      { SubnetId: 'subnet-b' },
    ],
  })
  const internal = { ...draft, scheme: 'internal', addresses: { b: '10.0.1.9' } } as const
  expect(await inputOf(internal)).toMatchObject({
    SubnetMappings: [
      { SubnetId: 'subnet-a' },
      { SubnetId: 'subnet-b', PrivateIPv4Address: '10.0.1.9' },
    ],
  })
})

test('an address lies in its subnet, and is given to one node', () => {
  const block = () => '10.0.1.0/24'
  const problem = (part: Partial<BalancerDraft>) =>
    findBalancerProblems({ ...draft, ...part }, [], block).addresses
  expect(problem({})).toBeUndefined()
  expect(problem({ addresses: { a: 'eipalloc-1', b: 'eipalloc-2' } })).toBeUndefined()
  expect(problem({ addresses: { a: 'eipalloc-1', b: 'eipalloc-1' } })).toBe(
    'loadBalancers.addressTwice',
  )
  expect(problem({ scheme: 'internal', addresses: { a: '10.0.1.9' } })).toBeUndefined()
  for (const address of ['10.0.2.9', '10.0.1', 'x']) {
    expect(problem({ scheme: 'internal', addresses: { a: address } })).toBe(
      'loadBalancers.addressesWrong',
    )
  }
})
