import { expect, it } from 'vitest'
import { diffTags, toEditedTags } from './tags.ts'

it('sends only what changed', () => {
  const before = [
    { key: 'Name', value: 'web' },
    { key: 'Env', value: 'test' },
    { key: 'Old', value: '' },
  ]
  const after = [
    { key: 'Name', value: 'web' },
    { key: 'Env', value: 'prod' },
    { key: 'New', value: 'x' },
  ]
  expect(diffTags(before, after)).toEqual({
    added: [
      { Key: 'Env', Value: 'prod' },
      { Key: 'New', Value: 'x' },
    ],
    removed: [{ Key: 'Old' }],
  })
})

it("does not offer AWS's own tags for editing", () => {
  expect(toEditedTags([{ Key: 'aws:autoscaling:groupName', Value: 'g' }, { Key: 'Name' }])).toEqual(
    [{ key: 'Name', value: '' }],
  )
})
