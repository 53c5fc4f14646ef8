import { expect, test } from 'vitest'
import type { Call } from '../../api/index.ts'
import { planTags, type TagChange } from './tag-change.ts'

const tags = [
  { Key: 'Name', Value: 'web' },
  { Key: 'Team', Value: 'blue' },
  { Key: 'aws:cloudformation:stack-name', Value: 's' },
]
const edited = (text: string) =>
  text.split(' ').map((pair) => {
    const [key = '', value = ''] = pair.split('=')
    return { key, value }
  })

async function plan(change: TagChange) {
  const sent: unknown[] = []
  const call: Call = async (_service, operation, input) => {
    sent.push([operation, input])
    return JSON.parse('{}')
  }
  const changes = planTags('vol-1', tags, change, 'Tags')
  for (const { send } of changes) await send(call)
  return { sent, changes: changes.map(({ before, after }) => `${before} → ${after}`) }
}

test('adding gives new values and new tags, and leaves what is so already', async () => {
  expect(await plan({ mode: 'add', tags: edited('Team=red Stage=test Name=web') })).toEqual({
    changes: ['Team=blue → Team=red, Stage=test'],
    sent: [
      [
        'CreateTags',
        {
          Resources: ['vol-1'],
          Tags: [
            { Key: 'Team', Value: 'red' },
            { Key: 'Stage', Value: 'test' },
          ],
        },
      ],
    ],
  })
  expect(await plan({ mode: 'add', tags: edited('Team=blue') })).toEqual({ changes: [], sent: [] })
})

test('removing goes by the key; replacing leaves AWS’s own tags', async () => {
  expect(await plan({ mode: 'remove', tags: edited('Team Nothing') })).toEqual({
    changes: ['Team=blue → –'],
    sent: [['DeleteTags', { Resources: ['vol-1'], Tags: [{ Key: 'Team' }] }]],
  })
  expect((await plan({ mode: 'replace', tags: edited('Name=web') })).sent).toEqual([
    ['DeleteTags', { Resources: ['vol-1'], Tags: [{ Key: 'Team' }] }],
  ])
})
