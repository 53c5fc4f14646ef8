import {
  AcceptVpcPeeringConnectionCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteVpcPeeringConnectionCommand,
  DescribeSecurityGroupReferencesCommand,
  DescribeStaleSecurityGroupsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let accounts = 100_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String((accounts += 1)) })
})

async function makeVpc(CidrBlock: string): Promise<string> {
  return (await ec2.send(new CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId ?? ''
}

async function makeGroup(VpcId: string): Promise<string> {
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: 'web', Description: 'web' }),
  )
  return GroupId ?? ''
}

it('a peer’s rules refer to a group, and go stale with the connection', async () => {
  const [VpcId, PeerVpcId] = [await makeVpc('10.0.0.0/16'), await makeVpc('10.1.0.0/16')]
  const [mine, theirs] = [await makeGroup(VpcId), await makeGroup(PeerVpcId)]
  const { VpcPeeringConnection } = await ec2.send(
    new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId }),
  )
  const VpcPeeringConnectionId = VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
  await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: mine,
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: theirs }] },
      ],
    }),
  )
  const references = async () =>
    (await ec2.send(new DescribeSecurityGroupReferencesCommand({ GroupId: [theirs] })))
      .SecurityGroupReferenceSet
  expect(await references()).toEqual([
    { GroupId: theirs, ReferencingVpcId: VpcId, VpcPeeringConnectionId },
  ])
  const stale = async () =>
    (await ec2.send(new DescribeStaleSecurityGroupsCommand({ VpcId }))).StaleSecurityGroupSet
  expect(await stale()).toEqual([])
  await ec2.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
  expect(await stale()).toMatchObject([
    {
      GroupId: mine,
      VpcId,
      StaleIpPermissions: [
        { IpProtocol: 'tcp', FromPort: 80, UserIdGroupPairs: [{ GroupId: theirs }] },
      ],
      StaleIpPermissionsEgress: [],
    },
  ])
})
