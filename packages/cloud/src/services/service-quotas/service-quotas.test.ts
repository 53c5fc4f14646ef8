import {
  AcceptVpcPeeringConnectionCommand,
  AllocateAddressCommand,
  CreateCapacityReservationCommand,
  CreateInternetGatewayCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkInterfaceCommand,
  CreateSnapshotCommand,
  CreateSubnetCommand,
  CreateVolumeCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DescribeAccountAttributesCommand,
  ModifyVolumeCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  type EC2Client,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import {
  GetAWSDefaultServiceQuotaCommand,
  GetRequestedServiceQuotaChangeCommand,
  GetServiceQuotaCommand,
  ListAWSDefaultServiceQuotasCommand,
  ListRequestedServiceQuotaChangeHistoryByQuotaCommand,
  ListRequestedServiceQuotaChangeHistoryCommand,
  ListServiceQuotasCommand,
  ListServicesCommand,
  RequestServiceQuotaIncreaseCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'
import { echoDriver } from '../../testing/echo-driver.ts'
import { applyQuota, quotaTable, type QuotaName } from './quotas.ts'

const region = 'ap-northeast-2'
let cloud: TestCloud
let account = 560_000_000_000
let ec2: EC2Client
let quotas: ServiceQuotasClient
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
})
afterAll(() => cloud.close())
beforeEach(() => {
  account += 1
  ec2 = cloud.ec2({ account: String(account) })
  quotas = new ServiceQuotasClient(cloud.config({ account: String(account) }))
})

/** A small limit is reached sooner. */
const limit = (name: QuotaName, value: number) =>
  cloud.engine.transact({ account: String(account), region }, (ctx) => applyQuota(ctx, name, value))
const control = async (body: object) => {
  const { status } = await fetch(`${cloud.url}/_brume/quotas`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
  return status
}
const launch = (input: Partial<RunInstancesCommandInput>) =>
  ec2.send(
    new RunInstancesCommand({
      ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region),
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      ...input,
    }),
  )
const named = (name: string) => expect.objectContaining({ name })

describe('Service Quotas', () => {
  it('lists what is enforced, page by page, with AWS’s defaults beside what holds', async () => {
    const { Services } = await quotas.send(new ListServicesCommand({}))
    expect(Services?.map(({ ServiceCode }) => ServiceCode)).toEqual([
      'ebs',
      'ec2',
      'elasticloadbalancing',
      'vpc',
    ])
    const listed = Object.values(quotaTable).filter(
      ({ service, code }) => code && service === 'vpc',
    )
    const first = await quotas.send(
      new ListServiceQuotasCommand({ ServiceCode: 'vpc', MaxResults: 10 }),
    )
    const rest = await quotas.send(
      new ListServiceQuotasCommand({ ServiceCode: 'vpc', NextToken: first.NextToken }),
    )
    expect(first.Quotas).toHaveLength(10)
    expect(first.Quotas?.length ?? 0).toBe(listed.length - (rest.Quotas?.length ?? 0))
    const standard = { ServiceCode: 'ec2', QuotaCode: 'L-1216C47A' }
    const { Quota } = await quotas.send(new GetServiceQuotaCommand(standard))
    expect(Quota).toMatchObject({
      QuotaName: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
      QuotaArn: `arn:aws:servicequotas:${region}:${account}:ec2/L-1216C47A`,
      Value: quotaTable.onDemandStandard.applied,
      Adjustable: true,
      GlobalQuota: false,
      QuotaAppliedAtLevel: 'ACCOUNT',
    })
    const standardDefault = await quotas.send(new GetAWSDefaultServiceQuotaCommand(standard))
    expect(standardDefault.Quota).toMatchObject({
      Value: 5,
      QuotaArn: `arn:aws:servicequotas:${region}::ec2/L-1216C47A`,
    })
    const defaults = await quotas.send(
      new ListAWSDefaultServiceQuotasCommand({ ServiceCode: 'vpc' }),
    )
    expect(defaults.Quotas).toHaveLength(listed.length)
  })

  it('says what it does not know', async () => {
    await expect(
      quotas.send(new ListServiceQuotasCommand({ ServiceCode: 'lambda' })),
    ).rejects.toThrow(named('NoSuchResourceException'))
    await expect(
      quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'vpc', QuotaCode: 'L-1216C47A' })),
    ).rejects.toThrow(named('NoSuchResourceException'))
    await expect(quotas.send(new ListServicesCommand({ NextToken: 'bm9wZQ==' }))).rejects.toThrow(
      named('InvalidPaginationTokenException'),
    )
    await expect(
      quotas.send(new GetRequestedServiceQuotaChangeCommand({ RequestId: 'abc' })),
    ).rejects.toThrow(named('NoSuchResourceException'))
  })

  it('raises a limit after a minute, in its Region alone', async () => {
    const vpcs = { ServiceCode: 'vpc', QuotaCode: 'L-F678F1CE' }
    for (let i = 1; i < 5; i++) {
      await ec2.send(new CreateVpcCommand({ CidrBlock: `10.${i}.0.0/16` }))
    }
    const sixth = () => ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }))
    await expect(sixth()).rejects.toThrow(named('VpcLimitExceeded'))
    const ask = (DesiredValue: number) =>
      quotas.send(new RequestServiceQuotaIncreaseCommand({ ...vpcs, DesiredValue }))
    await expect(ask(5)).rejects.toThrow(named('IllegalArgumentException'))
    const { RequestedQuota } = await ask(8)
    expect(RequestedQuota).toMatchObject({ ...vpcs, DesiredValue: 8, Status: 'PENDING' })
    await expect(ask(9)).rejects.toThrow(named('ResourceAlreadyExistsException'))
    await expect(sixth()).rejects.toThrow(named('VpcLimitExceeded'))
    await cloud.advance(String(account), '1m')
    await sixth()
    const told = await quotas.send(
      new GetRequestedServiceQuotaChangeCommand({ RequestId: RequestedQuota?.Id }),
    )
    expect(told.RequestedQuota?.Status).toBe('APPROVED')
    const history = await quotas.send(
      new ListRequestedServiceQuotaChangeHistoryCommand({ ServiceCode: 'vpc', Status: 'APPROVED' }),
    )
    expect(history.RequestedQuotas?.map(({ Id }) => Id)).toEqual([RequestedQuota?.Id])
    const byQuota = await quotas.send(
      new ListRequestedServiceQuotaChangeHistoryByQuotaCommand({ ...vpcs, Status: 'PENDING' }),
    )
    expect(byQuota.RequestedQuotas).toEqual([])
    const elsewhere = new ServiceQuotasClient(
      cloud.config({ account: String(account), region: 'us-east-1' }),
    )
    const { Quota } = await elsewhere.send(new GetServiceQuotaCommand(vpcs))
    expect(Quota?.Value).toBe(5)
  })
})

it('is set lower by a control call than AWS ever would', async () => {
  const quota = { account: String(account), region, service: 'ec2', code: 'L-0263D0A3' }
  expect(await control({ ...quota, value: 0 })).toBe(200)
  await expect(ec2.send(new AllocateAddressCommand({}))).rejects.toThrow(
    named('AddressLimitExceeded'),
  )
  expect(await control({ ...quota, code: 'L-0', value: 0 })).toBe(400)
  expect(await control({ ...quota, value: -1 })).toBe(400)
})

describe('a limit', () => {
  it('of vCPUs is for a market and a bucket of families, and lets go of what stops', async () => {
    limit('onDemandStandard', 6)
    limit('spotStandard', 2)
    await expect(launch({ InstanceType: 'm5.2xlarge' })).rejects.toThrow(
      expect.objectContaining({
        name: 'VcpuLimitExceeded',
        message: expect.stringContaining('your current vCPU limit of 6 allows'),
      }),
    )
    const { Instances = [] } = await launch({ MinCount: 1, MaxCount: 50 })
    expect(Instances).toHaveLength(3)
    await expect(launch({})).rejects.toThrow(named('VcpuLimitExceeded'))
    await launch({ InstanceType: 'g4dn.xlarge' })
    const spot = { InstanceMarketOptions: { MarketType: 'spot' as const } }
    await launch(spot)
    await expect(launch(spot)).rejects.toThrow(named('MaxSpotInstanceCountExceeded'))
    await expect(
      ec2.send(
        new CreateCapacityReservationCommand({
          InstanceType: 't3.micro',
          InstancePlatform: 'Linux/UNIX',
          AvailabilityZone: 'ap-northeast-2a',
          InstanceCount: 1,
        }),
      ),
    ).rejects.toThrow(named('VcpuLimitExceeded'))
    await cloud.advance(String(account), '1m')
    const InstanceIds = [Instances[0]?.InstanceId ?? '']
    await ec2.send(new StopInstancesCommand({ InstanceIds }))
    await launch({})
    await cloud.advance(String(account), '5m')
    await expect(ec2.send(new StartInstancesCommand({ InstanceIds }))).rejects.toThrow(
      named('VcpuLimitExceeded'),
    )
  })

  it('of storage counts each type, at launch and when a volume grows', async () => {
    limit('gp3Storage', 1)
    limit('io1Iops', 1000)
    const volume = (more: object) =>
      ec2.send(new CreateVolumeCommand({ AvailabilityZone: 'ap-northeast-2a', ...more }))
    const { VolumeId } = await volume({ VolumeType: 'gp3', Size: 1020 })
    await expect(volume({ VolumeType: 'gp3', Size: 5 })).rejects.toThrow(
      expect.objectContaining({
        name: 'VolumeLimitExceeded',
        message: expect.stringContaining('maximum gp3 storage limit of 1 TiB'),
      }),
    )
    await expect(launch({})).rejects.toThrow(named('VolumeLimitExceeded'))
    await volume({ VolumeType: 'gp2', Size: 5 })
    await cloud.advance(String(account), '1m')
    await expect(ec2.send(new ModifyVolumeCommand({ VolumeId, Size: 1025 }))).rejects.toThrow(
      named('VolumeLimitExceeded'),
    )
    await ec2.send(new ModifyVolumeCommand({ VolumeId, Size: 1024 }))
    await volume({ VolumeType: 'io1', Size: 20, Iops: 1000 })
    await expect(volume({ VolumeType: 'io1', Size: 4, Iops: 100 })).rejects.toThrow(
      named('MaxIOPSLimitExceeded'),
    )
    const snapshot = () => ec2.send(new CreateSnapshotCommand({ VolumeId }))
    for (let i = 0; i < 5; i++) await snapshot()
    await expect(snapshot()).rejects.toThrow(
      expect.objectContaining({
        name: 'ConcurrentSnapshotLimitExceeded',
        message: 'Maximum allowed in-progress snapshots for a single volume exceeded.',
      }),
    )
  })

  it('of the network is told by its own name', async () => {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
    const VpcId = Vpc?.VpcId ?? ''
    const subnet = (CidrBlock: string) => ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }))
    const { Subnet } = await subnet('10.0.0.0/24')
    const SubnetId = Subnet?.SubnetId
    limit('subnetsPerVpc', 1)
    limit('networkInterfaces', 1)
    limit('elasticIps', 0)
    limit('prefixLists', 0)
    limit('outstandingPeerings', 0)
    await expect(subnet('10.0.1.0/24')).rejects.toThrow(named('SubnetLimitExceeded'))
    await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }))
    await expect(ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }))).rejects.toThrow(
      named('NetworkInterfaceLimitExceeded'),
    )
    await expect(launch({ SubnetId })).rejects.toThrow(named('NetworkInterfaceLimitExceeded'))
    await expect(ec2.send(new AllocateAddressCommand({}))).rejects.toThrow(
      named('AddressLimitExceeded'),
    )
    const list = { PrefixListName: 'a', MaxEntries: 1, AddressFamily: 'IPv4' }
    await expect(ec2.send(new CreateManagedPrefixListCommand(list))).rejects.toThrow(
      named('PrefixListLimitExceeded'),
    )
    const peer = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }))
    const wish = new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId: peer.Vpc?.VpcId })
    await expect(ec2.send(wish)).rejects.toThrow(
      named('OutstandingVpcPeeringConnectionLimitExceeded'),
    )
    limit('outstandingPeerings', 1)
    limit('activePeeringsPerVpc', 0)
    const { VpcPeeringConnection } = await ec2.send(wish)
    const { VpcPeeringConnectionId } = VpcPeeringConnection ?? {}
    await expect(
      ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId })),
    ).rejects.toThrow(named('ActiveVpcPeeringConnectionPerVpcLimitExceeded'))
    for (let i = 0; i < 4; i++) await ec2.send(new CreateInternetGatewayCommand({}))
    await expect(ec2.send(new CreateInternetGatewayCommand({}))).rejects.toThrow(
      named('InternetGatewayLimitExceeded'),
    )
    const { AccountAttributes = [] } = await ec2.send(new DescribeAccountAttributesCommand({}))
    expect(AccountAttributes).toContainEqual({
      AttributeName: 'max-elastic-ips',
      AttributeValues: [{ AttributeValue: '0' }],
    })
  })
})
