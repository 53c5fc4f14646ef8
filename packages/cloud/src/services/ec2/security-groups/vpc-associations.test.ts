import * as sdk from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: sdk.EC2Client
beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
})
afterAll(() => cloud.close())

async function makeVpc(CidrBlock: string) {
  const { Vpc } = await ec2.send(new sdk.CreateVpcCommand({ CidrBlock }))
  const { Subnet } = await ec2.send(
    new sdk.CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: CidrBlock.replace('/16', '/24') }),
  )
  return { VpcId: Vpc?.VpcId ?? '', SubnetId: Subnet?.SubnetId ?? '' }
}

it('a group that is associated with another VPC can be given to interfaces there', async () => {
  const home = await makeVpc('10.0.0.0/16')
  const away = await makeVpc('10.1.0.0/16')
  const made = await ec2.send(
    new sdk.CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web', VpcId: home.VpcId }),
  )
  const GroupId = made.GroupId ?? ''
  const both = { GroupId, VpcId: away.VpcId }
  const attach = () =>
    ec2.send(new sdk.CreateNetworkInterfaceCommand({ SubnetId: away.SubnetId, Groups: [GroupId] }))
  await expect(attach()).rejects.toMatchObject({ name: 'InvalidGroup.NotFound' })
  const { State } = await ec2.send(new sdk.AssociateSecurityGroupVpcCommand(both))
  expect(State).toBe('associating')
  await expect(ec2.send(new sdk.AssociateSecurityGroupVpcCommand(both))).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  const list = async () =>
    (
      await ec2.send(
        new sdk.DescribeSecurityGroupVpcAssociationsCommand({
          Filters: [{ Name: 'group-id', Values: [GroupId] }],
        }),
      )
    ).SecurityGroupVpcAssociations
  expect(await list()).toMatchObject([{ ...both, State: 'associated' }])
  const there = await ec2.send(new sdk.GetSecurityGroupsForVpcCommand({ VpcId: away.VpcId }))
  expect(there.SecurityGroupForVpcs).toContainEqual(
    expect.objectContaining({ GroupId, PrimaryVpcId: home.VpcId }),
  )
  const eni = (await attach()).NetworkInterface
  expect(eni?.Groups).toMatchObject([{ GroupId }])
  const leave = () => ec2.send(new sdk.DisassociateSecurityGroupVpcCommand(both))
  await expect(leave()).rejects.toMatchObject({ name: 'DependencyViolation' })
  await ec2.send(
    new sdk.DeleteNetworkInterfaceCommand({ NetworkInterfaceId: eni?.NetworkInterfaceId }),
  )
  expect((await leave()).State).toBe('disassociating')
  expect(await list()).toEqual([])
  await expect(leave()).rejects.toMatchObject({ name: 'InvalidParameterValue' })
})

it('default groups, and groups of the default VPC, stay where they are', async () => {
  const { VpcId } = await makeVpc('10.2.0.0/16')
  const { SecurityGroups = [] } = await ec2.send(
    new sdk.DescribeSecurityGroupsCommand({ GroupNames: ['default'] }),
  )
  const other = await makeVpc('10.3.0.0/16')
  await expect(
    ec2.send(
      new sdk.AssociateSecurityGroupVpcCommand({
        GroupId: SecurityGroups[0]?.GroupId,
        VpcId: other.VpcId,
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await expect(
    ec2.send(new sdk.AssociateSecurityGroupVpcCommand({ GroupId: 'sg-00000000000000000', VpcId })),
  ).rejects.toMatchObject({ name: 'InvalidGroup.NotFound' })
})
