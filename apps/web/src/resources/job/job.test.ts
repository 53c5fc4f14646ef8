import { expect, test } from 'vitest'
import { ApiFailure, type Call } from '../../api/index.ts'
import { dryRunJob, runJob, type JobRow, type Outcomes } from './job.ts'

const place = { connection: 'embedded', region: 'us-east-1' }
const states = (outcomes: Outcomes) =>
  Object.fromEntries([...outcomes].map(([id, { state }]) => [id, state]))

const row = (id: string, run: JobRow['run'] = () => Promise.resolve(), ...after: string[]) => ({
  id,
  place,
  run,
  after,
})
const refuse = () => Promise.reject(new ApiFailure({ code: 'No', message: 'no', status: 400 }))
const never: Call = () => Promise.reject(new Error('not to be called'))
const options = () => ({
  callAt: () => never,
  signal: new AbortController().signal,
  onChange: () => undefined,
  pause: () => Promise.resolve(),
})

test('each row begins when those it waits for have ended, whatever their order in the list', async () => {
  const log: string[] = []
  const note = (id: string) => () => Promise.resolve(log.push(id))
  const rows = [
    row('vpc', note('vpc'), 'subnet', 'group'),
    row('subnet', note('subnet'), 'instance'),
    row('group', note('group'), 'instance'),
    row('instance', note('instance'), 'not part of it'),
  ]
  expect(states(await runJob(rows, options()))).toEqual({
    vpc: 'succeeded',
    subnet: 'succeeded',
    group: 'succeeded',
    instance: 'succeeded',
  })
  expect(log).toEqual(['instance', 'subnet', 'group', 'vpc'])
})

test('what waits for a failed row is blocked, the rest goes on; a retry does only what is left', async () => {
  let broken = true
  const done: string[] = []
  const rows = [
    row('a', () => (broken ? refuse() : Promise.resolve(done.push('a')))),
    row('b', () => Promise.resolve(done.push('b')), 'a'),
    row('c', () => Promise.resolve(done.push('c'))),
  ]
  const first = await runJob(rows, options())
  expect(states(first)).toEqual({ a: 'failed', b: 'blocked', c: 'succeeded' })
  expect(first.get('a')?.error?.code).toBe('No')
  broken = false
  const second = await runJob(rows, { ...options(), before: first })
  expect(states(second)).toEqual({ a: 'succeeded', b: 'succeeded', c: 'succeeded' })
  expect(done).toEqual(['c', 'a', 'b'])
})

test('a stopped job finishes what has begun and begins nothing more', async () => {
  const stop = new AbortController()
  const rows = [
    row('first', () => Promise.resolve(stop.abort())),
    ...['2', '3', '4', '5', '6'].map((id) => row(id, undefined, 'first')),
  ]
  const outcomes = await runJob(rows, { ...options(), signal: stop.signal })
  expect(outcomes.get('first')?.state).toBe('succeeded')
  expect([...outcomes.values()].filter(({ state }) => state === 'cancelled')).toHaveLength(5)
})

test('waiting looks until it is so, and ends when the job is stopped', async () => {
  let looks = 0
  const stop = new AbortController()
  const rows = [
    row('soon', ({ wait }) => wait(() => Promise.resolve(++looks > 3))),
    row('never', ({ wait }) => wait(() => Promise.resolve(false)), 'soon'),
    row('stopper', () => Promise.resolve(stop.abort()), 'soon'),
  ]
  const outcomes = await runJob(rows, { ...options(), signal: stop.signal })
  expect(states(outcomes)).toEqual({ soon: 'succeeded', never: 'failed', stopper: 'succeeded' })
  expect(looks).toBe(4)
})

test('a dry run asks of each call whether it would be allowed', async () => {
  const sent: unknown[] = []
  const answer = (code: string, member?: string) =>
    Promise.reject(new ApiFailure({ code, message: '', status: 412, member }))
  const call: Call = (_service, operation, input) => {
    sent.push([operation, input])
    if (operation === 'CreateTags') return answer('DryRunOperation')
    if (operation === 'DeleteSubnet') return answer('DependencyViolation')
    if (operation === 'ModifySubnetAttribute') return answer('BadRequest', 'DryRun')
    return answer('UnauthorizedOperation')
  }
  const tags = { Resources: ['vpc-1'], Tags: [{ Key: 'a', Value: 'b' }] }
  const rows: JobRow[] = [
    row('may', ({ call: send }) => send('ec2', 'CreateTags', tags)),
    row('later', ({ call: send }) => send('ec2', 'DeleteSubnet', { SubnetId: 's' }), 'may'),
    row('at once', ({ call: send }) => send('ec2', 'DeleteSubnet', { SubnetId: 's' })),
    row('may not', ({ call: send }) => send('ec2', 'DeleteVpc', { VpcId: 'vpc-1' })),
    row('not known', ({ call: send, wait }) =>
      wait(() => Promise.reject(new Error('nothing is waited for'))).then(() =>
        send('ec2', 'ModifySubnetAttribute', { SubnetId: 'subnet-1' }),
      ),
    ),
  ]
  const outcomes = await dryRunJob(rows, { ...options(), callAt: () => call })
  expect(states(outcomes)).toEqual({
    later: 'later',
    'at once': 'failed',
    may: 'succeeded',
    'may not': 'failed',
    'not known': 'unknown',
  })
  expect(sent[0]).toEqual(['CreateTags', { ...tags, DryRun: true }])
})
