import { expect, test } from 'vitest'
import { endOf } from './end-of.ts'

test.each([
  ['Your session timed out due to inactivity.', 'idle'],
  ['Maximum session duration reached.', 'duration'],
  ['The client did not come back.', 'abandoned'],
  ['The instance is no longer running.', 'instance-off'],
  ['The account was reset.', 'account-reset'],
  ['Brume stops.', 'server-stopped'],
  ['The session has ended.', 'ended'],
  ['The connection is lost: closed (1006)', 'connection-lost'],
  ['Keepalive timeout', 'connection-lost'],
  ['no shell here', undefined],
  ['', undefined],
])('%j is %s', (reason, end) => {
  expect(endOf(reason)).toBe(end)
})
