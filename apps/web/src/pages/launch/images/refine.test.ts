import { expect, test } from 'vitest'
import { refine, systemOf } from './refine.ts'

const images = [
  { ImageId: 'a', Name: 'al2023-ami-2023.6-x86_64', Architecture: 'x86_64' as const },
  { ImageId: 'b', Name: 'ubuntu/images/hvm-ssd/noble', Architecture: 'arm64' as const },
  {
    ImageId: 'c',
    Name: 'Windows_Server-2022',
    Platform: 'Windows' as const,
    Architecture: 'x86_64' as const,
  },
  { ImageId: 'd', Name: 'bitnami-wordpress', Architecture: 'x86_64' as const },
]

test('tells the system of an image', () => {
  expect(images.map(systemOf)).toEqual(['Amazon Linux', 'Ubuntu', 'Windows', 'Linux'])
})

test('narrows by system and architecture together, and counts what there is', () => {
  const ids = (systems: string[], architectures: string[]) =>
    refine(images, { systems, architectures }).images.map(({ ImageId }) => ImageId)
  expect(ids([], [])).toEqual(['a', 'b', 'c', 'd'])
  expect(ids(['Ubuntu', 'Windows'], [])).toEqual(['b', 'c'])
  expect(ids(['Ubuntu', 'Windows'], ['x86_64'])).toEqual(['c'])
  expect(
    refine(images, { systems: ['Ubuntu'], architectures: [] }).architectures.get('x86_64'),
  ).toBe(3)
})
