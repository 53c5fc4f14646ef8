/** How fast instances go over the wire. `node packages/aws-wire/bench/wire.bench.ts` prints the rows. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { AwsEc2QueryProtocol } from '@aws-sdk/core/protocols'
import type { DescribeInstancesCommandOutput, Instance } from '@aws-sdk/client-ec2'
import type { StaticOperationSchema } from '@smithy/types'
import { FastEc2QueryProtocol } from '../src/client/index.ts'
import {
  identify,
  loadService,
  type ServiceModel,
  type WireCall,
  type WireRequest,
} from '../src/index.ts'
import { SdkPeer } from '../src/testing/sdk-peer.ts'

setFlagsFromString('--expose-gc')
/** What was left over from making the instances is not the wire's to clear away. */
const collectGarbage: () => void = runInNewContext('gc')

export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly note?: string
}

export async function run(): Promise<Row[]> {
  const ec2 = await loadService('ec2')
  const rows: Row[] = []
  for (const count of [1_000, 10_000]) rows.push(...(await describe(ec2, count)))
  rows.push(...(await inputs(ec2)))
  return rows
}

async function describe(ec2: ServiceModel, count: number): Promise<Row[]> {
  const request = post('Action=DescribeInstances&Version=2016-11-15')
  const call = identify(request)
  const encode = (output: DescribeInstancesCommandOutput): Run => writeAll(ec2, call, output)
  const cold = await median(() => {
    const fresh = fleet(count)
    collectGarbage()
    return encode(fresh)
  })
  const output = fleet(count)
  encode(output)
  const warm = await median(() => encode(output))
  const rows: Row[] = [
    row(
      `encode ${count} instances, each new`,
      cold.ms,
      'ms',
      `${(cold.bytes / 1e6).toFixed(1)} MB`,
    ),
    row(`encode ${count} instances, unchanged`, warm.ms, 'ms'),
    row(`encode ${count} instances, longest slice`, Math.max(cold.longestMs, warm.longestMs), 'ms'),
  ]
  const schema = ec2.schemas.get('DescribeInstances')
  if (!schema) throw new Error('EC2 has no DescribeInstances')
  for (const [name, Protocol] of [
    ['one-pass', FastEc2QueryProtocol],
    ['stock', AwsEc2QueryProtocol],
  ] as const) {
    const peer = new SdkPeer('ec2', new Protocol(protocolOptions))
    const read = await median(() => readAll(ec2, call, output, peer, schema), 3)
    rows.push(row(`SDK client reads ${count} instances, ${name} parser`, read.ms, 'ms'))
    rows.push(
      row(
        `SDK client reads ${count} instances, ${name} parser, longest stall`,
        read.longestMs,
        'ms',
      ),
    )
  }
  return rows
}

async function inputs(ec2: ServiceModel): Promise<Row[]> {
  const launch = post(
    'Action=RunInstances&Version=2016-11-15&ImageId=ami-0123456789abcdef0&MinCount=1&MaxCount=1&InstanceType=t3.micro' +
      '&KeyName=key&SecurityGroupId.1=sg-1&SubnetId=subnet-1&UserData=IyEvYmluL3No&EbsOptimized=true&Monitoring.Enabled=true' +
      '&BlockDeviceMapping.1.DeviceName=%2Fdev%2Fxvda&BlockDeviceMapping.1.Ebs.VolumeSize=8&BlockDeviceMapping.1.Ebs.VolumeType=gp3' +
      '&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=web' +
      '&TagSpecification.1.Tag.2.Key=Stage&TagSpecification.1.Tag.2.Value=test&MetadataOptions.HttpTokens=required' +
      '&MetadataOptions.HttpPutResponseHopLimit=2&IamInstanceProfile.Name=profile&ClientToken=0123-4567',
  )
  const ids = Array.from(
    { length: 1_000 },
    (_, n) => `&InstanceId.${n + 1}=i-${n.toString(16).padStart(17, '0')}`,
  )
  const byId = post(`Action=DescribeInstances&Version=2016-11-15${ids.join('')}`)
  return [
    row('decode and check RunInstances', (await perCall(ec2, launch, 5_000)) * 1000, 'µs'),
    row('decode and check DescribeInstances with 1000 ids', await perCall(ec2, byId, 200), 'ms'),
  ]
}

interface Run {
  readonly ms: number
  readonly longestMs: number
  readonly bytes: number
}

/** Takes the chunks as a server would; a slice is what runs between two of them. */
function writeAll(ec2: ServiceModel, call: WireCall, output: object): Run {
  const start = performance.now()
  let longestMs = 0
  let bytes = 0
  let before = start
  for (const chunk of ec2.encodeOutput(call, output, 'request-1').body) {
    const now = performance.now()
    longestMs = Math.max(longestMs, now - before)
    before = now
    bytes += chunk.length
  }
  const end = performance.now()
  return { ms: end - start, longestMs: Math.max(longestMs, end - before), bytes }
}

/** Lets the SDK read an answer while a timer watches how long the event loop is held. */
async function readAll(
  ec2: ServiceModel,
  call: WireCall,
  output: object,
  peer: SdkPeer,
  schema: StaticOperationSchema,
): Promise<Run> {
  const response = ec2.encodeOutput(call, output, 'request-1')
  const body = Buffer.concat([...response.body])
  let longestMs = 0
  let before = performance.now()
  let isReading = true
  const watch = (): void => {
    const now = performance.now()
    longestMs = Math.max(longestMs, now - before)
    before = now
    if (isReading) setImmediate(watch)
  }
  setImmediate(watch)
  const start = performance.now()
  await peer.response(schema, { ...response, body: [body] })
  const ms = performance.now() - start
  await new Promise((resume) => setImmediate(resume))
  isReading = false
  return { ms, longestMs, bytes: body.length }
}

async function perCall(ec2: ServiceModel, request: WireRequest, calls: number): Promise<number> {
  const call = identify(request)
  const { ms } = await median(() => {
    const start = performance.now()
    for (let n = 0; n < calls; n++) ec2.decodeInput(identify(request), request)
    return { ms: performance.now() - start, longestMs: 0, bytes: call.operation.length }
  })
  return ms / calls
}

/**
 * The median run by time, after one that compiles. Of the longest slices the least is told: on a shared machine the
 * others tell what other programs took.
 */
async function median(measure: () => Run | Promise<Run>, times = 7): Promise<Run> {
  await measure()
  const runs: Run[] = []
  for (let n = 0; n < times; n++) runs.push(await measure())
  runs.sort((a, b) => a.ms - b.ms)
  const middle = runs[Math.floor(times / 2)]
  if (!middle) throw new Error('nothing measured')
  return { ...middle, longestMs: Math.min(...runs.map((run) => run.longestMs)) }
}

function row(name: string, value: number, unit: string, note?: string): Row {
  return { name, value: Math.round(value * 100) / 100, unit, ...(note ? { note } : {}) }
}

function post(form: string): WireRequest {
  return { method: 'POST', url: '/', headers: {}, body: Buffer.from(form) }
}

const protocolOptions = {
  defaultNamespace: 'com.amazonaws.ec2',
  xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15',
  version: '2016-11-15',
  errorTypeRegistries: [],
}

function fleet(count: number): DescribeInstancesCommandOutput {
  const Reservations = Array.from({ length: count }, (_, n) => ({
    ReservationId: `r-${hex(n)}`,
    OwnerId: '123456789012',
    Groups: [],
    Instances: [instance(n)],
  }))
  return { $metadata: {}, Reservations }
}

function hex(n: number): string {
  return n.toString(16).padStart(17, '0')
}

/** An instance as EC2 describes it: about sixty members and 3.8 kB of XML. */
function instance(n: number): Instance {
  const address = `172.31.${(n >> 8) & 255}.${n & 255}`
  const dns = `ip-${address.replaceAll('.', '-')}.eu-west-1.compute.internal`
  const publicIp = `54.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`
  const publicDns = `ec2-${publicIp.replaceAll('.', '-')}.eu-west-1.compute.amazonaws.com`
  const launched = new Date(1_767_312_000_000 + n * 1000)
  const groups = [{ GroupId: `sg-${hex(n % 7)}`, GroupName: 'launch-wizard-1' }]
  const association = { IpOwnerId: 'amazon', PublicDnsName: publicDns, PublicIp: publicIp }
  return {
    AmiLaunchIndex: 0,
    ImageId: 'ami-0123456789abcdef0',
    InstanceId: `i-${hex(n)}`,
    InstanceType: 't3.micro',
    KeyName: 'my-key',
    LaunchTime: launched,
    Monitoring: { State: 'disabled' },
    Placement: {
      AvailabilityZone: 'eu-west-1b',
      AvailabilityZoneId: 'euw1-az2',
      GroupName: '',
      Tenancy: 'default',
    },
    PrivateDnsName: dns,
    PrivateIpAddress: address,
    ProductCodes: [],
    PublicDnsName: publicDns,
    PublicIpAddress: publicIp,
    State: { Code: 16, Name: 'running' },
    StateTransitionReason: '',
    SubnetId: `subnet-${hex(n % 3)}`,
    VpcId: `vpc-${hex(1)}`,
    Architecture: 'x86_64',
    BlockDeviceMappings: [
      {
        DeviceName: '/dev/xvda',
        Ebs: {
          AttachTime: launched,
          DeleteOnTermination: true,
          Status: 'attached',
          VolumeId: `vol-${hex(n)}`,
        },
      },
    ],
    ClientToken: `0f0f0f0f-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    EbsOptimized: false,
    EnaSupport: true,
    Hypervisor: 'xen',
    NetworkInterfaces: [
      {
        Association: association,
        Attachment: {
          AttachTime: launched,
          AttachmentId: `eni-attach-${hex(n)}`,
          DeleteOnTermination: true,
          DeviceIndex: 0,
          Status: 'attached',
          NetworkCardIndex: 0,
        },
        Description: '',
        Groups: groups,
        Ipv6Addresses: [],
        MacAddress: '06:ab:cd:ef:01:23',
        NetworkInterfaceId: `eni-${hex(n)}`,
        OwnerId: '123456789012',
        PrivateDnsName: dns,
        PrivateIpAddress: address,
        PrivateIpAddresses: [
          {
            Association: association,
            Primary: true,
            PrivateDnsName: dns,
            PrivateIpAddress: address,
          },
        ],
        SourceDestCheck: true,
        Status: 'in-use',
        SubnetId: `subnet-${hex(n % 3)}`,
        VpcId: `vpc-${hex(1)}`,
        InterfaceType: 'interface',
      },
    ],
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    SecurityGroups: groups,
    SourceDestCheck: true,
    Tags: [
      { Key: 'Name', Value: `web-${n}` },
      { Key: 'Stage', Value: 'test' },
      { Key: 'Team', Value: 'Platform & Tools' },
    ],
    VirtualizationType: 'hvm',
    CpuOptions: { CoreCount: 1, ThreadsPerCore: 2 },
    CapacityReservationSpecification: { CapacityReservationPreference: 'open' },
    HibernationOptions: { Configured: false },
    MetadataOptions: {
      State: 'applied',
      HttpTokens: 'required',
      HttpPutResponseHopLimit: 2,
      HttpEndpoint: 'enabled',
      HttpProtocolIpv6: 'disabled',
      InstanceMetadataTags: 'disabled',
    },
    EnclaveOptions: { Enabled: false },
    PlatformDetails: 'Linux/UNIX',
    UsageOperation: 'RunInstances',
    UsageOperationUpdateTime: launched,
    PrivateDnsNameOptions: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: true,
      EnableResourceNameDnsAAAARecord: false,
    },
    MaintenanceOptions: { AutoRecovery: 'default' },
    CurrentInstanceBootMode: 'uefi',
  }
}

if (import.meta.main) console.table(await run())
