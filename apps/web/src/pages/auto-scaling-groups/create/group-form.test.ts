import { expect, it } from 'vitest'
import type { Call } from '../../../api/index.ts'
import type { Group } from '../group.ts'
import { createGroup, faultsOf, newForm, updateGroup, type GroupForm } from './group-form.ts'

const form: GroupForm = {
  ...newForm,
  name: 'web',
  templateId: 'lt-1',
  subnetIds: ['subnet-1', 'subnet-2'],
  targetGroupArns: ['arn:b'],
  min: '1',
  desired: '2',
  max: '4',
  tracks: true,
}

/** What a form sends, call by call. */
async function sent(run: (call: Call) => Promise<void>): Promise<(readonly [string, object])[]> {
  const calls: (readonly [string, object])[] = []
  const call: Call = async (_service, operation, input) => {
    calls.push([operation, JSON.parse(JSON.stringify(input))])
    return JSON.parse('{}')
  }
  await run(call)
  return calls
}

it('says what is wrong in the step that it stands in', () => {
  expect(faultsOf(newForm, 0)).toEqual(['name', 'template'])
  expect(faultsOf(newForm, 1)).toEqual(['subnets'])
  expect(faultsOf({ ...form, desired: '9' }, 3)).toEqual(['range'])
  for (const step of [0, 1, 2, 3]) expect(faultsOf(form, step)).toEqual([])
})

it('makes the group, then what needs it', async () => {
  const calls = await sent((call) => createGroup(call, form))
  expect(calls.map(([operation]) => operation)).toEqual([
    'CreateAutoScalingGroup',
    'EnableMetricsCollection',
    'PutScalingPolicy',
  ])
  expect(calls[0]?.[1]).toMatchObject({
    LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '$Default' },
    VPCZoneIdentifier: 'subnet-1,subnet-2',
    DesiredCapacity: 2,
  })
})

it('sends a mixed policy for several types', async () => {
  const calls = await sent((call) =>
    createGroup(call, { ...form, types: ['t3.micro', 't3.small'], spotShare: '75', tracks: false }),
  )
  expect(calls[0]?.[1]).toMatchObject({
    MixedInstancesPolicy: {
      InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 25 },
      LaunchTemplate: { Overrides: [{ InstanceType: 't3.micro' }, { InstanceType: 't3.small' }] },
    },
  })
})

it('attaches and detaches the target groups that differ', async () => {
  const group: Group = JSON.parse('{"AutoScalingGroupName": "web", "TargetGroupARNs": ["arn:a"]}')
  const calls = await sent((call) => updateGroup(call, group, form))
  expect(calls.slice(1)).toEqual([
    ['AttachLoadBalancerTargetGroups', { AutoScalingGroupName: 'web', TargetGroupARNs: ['arn:b'] }],
    ['DetachLoadBalancerTargetGroups', { AutoScalingGroupName: 'web', TargetGroupARNs: ['arn:a'] }],
  ])
})
