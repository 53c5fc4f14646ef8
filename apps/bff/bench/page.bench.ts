import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import type { Row } from './live.bench.ts'
import { answer, cpuMs, freePort, spawnServer, stopServer } from './server-process.ts'

const ImageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
const rounds = 7
const userData = `#!/bin/bash
dnf install -y httpd
echo '<h1>It works!</h1>' > /var/www/html/index.html
systemctl enable --now httpd
`

/** The server that `npm start` runs, at instant speed: from RunInstances with user data to its page through the gateway. */
export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'brume-bench-'))
  const [consolePort, awsPort, gatewayPort] = [await freePort(), await freePort(), await freePort()]
  const child = spawnServer(folder, 'data', consolePort, awsPort, {
    BRUME_SPEED: 'instant',
    BRUME_GATEWAY_PORT: String(gatewayPort),
    BRUME_SSH_PORT: String(await freePort()),
  })
  const endpoint = `http://127.0.0.1:${awsPort}`
  const ec2 = new EC2Client({
    endpoint,
    region: 'ap-northeast-2',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  })
  try {
    await answer(`${endpoint}/healthz`)
    await openPort80(ec2)
    const times: number[] = []
    const cpu: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const cpuBefore = cpuMs(child)
      times.push(await launch(ec2, gatewayPort))
      cpu.push(cpuMs(child) - cpuBefore)
    }
    const median = (of: readonly number[]) =>
      of.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
    return [
      {
        name: 'RunInstances to the page of its user data, instant',
        value: Math.round(median(times)),
        unit: 'ms',
        note: `median of ${rounds}, the server’s processor time ${Math.round(median(cpu))} ms; target ≤ 1,500`,
      },
    ]
  } finally {
    ec2.destroy()
    await stopServer(child)
    rmSync(folder, { recursive: true })
  }
}

async function launch(ec2: EC2Client, port: number): Promise<number> {
  const startedAt = performance.now()
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
  while (!(await ask(port, host)).includes('It works!')) await sleep(5)
  return performance.now() - startedAt
}

function ask(port: number, host: string): Promise<string> {
  return new Promise((resolve) => {
    request({ port, host: '127.0.0.1', headers: { host, connection: 'close' } }, (reply) => {
      let text = ''
      reply.on('data', (data: Buffer) => (text += data.toString()))
      reply.on('close', () => resolve(text))
    })
      .on('error', () => resolve(''))
      .end()
  })
}

async function openPort80(ec2: EC2Client): Promise<void> {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}))
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: SecurityGroups?.[0]?.GroupId,
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      ],
    }),
  )
}
