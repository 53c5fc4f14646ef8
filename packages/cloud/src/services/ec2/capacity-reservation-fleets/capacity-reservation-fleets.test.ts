import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchInstance } from '../../../testing/launch-instance.ts'

let cloud: TestCloud
let ec2: sdk.EC2Client
beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
})
afterAll(() => cloud.close())

const create = (more: Partial<sdk.CreateCapacityReservationFleetCommandInput> = {}) =>
  ec2.send(
    new sdk.CreateCapacityReservationFleetCommand({
      TotalTargetCapacity: 7,
      InstanceTypeSpecifications: [
        { InstanceType: 't3.large', InstancePlatform: 'Linux/UNIX', Weight: 4, Priority: 2 },
        {
          InstanceType: 't3.micro',
          InstancePlatform: 'Linux/UNIX',
          Weight: 2,
          Priority: 1,
          AvailabilityZone: 'ap-northeast-2a',
        },
      ],
      ...more,
    }),
  )
async function describe(id: string | undefined) {
  const found = await ec2.send(
    new sdk.DescribeCapacityReservationFleetsCommand({ CapacityReservationFleetIds: [id ?? ''] }),
  )
  return found.CapacityReservationFleets?.[0]
}
async function reservations() {
  const found = await ec2.send(new sdk.DescribeCapacityReservationsCommand({}))
  return found.CapacityReservations ?? []
}

it('reserves by priority and weight, takes in launches, grows, and is cancelled', async () => {
  const made = await create({
    TagSpecifications: [
      { ResourceType: 'capacity-reservation-fleet', Tags: [{ Key: 'a', Value: 'b' }] },
    ],
  })
  const id = made.CapacityReservationFleetId
  expect(made).toMatchObject({
    CapacityReservationFleetId: expect.stringMatching(/^crf-0[0-9a-f]{16}$/),
    State: 'submitted',
    TotalTargetCapacity: 7,
    TotalFulfilledCapacity: 8,
    FleetCapacityReservations: [{ InstanceType: 't3.micro', TotalInstanceCount: 4, Weight: 2 }],
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  expect(await describe(id)).toMatchObject({ State: 'active', AllocationStrategy: 'prioritized' })
  expect(await reservations()).toMatchObject([
    { CapacityReservationFleetId: id, TotalInstanceCount: 4, AvailableInstanceCount: 4 },
  ])
  await ec2.send(
    new sdk.ModifyCapacityReservationFleetCommand({
      CapacityReservationFleetId: id,
      TotalTargetCapacity: 10,
      EndDate: new Date(cloud.now() + 3_600_000),
    }),
  )
  expect(await reservations()).toMatchObject([{ TotalInstanceCount: 5, EndDateType: 'limited' }])
  const cancel = (ids: string[]) =>
    ec2.send(new sdk.CancelCapacityReservationFleetsCommand({ CapacityReservationFleetIds: ids }))
  expect(await cancel([id ?? '', 'crf-00000000000000000'])).toMatchObject({
    SuccessfulFleetCancellations: [
      { CapacityReservationFleetId: id, CurrentFleetState: 'cancelling' },
    ],
    FailedFleetCancellations: [
      {
        CancelCapacityReservationFleetError: {
          Code: 'InvalidCapacityReservationFleetId.NotFound',
        },
      },
    ],
  })
  expect(await describe(id)).toMatchObject({ State: 'cancelled', TotalFulfilledCapacity: 0 })
  expect(await reservations()).toMatchObject([{ State: 'cancelled' }])
  expect((await cancel([id ?? ''])).FailedFleetCancellations).toHaveLength(1)
})

it('what is launched takes a place in it, and its end ends it', async () => {
  const made = await create({
    TotalTargetCapacity: 2,
    EndDate: new Date(cloud.now() + 3_600_000),
    InstanceTypeSpecifications: ['a', 'b', 'c', 'd'].map((letter, at) => ({
      InstanceType: 't3.micro' as const,
      InstancePlatform: 'Linux/UNIX' as const,
      AvailabilityZone: `ap-northeast-2${letter}`,
      Priority: at,
    })),
  })
  await launchInstance(ec2)
  const fleet = await describe(made.CapacityReservationFleetId)
  expect(fleet?.InstanceTypeSpecifications).toMatchObject([
    { AvailabilityZone: 'ap-northeast-2a', TotalInstanceCount: 2 },
  ])
  await cloud.advance('2h')
  expect(await describe(made.CapacityReservationFleetId)).toMatchObject({ State: 'expired' })
})

it('refuses what AWS refuses', async () => {
  const refused = (more: Partial<sdk.CreateCapacityReservationFleetCommandInput>, name: string) =>
    expect(create(more)).rejects.toMatchObject({ name })
  await refused({ InstanceTypeSpecifications: [] }, 'InvalidParameterValue')
  await refused({ TotalTargetCapacity: 0 }, 'InvalidParameterValue')
  await refused({ AllocationStrategy: 'cheapest' }, 'InvalidParameterValue')
  await refused(
    {
      InstanceTypeSpecifications: [
        {
          InstanceType: 't2.micro',
          InstancePlatform: 'Linux/UNIX',
          AvailabilityZone: 'ap-northeast-2b',
        },
      ],
    },
    'Unsupported',
  )
  await expect(describe('crf-1')).rejects.toMatchObject({
    name: 'InvalidCapacityReservationFleetId.Malformed',
  })
})
