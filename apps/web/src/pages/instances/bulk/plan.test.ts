import { expect, test } from 'vitest'
import type { Call } from '../../../api/index.ts'
import { createTranslate } from '../../../i18n/locale.ts'
import { en } from '../../../i18n/en.ts'
import type { Instance } from '../instance.ts'
import { emptyForm, needsStop, planInstance, restartAround, type BulkForm } from './plan.ts'

const t = createTranslate('en', en)
const instance: Instance = {
  InstanceId: 'i-1',
  InstanceType: 't3.micro',
  VpcId: 'vpc-1',
  State: { Name: 'running' },
  Monitoring: { State: 'disabled' },
  SecurityGroups: [{ GroupId: 'sg-a' }],
  MetadataOptions: { HttpTokens: 'optional', HttpEndpoint: 'enabled' },
  BlockDeviceMappings: [
    { DeviceName: '/dev/xvda', Ebs: { VolumeId: 'vol-1', DeleteOnTermination: true } },
    { DeviceName: '/dev/sdf', Ebs: { VolumeId: 'vol-2', DeleteOnTermination: false } },
  ],
}
const vpcs = new Map([
  ['sg-a', 'vpc-1'],
  ['sg-b', 'vpc-1'],
  ['sg-else', 'vpc-2'],
])

async function plan(form: Partial<BulkForm>) {
  const sent: unknown[] = []
  const call: Call = async (_service, operation, input) => {
    sent.push([operation, input])
    return JSON.parse('{}')
  }
  const changes = planInstance(instance, { ...emptyForm, ...form }, { termination: false }, vpcs, t)
  for (const { send } of changes) await send(call)
  return { sent, said: changes.map(({ before, after }) => `${before} → ${after}`) }
}

test('nothing is sent of what is so already', async () => {
  const same = await plan({
    termination: 'off',
    type: 't3.micro',
    tokens: 'optional',
    groups: ['sg-a', 'sg-else'],
    monitoring: 'off',
  })
  expect(same.sent).toEqual([])
})

test('each difference is one call, and said as before and after', async () => {
  const { sent, said } = await plan({
    termination: 'on',
    type: 't3.small',
    groups: ['sg-b', 'sg-else'],
    tokens: 'required',
    endpoint: 'on',
    deleteVolumes: 'on',
  })
  expect(sent).toEqual([
    ['ModifyInstanceAttribute', { InstanceId: 'i-1', DisableApiTermination: { Value: true } }],
    [
      'ModifyInstanceAttribute',
      {
        InstanceId: 'i-1',
        BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { DeleteOnTermination: true } }],
      },
    ],
    ['ModifyInstanceAttribute', { InstanceId: 'i-1', InstanceType: { Value: 't3.small' } }],
    ['ModifyInstanceAttribute', { InstanceId: 'i-1', Groups: ['sg-a', 'sg-b'] }],
    ['ModifyInstanceMetadataOptions', { InstanceId: 'i-1', HttpTokens: 'required' }],
  ])
  expect(said[2]).toBe('t3.micro → t3.small')
  expect(said[3]).toBe('sg-a → sg-a, sg-b')
})

test('an instance is started again even when its change was refused', async () => {
  expect(needsStop(instance, { ...emptyForm, type: 't3.small' })).toBe(true)
  const sent: string[] = []
  const call: Call = async (_service, operation) => {
    sent.push(operation)
    return JSON.parse('{}')
  }
  const tools = { call, wait: () => Promise.resolve() }
  await expect(
    restartAround(instance, tools, () => Promise.reject(new Error('refused'))),
  ).rejects.toThrow('refused')
  expect(sent).toEqual(['StopInstances', 'StartInstances'])
})
