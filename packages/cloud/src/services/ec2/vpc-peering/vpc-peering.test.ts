import {
  AcceptVpcPeeringConnectionCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteSecurityGroupCommand,
  DeleteVpcCommand,
  DeleteVpcPeeringConnectionCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcPeeringConnectionsCommand,
  ModifyVpcPeeringConnectionOptionsCommand,
  RejectVpcPeeringConnectionCommand,
  RevokeSecurityGroupIngressCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let theirs: EC2Client
let away: EC2Client
let me = ''
let them = ''
let accounts = 100_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

/** Two accounts of its own for each test: a Region has room for five VPCs. */
beforeEach(() => {
  me = String((accounts += 1))
  them = String((accounts += 1))
  ec2 = cloud.ec2({ account: me })
  theirs = cloud.ec2({ account: them })
  away = cloud.ec2({ account: me, region: 'us-west-2' })
})

let used = 0
async function makeVpc(client: EC2Client, CidrBlock = `10.${used++}.0.0/16`): Promise<string> {
  return (await client.send(new CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId ?? ''
}

async function ask(
  VpcId: string,
  PeerVpcId: string,
  more: { PeerOwnerId?: string; PeerRegion?: string } = {},
): Promise<string> {
  const { VpcPeeringConnection } = await ec2.send(
    new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId, ...more }),
  )
  expect(VpcPeeringConnection?.Status?.Code).toBe('initiating-request')
  return VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
}

async function look(client: EC2Client, id: string) {
  const { VpcPeeringConnections } = await client.send(
    new DescribeVpcPeeringConnectionsCommand({ VpcPeeringConnectionIds: [id] }),
  )
  return VpcPeeringConnections?.[0]
}

const accept = (client: EC2Client, VpcPeeringConnectionId: string) =>
  client.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
const reject = (client: EC2Client, VpcPeeringConnectionId: string) =>
  client.send(new RejectVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
const remove = (client: EC2Client, VpcPeeringConnectionId: string) =>
  client.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))

describe('a peering connection', () => {
  it('is asked for, accepted, named and deleted', async () => {
    const [one, other] = [await makeVpc(ec2, '10.200.0.0/16'), await makeVpc(ec2, '10.201.0.0/16')]
    const id = await ask(one, other)
    expect(id).toMatch(/^pcx-[0-9a-f]{17}$/)
    expect(await look(ec2, id)).toMatchObject({
      Status: { Code: 'pending-acceptance', Message: `Pending Acceptance by ${me}` },
      RequesterVpcInfo: { VpcId: one, CidrBlock: '10.200.0.0/16', Region: 'ap-northeast-2' },
      ExpirationTime: new Date(cloud.now(me) + 7 * 86_400_000),
    })
    const accepted = await accept(ec2, id)
    expect(accepted.VpcPeeringConnection?.Status?.Code).toBe('provisioning')
    await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'Name', Value: 'p' }] }))
    expect(await look(ec2, id)).toMatchObject({
      Status: { Code: 'active', Message: 'Active' },
      AccepterVpcInfo: {
        CidrBlockSet: [{ CidrBlock: '10.201.0.0/16' }],
        PeeringOptions: { AllowDnsResolutionFromRemoteVpc: false },
      },
      Tags: [{ Key: 'Name', Value: 'p' }],
    })
    await expect(reject(ec2, id)).rejects.toMatchObject({ name: 'InvalidStateTransition' })
    await expect(
      ec2.send(new CreateVpcPeeringConnectionCommand({ VpcId: other, PeerVpcId: one })),
    ).rejects.toMatchObject({ name: 'VpcPeeringConnectionAlreadyExists' })
    await remove(ec2, id)
    expect((await look(ec2, id))?.Status).toEqual({ Code: 'deleted', Message: `Deleted by ${me}` })
    await expect(remove(ec2, id)).rejects.toMatchObject({ name: 'InvalidStateTransition' })
    await expect(remove(ec2, 'pcx-1234abcd')).rejects.toMatchObject({
      name: 'InvalidVpcPeeringConnectionID.NotFound',
    })
  })

  it('is the accepter’s to answer, in its own account and Region', async () => {
    const vpc = await makeVpc(ec2)
    const abroad = await ask(vpc, await makeVpc(theirs), { PeerOwnerId: them })
    await expect(accept(ec2, abroad)).rejects.toMatchObject({ name: 'OperationNotPermitted' })
    await expect(remove(theirs, abroad)).rejects.toMatchObject({ name: 'OperationNotPermitted' })
    await reject(theirs, abroad)
    for (const client of [ec2, theirs]) {
      expect((await look(client, abroad))?.Status?.Code).toBe('rejected')
    }
    const far = await ask(vpc, await makeVpc(away), { PeerRegion: 'us-west-2' })
    await expect(accept(ec2, far)).rejects.toMatchObject({
      message: expect.stringContaining('must be accepted in region us-west-2'),
    })
    await accept(away, far)
    for (const client of [ec2, away]) {
      expect(await look(client, far)).toMatchObject({
        Status: { Code: 'active' },
        AccepterVpcInfo: { Region: 'us-west-2', OwnerId: me },
      })
    }
  })

  it('fails over blocks that overlap and VPCs that are not there, and expires unanswered', async () => {
    const vpc = await makeVpc(ec2, '10.210.0.0/16')
    const twin = await ask(vpc, await makeVpc(ec2, '10.210.128.0/17'))
    const nobody = await ask(vpc, 'vpc-0123456789abcdef0', { PeerOwnerId: them })
    for (const id of [twin, nobody]) expect((await look(ec2, id))?.Status?.Code).toBe('failed')
    await expect(
      ec2.send(
        new CreateVpcPeeringConnectionCommand({ VpcId: vpc, PeerVpcId: 'vpc-0123456789abcdef0' }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidVpcID.NotFound' })
    const waiting = await ask(vpc, await makeVpc(theirs, '10.211.0.0/16'), { PeerOwnerId: them })
    await cloud.advance(me, '7d')
    expect((await look(theirs, waiting))?.Status?.Code).toBe('expired')
    await cloud.advance(me, '2d')
    await expect(look(theirs, waiting)).rejects.toMatchObject({
      name: 'InvalidVpcPeeringConnectionID.NotFound',
    })
  })

  it('lets each party set its own options once it is active', async () => {
    const id = await ask(await makeVpc(ec2), await makeVpc(theirs), { PeerOwnerId: them })
    const allow = { AllowDnsResolutionFromRemoteVpc: true }
    const set = (input: object) =>
      ec2.send(
        new ModifyVpcPeeringConnectionOptionsCommand({ VpcPeeringConnectionId: id, ...input }),
      )
    await expect(set({ RequesterPeeringConnectionOptions: allow })).rejects.toMatchObject({
      message: `Peering ${id} is not active. Peering options can be added only to active peerings.`,
    })
    await accept(theirs, id)
    await expect(set({ AccepterPeeringConnectionOptions: allow })).rejects.toMatchObject({
      name: 'OperationNotPermitted',
    })
    await set({ RequesterPeeringConnectionOptions: allow })
    expect(await look(theirs, id)).toMatchObject({
      RequesterVpcInfo: { PeeringOptions: { AllowDnsResolutionFromRemoteVpc: true } },
      AccepterVpcInfo: { PeeringOptions: { AllowDnsResolutionFromRemoteVpc: false } },
    })
  })

  it('takes routes, which are black holes while it is not active, and goes with its VPC', async () => {
    const [one, other] = [await makeVpc(ec2), await makeVpc(theirs, '10.220.0.0/16')]
    const id = await ask(one, other, { PeerOwnerId: them })
    const tables = async () =>
      (
        await ec2.send(
          new DescribeRouteTablesCommand({
            Filters: [{ Name: 'route.vpc-peering-connection-id', Values: [id] }],
          }),
        )
      ).RouteTables?.[0]?.Routes?.find((route) => route.VpcPeeringConnectionId === id)
    const { RouteTables: [main] = [] } = await ec2.send(
      new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [one] }] }),
    )
    await ec2.send(
      new CreateRouteCommand({
        RouteTableId: main?.RouteTableId,
        DestinationCidrBlock: '10.220.0.0/16',
        VpcPeeringConnectionId: id,
      }),
    )
    expect((await tables())?.State).toBe('blackhole')
    await expect(theirs.send(new DeleteVpcCommand({ VpcId: other }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    await accept(theirs, id)
    expect((await tables())?.State).toBe('active')
    await theirs.send(new DeleteVpcCommand({ VpcId: other }))
    expect((await tables())?.State).toBe('blackhole')
    expect((await look(ec2, id))?.Status?.Message).toBe(`Deleted by ${them}`)
  })

  it('lets rules name groups of the peer VPC in the same Region, which may go stale', async () => {
    const [one, other] = [await makeVpc(ec2), await makeVpc(theirs)]
    const group = async (client: EC2Client, VpcId: string) =>
      (
        await client.send(
          new CreateSecurityGroupCommand({ VpcId, GroupName: 'web', Description: 'web' }),
        )
      ).GroupId ?? ''
    const [mine, peer] = [await group(ec2, one), await group(theirs, other)]
    const UserIdGroupPairs = [{ GroupId: peer, UserId: them }]
    const rule = {
      GroupId: mine,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs }],
    }
    const authorize = () => ec2.send(new AuthorizeSecurityGroupIngressCommand(rule))
    await expect(authorize()).rejects.toMatchObject({ name: 'InvalidGroup.NotFound' })
    const id = await ask(one, other, { PeerOwnerId: them })
    await accept(theirs, id)
    await authorize()
    const pair = async () => {
      const { SecurityGroups } = await ec2.send(
        new DescribeSecurityGroupsCommand({ GroupIds: [mine] }),
      )
      return SecurityGroups?.[0]?.IpPermissions?.[0]?.UserIdGroupPairs?.[0]
    }
    const expected = { GroupId: peer, UserId: them, VpcId: other, VpcPeeringConnectionId: id }
    expect(await pair()).toMatchObject({ ...expected, PeeringStatus: 'active' })
    await remove(ec2, id)
    await theirs.send(new DeleteSecurityGroupCommand({ GroupId: peer }))
    expect(await pair()).toMatchObject({ ...expected, PeeringStatus: 'deleted' })
    await ec2.send(new RevokeSecurityGroupIngressCommand(rule))
    expect(await pair()).toBeUndefined()
  })
})
