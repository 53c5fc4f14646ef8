import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { DescribeInstancesCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2'
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { launchWebServer, openPort80 } from '@brume/test-kit/web-server'
import type { HttpLoad, HttpLoadResult } from './http-load-thread.ts'
import type { Row } from './instances.bench.ts'

const requests = 6000
const connections = 32
const nginxPath = '/usr/sbin/nginx'

/** A guest's page through a load balancer, beside the same guest direct and behind Debian's nginx, in one run. */
export async function run(): Promise<Row[]> {
  const cloud = await startTestCloud({ speed: 'instant', gatewayPort: 0, startAt: Date.now() })
  const client = new Worker(new URL('./http-load-thread.ts', import.meta.url))
  const port = cloud.gateway?.port ?? 0
  let nginx: Nginx | undefined
  try {
    await openPort80(cloud.ec2())
    const guest = await launchWebServer(cloud.ec2(), port)
    const balancer = await makeBalancer(cloud)
    nginx = await startNginx(port, guest)
    const loads = {
      guest: { port, host: guest },
      balancer: { port, host: balancer },
      ...(nginx && { nginx: { port: nginx.port, host: guest } }),
    }
    const many = await inTurns(client, loads, { connections, requests })
    const one = await inTurns(client, loads, { connections: 1, requests: 1000 })
    const added = one.balancer.p50Ms - one.guest.p50Ms
    const ofNginx = many.nginx
    const rows: Row[] = [
      {
        name: 'Load balancer, requests',
        value: many.balancer.perSecond,
        unit: '/s',
        note: `${connections} connections, httpd in a guest${
          ofNginx ? '; target ≥ half of nginx’s' : ''
        }; ${cpuNote(many.balancer)}`,
      },
      {
        name: 'The same guest direct',
        value: many.guest.perSecond,
        unit: '/s',
        note: cpuNote(many.guest),
      },
      {
        name: 'Load balancer, added delay of a request, p50',
        value: added,
        unit: 'ms',
        note: `${one.balancer.p50Ms.toFixed(2)} against ${one.guest.p50Ms.toFixed(2)} on one connection; target ≤ 1`,
      },
    ]
    if (!ofNginx) {
      process.stdout.write(`No ${nginxPath}: not compared with nginx (apt-get install nginx)\n`)
      return rows
    }
    rows.push({
      name: 'nginx to the same guest, requests',
      value: ofNginx.perSecond,
      unit: '/s',
      note: `one worker, kept connections to the gateway; adds ${((one.nginx?.p50Ms ?? 0) - one.guest.p50Ms).toFixed(2)} ms`,
    })
    return rows
  } finally {
    await client.terminate()
    await nginx?.stop()
    await cloud.close()
  }
}

async function makeBalancer(cloud: TestCloud): Promise<string> {
  const ec2 = cloud.ec2()
  const elb = cloud.elbv2()
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({}))
  const Id = Reservations?.[0]?.Instances?.[0]?.InstanceId ?? ''
  const { LoadBalancers: [made] = [] } = await elb.send(
    new CreateLoadBalancerCommand({
      Name: 'bench',
      Subnets: Subnets.map(({ SubnetId = '' }) => SubnetId),
    }),
  )
  const { TargetGroups: [group] = [] } = await elb.send(
    new CreateTargetGroupCommand({
      Name: 'bench',
      Protocol: 'HTTP',
      Port: 80,
      VpcId: Subnets[0]?.VpcId,
    }),
  )
  const TargetGroupArn = group?.TargetGroupArn
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id }] }))
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: made?.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn }],
    }),
  )
  for (;;) {
    const { TargetHealthDescriptions: [target] = [] } = await elb.send(
      new DescribeTargetHealthCommand({ TargetGroupArn }),
    )
    if (target?.TargetHealth?.State === 'healthy') break
    await sleep(20)
  }
  return made?.DNSName?.replace('.amazonaws.com', '.localhost') ?? ''
}

interface Measured extends HttpLoadResult {
  readonly perSecond: number
  readonly perCpuSecond: number
}

type Address = Pick<HttpLoad, 'port' | 'host'>

interface Loads {
  readonly guest: Address
  readonly balancer: Address
  readonly nginx?: Address
}

interface Results {
  readonly guest: Measured
  readonly balancer: Measured
  readonly nginx: Measured | undefined
}

/** Each in turn, several times over: what else the machine does falls on all alike. The middle of each is told. */
async function inTurns(
  client: Worker,
  to: Loads,
  how: Pick<HttpLoad, 'connections' | 'requests'>,
): Promise<Results> {
  const rounds = { guest: [], balancer: [], nginx: [] } as Record<keyof Loads, Measured[]>
  for (let round = 0; round < 4; round += 1) {
    for (const name of ['guest', 'balancer', 'nginx'] as const) {
      const load = to[name]
      if (!load) continue
      const measured = await measure(client, { ...load, ...how })
      // The first is to warm up.
      if (round > 0) rounds[name].push(measured)
    }
  }
  const middle = (all: readonly Measured[], of: (each: Measured) => number): number =>
    all.map(of).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
  const summary = (all: readonly Measured[]): Measured => ({
    ms: middle(all, ({ ms }) => ms),
    p50Ms: middle(all, ({ p50Ms }) => p50Ms),
    perSecond: middle(all, ({ perSecond }) => perSecond),
    perCpuSecond: middle(all, ({ perCpuSecond }) => perCpuSecond),
  })
  const { guest, balancer, nginx } = rounds
  return {
    guest: summary(guest),
    balancer: summary(balancer),
    nginx: nginx.length > 0 ? summary(nginx) : undefined,
  }
}

/** The processor's time is that of the client too, in all threads; nginx's own is not in it. */
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

function cpuNote(measured: Measured): string {
  const perCpuSecond = Math.round(measured.perCpuSecond).toLocaleString('en')
  return `${perCpuSecond} for a second of processor time, client's included`
}

interface Nginx {
  readonly port: number
  stop(): Promise<void>
}

/** Debian's, on a port of its own, as a proxy to a guest's page at the gateway; undefined where it is not installed. */
async function startNginx(gatewayPort: number, host: string): Promise<Nginx | undefined> {
  if (!existsSync(nginxPath)) return undefined
  const directory = await mkdtemp(join(tmpdir(), 'brume-nginx-'))
  const port = await freePort()
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  await writeFile(
    join(directory, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${directory}/pid; error_log stderr error;
events { worker_connections 1024; }
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${directory}/${name};`).join(' ')}
  upstream guest { server 127.0.0.1:${gatewayPort}; keepalive 64; }
  server {
    listen 127.0.0.1:${port};
    keepalive_requests 1000000;
    location / {
      proxy_pass http://guest;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host ${host};
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
  }
}
`,
  )
  const child: ChildProcess = spawn(
    nginxPath,
    ['-c', join(directory, 'nginx.conf'), '-p', directory],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error('nginx does not start')
    await sleep(20)
  }
  return {
    port,
    async stop() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
