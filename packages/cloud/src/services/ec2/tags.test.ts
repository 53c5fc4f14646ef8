import { expect, it } from 'vitest'
import { checkTags, mergeTags, readTagSpecifications } from './tags.ts'

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ Key: `k${i}`, Value: '' }))

it('reads tags by resource type', () => {
  const tagsOf = readTagSpecifications(
    [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web' }, { Key: 'x' }] }],
    ['instance', 'volume'],
  )
  expect(tagsOf('instance')).toEqual([
    { Key: 'Name', Value: 'web' },
    { Key: 'x', Value: '' },
  ])
  expect(tagsOf('volume')).toEqual([])
})

it.each([
  [[{ ResourceType: 'vpc', Tags: many(1) }], "'vpc' is not a valid taggable resource type"],
  [[{ Tags: many(1) }], 'Tag specification resource type must have a value'],
  [[{ ResourceType: 'instance' }], 'Tag specification must have at least one tag'],
  [
    [
      { ResourceType: 'instance', Tags: many(1) },
      { ResourceType: 'instance', Tags: many(1) },
    ],
    'may not be specified more than once',
  ],
] as const)('refuses the specification %j', (specifications, message) => {
  expect(() => readTagSpecifications(specifications as never, ['instance'])).toThrow(message)
})

it.each([
  [[{ Key: 'a' }, { Key: 'a' }], "Duplicate tag key 'a' specified."],
  [[{ Key: 'aws:x' }], "Tag keys starting with 'aws:' are reserved for internal use"],
  [[{ Key: '' }], 'Tag key cannot be null or empty.'],
  [[{ Key: 'k'.repeat(129) }], 'maximum length of 128'],
  [[{ Key: 'k', Value: 'v'.repeat(257) }], 'maximum length of 256'],
  [many(51), 'The maximum number of Tags for a resource has been reached.'],
])('refuses the tags %j', (tags, message) => {
  expect(() => checkTags(tags)).toThrow(message)
})

it('counts a key once when tags are added', () => {
  expect(mergeTags(many(50), [{ Key: 'k0', Value: 'new' }])[0]).toEqual({ Key: 'k0', Value: 'new' })
  expect(() => mergeTags(many(50), [{ Key: 'z', Value: '' }])).toThrow('maximum number')
})
