import { once } from 'node:events'
import { request } from 'node:http'
import { Worker } from 'node:worker_threads'
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  RunInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud } from '@brume/test-kit'
import type { HttpLoad, HttpLoadResult } from './http-load-thread.ts'
import type { Row } from './instances.bench.ts'

const ImageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
const userData = `#!/bin/bash
dnf install -y httpd
echo '<h1>It works!</h1>' > /var/www/html/index.html
systemctl enable --now httpd
`
const requests = 6000
const connections = 32

/** A guest's page through the gateway, beside a plain Node server in the same run. */
export async function run(): Promise<Row[]> {
  const cloud = await startTestCloud({ speed: 'instant', gatewayPort: 0, startAt: Date.now() })
  const client = new Worker(new URL('./http-load-thread.ts', import.meta.url))
  const plain = new Worker(new URL('./plain-server-thread.ts', import.meta.url))
  try {
    const ec2 = cloud.ec2()
    await openPort80(ec2)
    const gatewayPort = cloud.gateway?.port ?? 0
    const [plainPort] = (await once(plain, 'message')) as [number]
    const host = await launch(ec2, gatewayPort)
    const toGuest = { port: gatewayPort, host, connections, requests }
    const toPlain = { ...toGuest, port: plainPort }
    for (const load of [toGuest, toPlain]) await measure(client, { ...load, requests: 2000 })
    const guest = await measure(client, toGuest)
    const node = await measure(client, toPlain)
    const one = { connections: 1, requests: 1500 }
    const guestOne = await measure(client, { ...toGuest, ...one })
    const nodeOne = await measure(client, { ...toPlain, ...one })
    return [
      {
        name: 'Gateway, requests',
        value: guest.perSecond,
        unit: '/s',
        note: `${connections} connections, httpd in a guest; ${cpuNote(guest)}; target ≥ 3,000`,
      },
      {
        name: 'Plain Node server, requests',
        value: node.perSecond,
        unit: '/s',
        note: `the same client; ${cpuNote(node)}`,
      },
      {
        name: 'Gateway, added delay of a request, p50',
        value: guestOne.p50Ms - nodeOne.p50Ms,
        unit: 'ms',
        note: `${guestOne.p50Ms.toFixed(2)} against ${nodeOne.p50Ms.toFixed(2)} on one connection; target ≤ 1`,
      },
    ]
  } finally {
    await client.terminate()
    await plain.terminate()
    await cloud.close()
  }
}

/** The gateway's name of an instance, once it serves its page. */
async function launch(ec2: EC2Client, port: number): Promise<string> {
  const { Instances: [made] = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      UserData: Buffer.from(userData).toString('base64'),
    }),
  )
  const InstanceIds = [made?.InstanceId ?? '']
  const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds }))
  const name = found.Reservations?.[0]?.Instances?.[0]?.PublicDnsName ?? ''
  const host = name.replace('.amazonaws.com', '.localhost')
  while (!(await ask(port, host)).includes('It works!')) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return host
}

async function ask(port: number, host: string): Promise<string> {
  return new Promise((resolve) => {
    request({ port, host: '127.0.0.1', headers: { host, connection: 'close' } }, (answer) => {
      let text = ''
      answer.on('data', (data: Buffer) => (text += data.toString()))
      answer.on('close', () => resolve(text))
    })
      .on('error', () => resolve(''))
      .end()
  })
}

interface Measured extends HttpLoadResult {
  readonly perSecond: number
  readonly perCpuSecond: number
}

/** The processor's time is that of the client too, in all threads. */
async function measure(client: Worker, load: HttpLoad): Promise<Measured> {
  const cpu = process.cpuUsage()
  client.postMessage(load, [])
  const [result] = (await once(client, 'message')) as [HttpLoadResult]
  const used = process.cpuUsage(cpu)
  return {
    ...result,
    perSecond: (load.requests * 1000) / result.ms,
    perCpuSecond: (load.requests * 1e6) / (used.user + used.system),
  }
}

function cpuNote({ perCpuSecond }: Measured): string {
  return `${Math.round(perCpuSecond).toLocaleString('en')} for a second of processor time, client's included`
}

async function openPort80(ec2: EC2Client): Promise<void> {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}))
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: SecurityGroups?.[0]?.GroupId,
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 80,
          ToPort: 80,
          IpRanges: [{ CidrIp: '0.0.0.0/0' }],
        },
      ],
    }),
  )
}
