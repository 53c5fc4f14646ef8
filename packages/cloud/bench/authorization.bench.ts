import { createHash, createHmac } from 'node:crypto'
import { compilePolicy, parsePolicy } from '@brume/ec2-model/policies'
import { openRawConnection } from '@brume/test-kit/raw-connection'
import { evaluate } from '../src/authorization/evaluate.ts'
import type { AttachedPolicy } from '../src/authorization/principal.ts'
import { startCloud, type Cloud, type IamMode } from '../src/index.ts'
import type { Row } from './instances.bench.ts'

const account = '123456789012'
const region = 'us-east-1'

/** Decisions with 50 policies, and what enforcement costs a request, in CPU time of the whole process. */
export async function run(): Promise<Row[]> {
  const rows = [evaluations()]
  const cloud = await startCloud({ seed: 'bench', speed: 'manual' })
  try {
    for (const [name, body] of requests) rows.push(...(await added(cloud, name, body)))
  } finally {
    await cloud.close()
  }
  return rows
}

const requests = [
  ['DescribeInstances', 'Action=DescribeInstances&Version=2016-11-15'],
  ['CreateVolume', 'Action=CreateVolume&Version=2016-11-15&AvailabilityZone=us-east-1a&Size=1'],
] as const

/** 50 policies of 4 statements, of which the last of the last allows. */
function evaluations(): Row {
  const policy = (at: number): AttachedPolicy => {
    const Statement = ['Describe*', 'Create*', 'Delete*', `Run${at === 49 ? '*' : 'Not'}`].map(
      (verb) => ({
        Effect: 'Allow',
        Action: [`service${at}:${verb}`, `ec2:${verb}`],
        Resource: `arn:aws:ec2:*:${account}:instance/*`,
        Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:username}' } },
      }),
    )
    const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement }), 'identity')
    if (!parsed.policy) throw new Error('a policy of the benchmark is wrong')
    return { layer: 'identity', from: { name: `p${at}` }, policy: compilePolicy(parsed.policy) }
  }
  const principal = {
    kind: 'user' as const,
    account,
    arn: `arn:aws:iam::${account}:user/u`,
    userId: 'u',
    tags: [],
    identity: Array.from({ length: 50 }, (_, at) => policy(at)),
  }
  const asked = {
    action: 'ec2:RunInstances',
    resource: `arn:aws:ec2:${region}:${account}:instance/i-1`,
    context: new Map([
      ['aws:username', ['u']],
      ['aws:resourcetag/team', ['u']],
    ]),
  }
  const count = 20_000
  for (let at = 0; at < 2000; at++) evaluate(principal, asked)
  const before = process.cpuUsage()
  for (let at = 0; at < count; at++) evaluate(principal, asked)
  const { user, system } = process.cpuUsage(before)
  return {
    name: 'evaluations with 50 policies of 4 statements',
    value: count / ((user + system) / 1e6),
    unit: '/s',
  }
}

async function added(cloud: Cloud, name: string, body: string): Promise<Row[]> {
  const user = makeUser(cloud, name)
  const times: Record<IamMode, number> = { off: 0, explain: 0, enforce: 0 }
  const rounds = 6
  const each = 400
  for (let round = 0; round <= rounds; round++) {
    for (const mode of ['off', 'enforce'] as const) {
      cloud.authorization.setMode(account, mode)
      const spent = await cpuOf(cloud, each, sign(cloud, body, await user))
      // The first round warms up.
      if (round > 0) times[mode] += spent
    }
  }
  cloud.authorization.setMode(account, 'off')
  const perRequest = (ms: number): number => (ms / rounds / each) * 1000
  return [
    { name: `${name}, nothing checked`, value: perRequest(times.off), unit: 'µs CPU' },
    { name: `${name}, enforced`, value: perRequest(times.enforce), unit: 'µs CPU' },
    { name: `${name}, added`, value: (times.enforce / times.off - 1) * 100, unit: '%' },
  ]
}

interface Key {
  readonly id: string
  readonly secret: string
}

async function makeUser(cloud: Cloud, name: string): Promise<Key> {
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'ec2:*', Resource: '*' },
      {
        Effect: 'Deny',
        Action: 'ec2:*',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  })
  const call = async (body: string): Promise<string> => {
    const answer = await fetch(cloud.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/iam/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: `${body}&Version=2010-05-08&UserName=${name}`,
    })
    return answer.text()
  }
  await call('Action=CreateUser')
  await call(`Action=PutUserPolicy&PolicyName=p&PolicyDocument=${encodeURIComponent(document)}`)
  const text = await call('Action=CreateAccessKey')
  return {
    id: /<AccessKeyId>(.*?)</.exec(text)?.[1] ?? '',
    secret: /<SecretAccessKey>(.*?)</.exec(text)?.[1] ?? '',
  }
}

async function cpuOf(cloud: Cloud, count: number, request: string): Promise<number> {
  const connection = openRawConnection(cloud.port)
  const before = process.cpuUsage()
  for (let at = 0; at < count; at++) {
    const answer = await connection.send(request)
    if (answer.status !== 200) throw new Error(answer.text())
  }
  const { user, system } = process.cpuUsage(before)
  connection.close()
  return (user + system) / 1000
}

/** A request as it stands on the wire, signed once: it is good for a quarter of an hour. */
function sign(cloud: Cloud, body: string, { id, secret }: Key): string {
  const host = `127.0.0.1:${cloud.port}`
  const date = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '')
  const scope = [date.slice(0, 8), region, 'ec2', 'aws4_request']
  const sha = (text: string): string => createHash('sha256').update(text).digest('hex')
  const hmac = (key: Buffer, text: string): Buffer =>
    createHmac('sha256', key).update(text).digest()
  const names = 'host;x-amz-date'
  const canonical = ['POST', '/', '', `host:${host}`, `x-amz-date:${date}`, '', names, sha(body)]
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha(canonical.join('\n'))].join('\n')
  const key = scope.reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`))
  return [
    'POST / HTTP/1.1',
    `host: ${host}`,
    'content-type: application/x-www-form-urlencoded',
    `x-amz-date: ${date}`,
    `authorization: AWS4-HMAC-SHA256 Credential=${[id, ...scope].join('/')}, SignedHeaders=${names}, Signature=${hmac(key, text).toString('hex')}`,
    `content-length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}
