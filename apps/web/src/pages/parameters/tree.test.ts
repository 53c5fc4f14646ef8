import { expect, test } from 'vitest'
import { foldersOf, isIn } from './tree.ts'

test('names are folders by their slashes', () => {
  const folders = foldersOf(['plain', '/top', '/app/prod/db/url', '/app/prod/key', '/app/dev/key'])
  expect(folders).toEqual([
    {
      path: '/app/',
      name: 'app',
      count: 3,
      folders: [
        { path: '/app/dev/', name: 'dev', count: 1, folders: [] },
        {
          path: '/app/prod/',
          name: 'prod',
          count: 2,
          folders: [{ path: '/app/prod/db/', name: 'db', count: 1, folders: [] }],
        },
      ],
    },
  ])
})

test('a folder has what is below it, and the first has all', () => {
  expect(isIn('/app/key', '/app/')).toBe(true)
  expect(isIn('/application', '/app/')).toBe(false)
  expect(isIn('plain', '/')).toBe(true)
})
