import { describe, expect, it } from 'vitest'
import { ApiFailure, type Call } from '../../../api/index.ts'
import { en } from '../../../i18n/en.ts'
import { createTranslate } from '../../../i18n/locale.ts'
import type { Instance } from '../instance.ts'
import { runBulk } from './bulk.ts'
import { findRefusal, findRefusalOfAll } from './refusals.ts'

const t = createTranslate('en', en)
const running = (InstanceId: string): Instance => ({ InstanceId, State: { Name: 'running' } })
const terminated = (InstanceId: string): Instance => ({
  InstanceId,
  State: { Name: 'terminated' },
})

/** A back end that refuses every request that names a protected instance, as EC2 does. */
function createTerminating(protectedIds: readonly string[]) {
  const requests: string[][] = []
  const call = (async (_service: string, _operation: string, input: { InstanceIds: string[] }) => {
    requests.push(input.InstanceIds)
    const bad = input.InstanceIds.find((id) => protectedIds.includes(id))
    if (bad !== undefined) {
      throw new ApiFailure({ code: 'OperationNotPermitted', message: `Not ${bad}.`, status: 400 })
    }
    return {
      TerminatingInstances: input.InstanceIds.map((InstanceId) => ({
        InstanceId,
        PreviousState: { Name: 'running' },
        CurrentState: { Name: 'shutting-down' },
      })),
    }
  }) as Call
  return { call, requests }
}

const run = (call: Call, instances: readonly Instance[]) =>
  runBulk({ call, action: 'terminate', instances, t, onProgress: () => undefined })

describe('bulk work', () => {
  it('sends one request when all goes well', async () => {
    const { call, requests } = createTerminating([])
    const outcomes = await run(call, [running('i-1'), running('i-2')])
    expect(requests).toEqual([['i-1', 'i-2']])
    expect(outcomes.map(({ state, text }) => [state, text])).toEqual([
      ['succeeded', 'running → shutting-down'],
      ['succeeded', 'running → shutting-down'],
    ])
  })

  it('does what can be done when one instance makes AWS refuse the whole request', async () => {
    const { call } = createTerminating(['i-2'])
    const outcomes = await run(call, [running('i-1'), running('i-2'), running('i-3')])
    expect(outcomes.map(({ id, state }) => [id, state])).toEqual([
      ['i-1', 'succeeded'],
      ['i-2', 'failed'],
      ['i-3', 'succeeded'],
    ])
    expect(outcomes[1]?.text).toContain('Not i-2.')
  })

  it('does not send what the life cycle forbids, and says why', async () => {
    const { call, requests } = createTerminating([])
    const outcomes = await run(call, [terminated('i-1'), running('i-2')])
    expect(requests).toEqual([['i-2']])
    expect(outcomes[0]).toMatchObject({ state: 'failed', text: 'It is already terminated.' })
  })
})

describe('refusals', () => {
  it('explains in words what the table forbids', () => {
    expect(findRefusal('modifyType', running('i-1'), t)).toBe(
      'Stop the instance first. It is Running.',
    )
    expect(findRefusal('stop', running('i-1'), t)).toBeUndefined()
    expect(findRefusal('start', running('i-1'), t)).toBe('It is already running.')
  })

  it('forbids for many only when it forbids for all', () => {
    expect(findRefusalOfAll('terminate', [terminated('i-1'), running('i-2')], t)).toBeUndefined()
    expect(findRefusalOfAll('terminate', [terminated('i-1'), terminated('i-2')], t)).toBe(
      'It is already terminated.',
    )
    expect(findRefusalOfAll('terminate', [], t)).toBe('Select an instance first.')
  })
})
