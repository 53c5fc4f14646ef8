import {
  DescribeInstanceTopologyCommand,
  DescribeInstancesCommand,
  GetDefaultCreditSpecificationCommand,
  GetInstanceMetadataDefaultsCommand,
  GetInstanceTpmEkPubCommand,
  ModifyDefaultCreditSpecificationCommand,
  ModifyInstanceCpuOptionsCommand,
  ModifyInstanceMetadataDefaultsCommand,
  ModifyInstanceNetworkPerformanceOptionsCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  type EC2Client,
  type ModifyInstanceMetadataDefaultsCommandInput,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'

let cloud: TestCloud
let ec2: EC2Client
let account = 460_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String(++account) })
})

const al2023 = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2')
async function run(more: Partial<RunInstancesCommandInput> = {}) {
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: al2023,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      ...more,
    }),
  )
  return Instances?.[0] ?? {}
}
async function stop(InstanceId: string) {
  await cloud.advance(String(account), '8s')
  await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }))
  await cloud.advance(String(account), '10s')
}

it('instances get the metadata options of the account where a launch says nothing', async () => {
  const modify = (input: ModifyInstanceMetadataDefaultsCommandInput) =>
    ec2.send(new ModifyInstanceMetadataDefaultsCommand(input))
  await modify({
    HttpTokens: 'optional',
    HttpPutResponseHopLimit: 5,
    InstanceMetadataTags: 'enabled',
  })
  const defaults = await ec2.send(new GetInstanceMetadataDefaultsCommand({}))
  expect(defaults.AccountLevel).toMatchObject({ HttpTokens: 'optional', ManagedBy: 'account' })
  expect((await run()).MetadataOptions).toMatchObject({
    HttpTokens: 'optional',
    HttpPutResponseHopLimit: 5,
    InstanceMetadataTags: 'enabled',
  })
  const own = await run({ MetadataOptions: { HttpTokens: 'required' } })
  expect(own.MetadataOptions).toMatchObject({ HttpTokens: 'required', HttpPutResponseHopLimit: 5 })
  await modify({
    HttpTokens: 'no-preference',
    HttpPutResponseHopLimit: -1,
    HttpTokensEnforced: 'enabled',
  })
  expect((await run()).MetadataOptions).toMatchObject({
    HttpTokens: 'required',
    HttpPutResponseHopLimit: 2,
  })
  await expect(run({ MetadataOptions: { HttpTokens: 'optional' } })).rejects.toMatchObject({
    name: 'UnsupportedOperation',
  })
  await expect(modify({ HttpPutResponseHopLimit: 99 })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
})

it('burstable families have a default of their own', async () => {
  const modify = (CpuCredits: string) =>
    ec2.send(new ModifyDefaultCreditSpecificationCommand({ InstanceFamily: 't3', CpuCredits }))
  await modify('standard')
  const found = await ec2.send(new GetDefaultCreditSpecificationCommand({ InstanceFamily: 't3' }))
  expect(found.InstanceFamilyCreditSpecification).toEqual({
    InstanceFamily: 't3',
    CpuCredits: 'standard',
  })
  const untouched = await ec2.send(
    new GetDefaultCreditSpecificationCommand({ InstanceFamily: 't3a' }),
  )
  expect(untouched.InstanceFamilyCreditSpecification?.CpuCredits).toBe('unlimited')
  await expect(modify('x')).rejects.toMatchObject({ name: 'InvalidParameterValue' })
})

it('a stopped instance changes its cores and its bandwidth', async () => {
  const { InstanceId = '' } = await run({
    InstanceType: 'm8g.large',
    ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/arm64', 'ap-northeast-2'),
  })
  const weigh = (BandwidthWeighting: 'vpc-1' | 'default') =>
    ec2.send(new ModifyInstanceNetworkPerformanceOptionsCommand({ InstanceId, BandwidthWeighting }))
  const cores = (CoreCount: number) =>
    ec2.send(new ModifyInstanceCpuOptionsCommand({ InstanceId, CoreCount, ThreadsPerCore: 1 }))
  await expect(weigh('vpc-1')).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
  await expect(cores(1)).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
  await expect(cores(64)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await stop(InstanceId)
  await weigh('vpc-1')
  await cores(1)
  const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [InstanceId] }))
  expect(found.Reservations?.[0]?.Instances?.[0]).toMatchObject({
    CpuOptions: { CoreCount: 1, ThreadsPerCore: 1 },
    NetworkPerformanceOptions: { BandwidthWeighting: 'vpc-1' },
  })
  const other = await run()
  await expect(
    run({ NetworkPerformanceOptions: { BandwidthWeighting: 'ebs-1' } }),
  ).rejects.toMatchObject({ name: 'Unsupported' })
  await expect(
    ec2.send(
      new GetInstanceTpmEkPubCommand({
        InstanceId: other.InstanceId,
        KeyType: 'rsa-2048',
        KeyFormat: 'der',
      }),
    ),
  ).rejects.toMatchObject({ name: 'UnsupportedOperation' })
})

it('only some types tell of the network above them', async () => {
  await run()
  const { InstanceId } = await run({ InstanceType: 'g6.xlarge' })
  await cloud.advance(String(account), '8s')
  const { Instances } = await ec2.send(new DescribeInstanceTopologyCommand({}))
  expect(Instances).toMatchObject([
    {
      InstanceId,
      NetworkNodes: [/^nn-/, /^nn-/, /^nn-/].map((each) => expect.stringMatching(each)),
    },
  ])
})
