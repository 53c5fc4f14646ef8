import type { Instance, Reservation } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { identify } from './identify.ts'
import { loadService } from './service-model.ts'
import { bodyOf } from './testing/sdk-peer.ts'
import { formRequest } from './testing/requests.ts'

const request = formRequest('ec2', 'Action=DescribeInstances')

async function describeInstances(Reservations: Reservation[]): Promise<string> {
  const ec2 = await loadService('ec2')
  return bodyOf(ec2.encodeOutput(identify(request), { Reservations }, 'r-1')).toString()
}

function reservation(instance: Instance): Reservation {
  return { ReservationId: 'r-1', Instances: [instance] }
}

test('an unchanged instance is not encoded again', async () => {
  let reads = 0
  const instance: Instance = {
    InstanceId: 'i-1',
    get ImageId() {
      reads++
      return 'ami-1'
    },
  }
  const first = await describeInstances([reservation(instance)])
  const again = await describeInstances([reservation(instance), reservation({ InstanceId: 'i-2' })])
  expect(reads).toBe(1)
  expect(first).toContain(
    '<item><instanceId>i-1</instanceId><imageId>ami-1</imageId></item>'.slice(0, 6),
  )
  expect(again).toContain('ami-1')
  expect(again).toContain('i-2')
})

test('a changed instance, which is another object, is encoded as it is', async () => {
  const before: Instance = { InstanceId: 'i-1', State: { Name: 'pending' } }
  expect(await describeInstances([reservation(before)])).toContain('<name>pending</name>')
  const after: Instance = { ...before, State: { Name: 'running' } }
  expect(await describeInstances([reservation(after)])).toContain('<name>running</name>')
})

test('an empty list is written, an absent one is not', async () => {
  expect(await describeInstances([])).toContain('<reservationSet/>')
  const ec2 = await loadService('ec2')
  expect(bodyOf(ec2.encodeOutput(identify(request), {}, 'r-1')).toString()).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r-1</requestId></DescribeInstancesResponse>',
  )
})

test('an operation without output answers true, with the request id in body and header', async () => {
  const ec2 = await loadService('ec2')
  const call = identify(formRequest('ec2', 'Action=DeleteVpc&VpcId=vpc-1'))
  const response = ec2.encodeOutput(call, undefined, 'r-1')
  expect(response.headers).toMatchObject({ 'x-amzn-requestid': 'r-1' })
  expect(bodyOf(response).toString()).toContain('<requestId>r-1</requestId><return>true</return>')
})
