import {
  CreateNetworkInterfaceCommand,
  CreateSubnetCidrReservationCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSubnetCidrReservationCommand,
  DescribeSubnetsCommand,
  GetSubnetCidrReservationsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let SubnetId = ''
beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: '10.0.0.0/27' }),
  )
  SubnetId = Subnet?.SubnetId ?? ''
})
afterAll(() => cloud.close())

const reserve = (Cidr: string, ReservationType: 'explicit' | 'prefix' = 'explicit') =>
  ec2.send(new CreateSubnetCidrReservationCommand({ SubnetId, Cidr, ReservationType }))

const make = async (PrivateIpAddress?: string) =>
  (await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, PrivateIpAddress })))
    .NetworkInterface?.PrivateIpAddress

it('keeps addresses from being drawn, not from being named', async () => {
  const { SubnetCidrReservation } = await reserve('10.0.0.16/28', 'prefix')
  expect(SubnetCidrReservation).toMatchObject({
    SubnetCidrReservationId: expect.stringMatching(/^scr-0[0-9a-f]{16}$/),
    SubnetId,
    Cidr: '10.0.0.16/28',
    ReservationType: 'prefix',
    OwnerId: '123456789012',
  })
  await reserve('10.0.0.8/29')
  const free = async () =>
    (await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }))).Subnets?.[0]
      ?.AvailableIpAddressCount
  // Of 32, five are AWS's and 16 for prefixes.
  expect(await free()).toBe(11)
  const drawn = [await make(), await make(), await make(), await make()]
  expect(drawn.toSorted()).toEqual(['10.0.0.4', '10.0.0.5', '10.0.0.6', '10.0.0.7'])
  await expect(make()).rejects.toMatchObject({ name: 'InsufficientFreeAddressesInSubnet' })
  expect(await make('10.0.0.9')).toBe('10.0.0.9')
})

it('lies within the subnet and beside the others, and goes', async () => {
  await expect(reserve('10.0.1.0/28')).rejects.toMatchObject({
    name: 'InvalidParameterValue',
    message: 'Reservation CIDR should be within subnet CIDR block (10.0.0.0/27)',
  })
  await expect(reserve('10.0.0.8/30')).rejects.toMatchObject({
    name: 'InvalidParameterValue',
    message: 'Reservation CIDR 10.0.0.8/30 has overlap with existing reserved CIDR block',
  })
  const get = async (type: string) =>
    ec2.send(
      new GetSubnetCidrReservationsCommand({
        SubnetId,
        Filters: [{ Name: 'reservationType', Values: [type] }],
      }),
    )
  const found = await get('explicit')
  expect(found.SubnetIpv6CidrReservations).toEqual([])
  const SubnetCidrReservationId = found.SubnetIpv4CidrReservations?.[0]?.SubnetCidrReservationId
  const remove = () => ec2.send(new DeleteSubnetCidrReservationCommand({ SubnetCidrReservationId }))
  expect((await remove()).DeletedSubnetCidrReservation?.Cidr).toBe('10.0.0.8/29')
  await expect(remove()).rejects.toMatchObject({
    name: 'InvalidSubnetCidrReservationID.NotFound',
  })
  expect(await make()).toMatch(/^10\.0\.0\.(8|1[0-5])$/)
})
