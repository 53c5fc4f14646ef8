import { expect, test } from 'vitest'
import { createLog } from './log.ts'

test('the log keeps credentials out, whoever logs them', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line) })
  const cause = new Error('signed with AKIAIOSFODNN7EXAMPLE')
  const error = Object.assign(new Error('failed', { cause }), {
    $response: { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=x' } },
  })
  log.error({ err: error, id: 'request-1' }, 'fault')
  log.info({ headers: { cookie: 'brume_1=abc', authorization: 'xyz' } }, 'headers')
  log.info({ input: { UserData: 'c2VjcmV0' }, KeyMaterial: '-----BEGIN' }, 'input')
  const all = lines.join('')
  for (const secret of ['AKIAIOSFODNN7EXAMPLE', 'Credential=', 'brume_1', 'xyz', 'c2Vj', 'BEGIN']) {
    expect(all).not.toContain(secret)
  }
  expect(all).toContain('request-1')
  expect(all).toContain('AKIA…')
  expect(lines).toHaveLength(3)
})
