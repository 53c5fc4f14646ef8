import { expect, it } from 'vitest'
import { defaultRegionOf, rememberRegion } from './default-region.ts'

it('opens a connection where it was last used, else where it is configured, else near the reader', () => {
  const fresh = { id: 'embedded' }
  expect(defaultRegionOf(fresh, 'ko')).toBe('ap-northeast-2')
  expect(defaultRegionOf(fresh, 'en')).toBe('us-east-1')
  expect(defaultRegionOf({ id: 'aws-work', defaultRegion: 'eu-west-1' }, 'ko')).toBe('eu-west-1')
  rememberRegion({ connection: 'aws-work', region: 'sa-east-1' })
  rememberRegion({ connection: 'embedded', region: 'not a Region' })
  expect(defaultRegionOf({ id: 'aws-work', defaultRegion: 'eu-west-1' }, 'ko')).toBe('sa-east-1')
  expect(defaultRegionOf(fresh, 'ko')).toBe('ap-northeast-2')
})
