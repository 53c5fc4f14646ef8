import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeInstancesCommand,
  DisassociateRouteTableCommand,
  ModifyNetworkInterfaceAttributeCommand,
  ReplaceRouteCommand,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'

const account = '123456789012'
const region = 'ap-northeast-2'
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)

interface Machine {
  readonly id: string
  readonly eni: string
  readonly publicIp: string
}

let cloud: TestCloud
let web: Machine
let box: Machine
let webTable = ''
let edgeTable = ''
let associationId = ''
let gatewayId = ''
let boxGroup = ''

const ec2 = () => cloud.ec2()

beforeAll(async () => {
  cloud = await startTestCloud()
  const { Vpc } = await ec2().send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const VpcId = Vpc?.VpcId ?? ''
  const { InternetGateway } = await ec2().send(new CreateInternetGatewayCommand({}))
  gatewayId = InternetGateway?.InternetGatewayId ?? ''
  await ec2().send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId: gatewayId }))
  const makeTable = async () =>
    (await ec2().send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId ?? ''
  const makeSubnet = async (CidrBlock: string, RouteTableId: string) => {
    const { Subnet } = await ec2().send(
      new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone: `${region}a` }),
    )
    const SubnetId = Subnet?.SubnetId ?? ''
    await ec2().send(new AssociateRouteTableCommand({ SubnetId, RouteTableId }))
    return SubnetId
  }
  const makeGroup = async (GroupName: string, IpPermissions: readonly object[]) => {
    const { GroupId = '' } = await ec2().send(
      new CreateSecurityGroupCommand({ VpcId, GroupName, Description: GroupName }),
    )
    if (IpPermissions.length > 0) {
      await ec2().send(
        new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [...IpPermissions] }),
      )
    }
    return GroupId
  }
  const http = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }
  webTable = await makeTable()
  const boxTable = await makeTable()
  edgeTable = await makeTable()
  const webSubnet = await makeSubnet('10.0.1.0/24', webTable)
  const boxSubnet = await makeSubnet('10.0.2.0/24', boxTable)
  const webGroup = await makeGroup('web', [http])
  boxGroup = await makeGroup('box', [])
  const launch = async (SubnetId: string, GroupId: string, script: string): Promise<Machine> => {
    const { Instances } = await ec2().send(
      new RunInstancesCommand({
        ImageId,
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        NetworkInterfaces: [
          { DeviceIndex: 0, SubnetId, Groups: [GroupId], AssociatePublicIpAddress: true },
        ],
        UserData: Buffer.from(`#!/bin/bash\n${script}\n`).toString('base64'),
      }),
    )
    const id = Instances?.[0]?.InstanceId ?? ''
    await cloud.advance('90s')
    const found = await ec2().send(new DescribeInstancesCommand({ InstanceIds: [id] }))
    const instance = found.Reservations?.[0]?.Instances?.[0]
    const eni = instance?.NetworkInterfaces?.[0]?.NetworkInterfaceId ?? ''
    return { id, eni, publicIp: instance?.PublicIpAddress ?? '' }
  }
  const out = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: gatewayId }
  await ec2().send(new CreateRouteCommand({ RouteTableId: webTable, ...out }))
  await ec2().send(new CreateRouteCommand({ RouteTableId: boxTable, ...out }))
  web = await launch(webSubnet, webGroup, 'dnf install -y httpd && systemctl start httpd')
  box = await launch(boxSubnet, boxGroup, 'sysctl -w net.ipv4.ip_forward=1')
}, 60_000)
afterAll(() => cloud.close())

const decide = () => cloud.fabric.decide(cloud.fabric.myComputer(account), web.publicIp, 'tcp', 80)

describe('The route table of an internet gateway', () => {
  it('leads what comes in by the interface of a middlebox, which must let it through', async () => {
    expect(decide().verdict).toBe('allowed')
    const { AssociationId } = await ec2().send(
      new AssociateRouteTableCommand({ RouteTableId: edgeTable, GatewayId: gatewayId }),
    )
    associationId = AssociationId ?? ''
    // The table's own local route alone: straight on.
    expect(decide().verdict).toBe('allowed')
    await ec2().send(
      new CreateRouteCommand({
        RouteTableId: edgeTable,
        DestinationCidrBlock: '10.0.1.0/24',
        NetworkInterfaceId: box.eni,
      }),
    )
    expect(decide()).toMatchObject({
      blockedAt: { reason: 'source-dest-check' },
      fix: { kind: 'disable-source-dest-check', networkInterfaceId: box.eni },
    })
    await ec2().send(
      new ModifyNetworkInterfaceAttributeCommand({
        NetworkInterfaceId: box.eni,
        SourceDestCheck: { Value: false },
      }),
    )
    expect(decide()).toMatchObject({ blockedAt: { reason: 'group-no-rule', id: boxGroup } })
    await ec2().send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: boxGroup,
        IpPermissions: [
          { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        ],
      }),
    )
    const open = decide()
    expect(open).toMatchObject({ verdict: 'allowed', destination: { instanceId: web.id } })
    expect(open.seenAs).toBe('203.0.113.10')
    expect(open.path.map(({ reason }) => reason)).toContain('forwards')
    const stream = await cloud.fabric.connect(cloud.fabric.myComputer(account), {
      address: web.publicIp,
      port: 80,
    })
    expect('unreachable' in stream).toBe(false)
    if (!('unreachable' in stream)) stream.destroy()
  })

  it('lets answers go by the middlebox too, and stops with it', async () => {
    await ec2().send(
      new ReplaceRouteCommand({
        RouteTableId: webTable,
        DestinationCidrBlock: '0.0.0.0/0',
        NetworkInterfaceId: box.eni,
      }),
    )
    const back = decide().path.filter(({ way }) => way === 'back')
    expect(decide().verdict).toBe('allowed')
    expect(back.map(({ reason }) => reason)).toContain('route-instance')
    await ec2().send(new StopInstancesCommand({ InstanceIds: [box.id] }))
    await cloud.advance('2m')
    expect(decide()).toMatchObject({ blockedAt: { reason: 'not-running' } })
    await ec2().send(new DisassociateRouteTableCommand({ AssociationId: associationId }))
    // Straight in again; answers still go to the middlebox.
    expect(decide()).toMatchObject({ blockedAt: { way: 'back' } })
  })
})
