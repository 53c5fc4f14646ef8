import { openRawConnection } from '@brume/test-kit/raw-connection'
import {
  authorizeIngress,
  createVolume,
  ec2,
  filter,
  revokeIngress,
  runInstances,
  ssm,
  tags,
} from './requests.ts'
import type { State } from './state.ts'

export interface LoadResult {
  readonly requests: number
  readonly ms: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Processor time of the client. */
  readonly clientCpuMs: number
  readonly bytes: number
  readonly refused: ReadonlyMap<string, number>
}

/** What one client does, one call after another: its own volumes, rules and instances come and go. */
interface Client {
  readonly at: number
  readonly own: { readonly volumes: string[]; readonly instances: string[] }
  rules: number
  turn: number
}

/** No two runs add the same rule. */
let firstPort = 0

type Call = (state: State, client: Client) => string

const pick = (list: readonly string[], client: Client, salt: number): string =>
  list[(client.turn * 7919 + client.at * 104_729 + salt * 31) % list.length] ?? ''

const page = ({ turn }: Client): Record<string, number> => ({ MaxResults: 5 + ((turn * 37) % 96) })

/** 60 of 100: by id, and by filter with pages of at most 100. */
const describes: readonly Call[] = [
  (s, c) => ec2('DescribeInstances', { 'InstanceId.1': pick(s.instances, c, 1) }),
  (s, c) =>
    ec2('DescribeInstances', { ...filter('tag:Name', `web-${(c.turn * 13) % 200}`), ...page(c) }),
  (_, c) => ec2('DescribeInstances', { ...filter('instance-state-name', 'running'), ...page(c) }),
  (s, c) => ec2('DescribeInstanceStatus', { 'InstanceId.1': pick(s.instances, c, 2) }),
  (s, c) => ec2('DescribeVolumes', { 'VolumeId.1': pick(s.volumes, c, 3) }),
  (s, c) =>
    ec2('DescribeVolumes', {
      ...filter('attachment.instance-id', pick(s.instances, c, 4)),
      ...page(c),
    }),
  (s, c) => ec2('DescribeTags', { ...filter('resource-id', pick(s.instances, c, 5)), ...page(c) }),
  (s, c) => ec2('DescribeSecurityGroups', { 'GroupId.1': pick(s.groups, c, 6) }),
  (s, c) =>
    ec2('DescribeSecurityGroupRules', { ...filter('group-id', pick(s.groups, c, 7)), ...page(c) }),
  (s, c) =>
    ec2('DescribeNetworkInterfaces', {
      ...filter('attachment.instance-id', pick(s.instances, c, 8)),
      ...page(c),
    }),
  (s, c) => ec2('DescribeSnapshots', { ...filter('volume-id', pick(s.volumes, c, 9)), ...page(c) }),
  (s, c) => ssm('GetParameter', { Name: pick(s.parameters, c, 10) }),
]

/** 30 of 100. */
const writes: readonly Call[] = [
  (s, c) =>
    ec2('CreateTags', {
      'ResourceId.1': pick(s.instances, c, 11),
      ...tags('', { Stage: `stage-${c.turn % 7}` }),
    }),
  (s, { own }) => {
    const old = own.volumes.length > 20 ? own.volumes.shift() : undefined
    return old === undefined ? createVolume() : ec2('DeleteVolume', { VolumeId: old })
  },
  (s, c) => {
    const group = s.groups[c.at] ?? ''
    c.rules += 1
    const port = firstPort + Math.floor(c.rules / 2)
    return c.rules % 2 === 0 ? authorizeIngress(group, port) : revokeIngress(group, port)
  },
  (s, c) =>
    ssm('PutParameter', {
      Name: `/load/own/${c.at}/${c.turn % 50}`,
      Value: `value-${c.turn}`,
      Type: 'String',
      Overwrite: true,
    }),
  (s, c) =>
    ec2('ModifyInstanceAttribute', {
      InstanceId: pick(s.instances, c, 12),
      'InstanceInitiatedShutdownBehavior.Value': c.turn % 2 === 0 ? 'stop' : 'terminate',
    }),
]

/** 10 of 100: a launch, later its end. */
function runOrTerminate({ at, own, turn }: Client): string {
  const old = own.instances.length > 1 ? own.instances.shift() : undefined
  return old === undefined
    ? runInstances(1, { Name: `load-${at}-${turn}` })
    : ec2('TerminateInstances', { 'InstanceId.1': old })
}

/** 50 clients, each on a connection of its own, until so many requests were answered. */
export async function runMix(port: number, state: State, requests: number): Promise<LoadResult> {
  firstPort += 5_000
  const connections = Array.from({ length: 50 }, () => openRawConnection(port))
  const delays = new Float64Array(requests)
  const refused = new Map<string, number>()
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  let bytes = 0
  let next = 0
  await Promise.all(
    connections.map(async (connection, at) => {
      const client: Client = { at, own: { volumes: [], instances: [] }, rules: 1, turn: 0 }
      while (next < requests) {
        const request = next
        next += 1
        const call = nextCall(state, client)
        const sentAt = performance.now()
        const answer = await connection.send(call)
        delays[request] = performance.now() - sentAt
        bytes += answer.bytes
        if (answer.status === 200) keepIds(client, call, answer.text)
        else count(refused, answer.text())
      }
    }),
  )
  const ms = performance.now() - startedAt
  const used = process.cpuUsage(cpu)
  for (const connection of connections) connection.close()
  delays.sort()
  return {
    requests,
    ms,
    p50Ms: delays[Math.floor(requests / 2)] ?? 0,
    p99Ms: delays[Math.floor(requests * 0.99)] ?? 0,
    clientCpuMs: (used.user + used.system) / 1000,
    bytes,
    refused,
  }
}

/** Every tenth is a launch or an end, three of ten write, the others read. */
function nextCall(state: State, client: Client): string {
  client.turn += 1
  const round = Math.floor(client.turn / 10) + client.at
  const of = (calls: readonly Call[], at: number): string =>
    calls[at % calls.length]?.(state, client) ?? ''
  const step = client.turn % 10
  if (step === 0) return runOrTerminate(client)
  if (step % 3 === 0) return of(writes, round * 3 + step / 3)
  return of(describes, round * 6 + step)
}

function keepIds({ own }: Client, call: string, text: () => string): void {
  if (call.includes('Action=RunInstances')) {
    const id = /<instanceId>(i-\w+)/.exec(text())?.[1]
    if (id) own.instances.push(id)
  } else if (call.includes('Action=CreateVolume')) {
    const id = /<volumeId>(vol-\w+)/.exec(text())?.[1]
    if (id) own.volumes.push(id)
  }
}

function count(refused: Map<string, number>, text: string): void {
  const code = /<Code>([^<]+)|"__type":"([^"]+)/.exec(text)?.slice(1).find(Boolean) ?? text
  refused.set(code, (refused.get(code) ?? 0) + 1)
}
