import { describe, expect, test } from 'vitest'
import { byToken, type ApiError, type Feed } from '@brume/console-api'
import type { Noticing } from './watched.ts'
import { Watcher, type Follower } from './watcher.ts'

interface Box {
  id: string
  text: string
  moving?: boolean
  holds?: string
}

/** A list on the other side, asked page by page and by filter as AWS's operations are. */
class Shelf {
  boxes: Box[] = []
  asked: object[] = []
  fault: Error | undefined

  readonly ask = async (input: object): Promise<object> => {
    this.asked.push(input)
    if (this.fault) throw this.fault
    const asked: { ids?: string[]; holding?: string[]; MaxResults?: number; NextToken?: string } =
      input
    const list = this.boxes.filter(
      ({ id, holds }) =>
        (asked.ids?.includes(id) ?? true) && (asked.holding?.includes(holds ?? '') ?? true),
    )
    const from = Number(asked.NextToken ?? 0)
    const to = from + (asked.MaxResults ?? list.length)
    const NextToken = to < list.length ? String(to) : undefined
    return structuredClone({ list: list.slice(from, to), NextToken })
  }
}

const isBox = (value: unknown): value is Box =>
  typeof value === 'object' && value !== null && 'id' in value && 'text' in value

const feed: Feed = {
  service: 'ec2',
  operation: 'DescribeBoxes',
  input: {},
  pageSize: 2,
  pages: byToken,
  listOf: (output) =>
    typeof output === 'object' && output && 'list' in output && Array.isArray(output.list)
      ? output.list
      : [],
  idOf: (item) => (isBox(item) ? item.id : ''),
  inTransition: (item) => isBox(item) && item.moving === true,
  changeTypes: ['box', 'thing', 'label'],
  ownType: 'box',
  inputFor: (type, ids) =>
    type === 'box' ? { ids } : type === 'thing' ? { holding: ids } : undefined,
}

const byHand: Noticing = { start: () => ({ hurry: () => {}, retry: () => {}, stop: () => {} }) }

class Ear implements Follower {
  readonly heard: string[] = []
  readonly ids = new Set<string>()
  changed(ids: Iterable<string>): void {
    for (const id of ids) this.ids.add(id)
  }
  ready(): void {
    this.heard.push('ready')
  }
  failed(error: ApiError): void {
    this.heard.push(error.code)
  }
  /** What changed since last asked. */
  take(): string[] {
    const all = [...this.ids].sort()
    this.ids.clear()
    return all
  }
}

async function watching(...boxes: Box[]) {
  const shelf = new Shelf()
  shelf.boxes = boxes
  const watcher = new Watcher(feed, shelf.ask, byHand)
  await watcher.lookAtAll()
  const ear = new Ear()
  watcher.follow(ear)
  ear.take()
  shelf.asked = []
  return { shelf, watcher, ear }
}

const box = (id: string, more: Partial<Box> = {}): Box => ({ id, text: `text of ${id}`, ...more })

describe('a look at everything', () => {
  test('goes page by page, and tells a late follower all that is known', async () => {
    const shelf = new Shelf()
    shelf.boxes = [box('a'), box('b'), box('c'), box('d'), box('e')]
    const watcher = new Watcher(feed, shelf.ask, byHand)
    await watcher.lookAtAll()
    expect(shelf.asked.map((input) => JSON.stringify(input))).toEqual([
      '{"MaxResults":2}',
      '{"MaxResults":2,"NextToken":"2"}',
      '{"MaxResults":2,"NextToken":"4"}',
    ])
    const ear = new Ear()
    watcher.follow(ear)
    expect(ear.take()).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(ear.heard).toEqual(['ready'])
  })

  test('tells only what is new, different or gone', async () => {
    const { shelf, watcher, ear } = await watching(box('a'), box('b'), box('c'))
    shelf.boxes = [box('a'), box('b', { text: 'other' }), box('d')]
    await watcher.lookAtAll()
    expect(ear.take()).toEqual(['b', 'c', 'd'])
    expect(watcher.content('c')).toBeUndefined()
    expect(watcher.content('b')?.texts).toContain('"other"')
    await watcher.lookAtAll()
    expect(ear.take()).toEqual([])
  })
})

test('a person who asks again is heard only while looking fails', async () => {
  const shelf = new Shelf()
  let retries = 0
  const retry = () => {
    retries += 1
  }
  const noticing: Noticing = { start: () => ({ hurry: () => {}, retry, stop: () => {} }) }
  const watcher = new Watcher(feed, shelf.ask, noticing)
  await watcher.lookAtAll()
  watcher.retry()
  expect(retries).toBe(0)
  watcher.report(new Error('refused'))
  watcher.retry()
  expect(retries).toBe(1)
})

test('an empty list among many can wait', async () => {
  const shelf = new Shelf()
  const watcher = new Watcher(feed, shelf.ask, byHand, () => true)
  await watcher.lookAtAll()
  expect(watcher.aside).toBe(true)
  shelf.boxes = [box('a')]
  await watcher.lookAtAll()
  expect(watcher.aside).toBe(false)
})

describe('a look at changes', () => {
  test('asks only for the changed items; one that is not found is gone', async () => {
    const { shelf, watcher, ear } = await watching(box('a'), box('b'), box('c'))
    shelf.boxes = [box('a', { text: 'new' }), box('b', { text: 'not asked for' })]
    await watcher.lookAt([{ type: 'box', ids: ['a', 'c'] }])
    expect(shelf.asked).toEqual([{ ids: ['a', 'c'], NextToken: undefined }])
    expect(ear.take()).toEqual(['a', 'c'])
  })

  test('of another record finds the items that speak of it now and those that did', async () => {
    const moved = 'vol-0123456789abcdef0'
    const { shelf, watcher, ear } = await watching(box('a', { holds: moved }), box('b'), box('c'))
    shelf.boxes = [box('a'), box('b', { holds: moved }), box('c')]
    await watcher.lookAt([{ type: 'thing', ids: [moved] }])
    expect(ear.take()).toEqual(['a', 'b'])
    expect(shelf.asked).toHaveLength(2)
  })

  test('asks once for an item and all that changed with it', async () => {
    const { shelf, watcher, ear } = await watching()
    const ids = ['vol-0123456789abcdef1', 'vol-0123456789abcdef2']
    shelf.boxes = ids.map((holds, index) => box(`n${index}`, { holds }))
    await watcher.lookAt([
      { type: 'thing', ids },
      { type: 'box', ids: ['n0', 'n1'] },
    ])
    expect(ear.take()).toEqual(['n0', 'n1'])
    expect(shelf.asked).toHaveLength(1)
  })

  test('of a kind that no filter finds looks at everything', async () => {
    const { shelf, watcher, ear } = await watching(box('a'))
    shelf.boxes = [box('a', { text: 'relabelled' })]
    await watcher.lookAt([{ type: 'label', ids: ['l'] }])
    expect(ear.take()).toEqual(['a'])
  })

  test('an id that the operation refuses to know leads to a look at everything', async () => {
    const { shelf, watcher, ear } = await watching(box('a'), box('b'))
    shelf.boxes = [box('b')]
    const refusal = Object.assign(new Error('no such box'), {
      name: 'InvalidBox.NotFound',
      $metadata: { httpStatusCode: 400 },
    })
    const strict = shelf.ask
    const picky = new Watcher(
      feed,
      async (input) => {
        if ('ids' in input) throw refusal
        return strict(input)
      },
      byHand,
    )
    picky.follow(ear)
    await picky.lookAt([{ type: 'box', ids: ['a'] }])
    expect(ear.take()).toEqual(['b'])
    watcher.stop()
  })

  test('only what moves', async () => {
    const { shelf, watcher, ear } = await watching(box('a'), box('b', { moving: true }))
    expect(watcher.moving).toBe(true)
    shelf.boxes = [box('a', { text: 'x' }), box('b')]
    await watcher.lookAtMoving()
    expect(ear.take()).toEqual(['b'])
    expect(watcher.moving).toBe(false)
    await watcher.lookAtMoving()
    expect(shelf.asked).toHaveLength(1)
  })
})

test('a refusal is told once it is reported, to those who come later too, until a look succeeds', async () => {
  const { shelf, watcher, ear } = await watching(box('a'))
  shelf.fault = Object.assign(new Error('slow down'), {
    name: 'RequestLimitExceeded',
    $metadata: { httpStatusCode: 503 },
  })
  for (let again = 0; again < 3; again += 1) {
    await watcher.lookAtAll().catch((error: unknown) => watcher.report(error))
  }
  const late = new Ear()
  watcher.follow(late)
  expect(late.heard).toEqual(['ready', 'RequestLimitExceeded'])
  shelf.fault = undefined
  await watcher.lookAtAll()
  expect(ear.heard).toEqual(['ready', 'RequestLimitExceeded', 'ready'])
  expect(ear.take()).toEqual([])
})

test('looks never overlap', async () => {
  const shelf = new Shelf()
  let under = 0
  let most = 0
  const watcher = new Watcher(
    feed,
    async (input) => {
      most = Math.max(most, (under += 1))
      const output = await shelf.ask(input)
      under -= 1
      return output
    },
    byHand,
  )
  shelf.boxes = [box('a'), box('b'), box('c')]
  await Promise.all([
    watcher.lookAtAll(),
    watcher.lookAt([{ type: 'box', ids: ['a'] }]),
    watcher.lookAtAll(),
  ])
  expect(most).toBe(1)
})
