import { expect, test } from 'vitest'
import { startText } from './text.ts'

const plain = {
  version: '1',
  consoleUrl: 'http://127.0.0.1:8081',
  awsUrl: 'http://127.0.0.1:4566',
  awsNames: [],
  beyondLoopback: false,
  code: 'CODE',
  dataDir: '/data',
  region: 'us-east-1',
  moved: [],
}

test('a port that gave way is told, with the variable that chooses another', () => {
  const wish = { variable: 'BRUME_PORT', port: 8080, asked: false }
  expect(startText({ ...plain, moved: [{ wish, port: 8081 }] })).toContain(
    'Port 8080 is taken, so 8081 is used (BRUME_PORT chooses another).',
  )
})

test('the code is printed only where it opens something', () => {
  expect(startText(plain)).not.toContain('CODE')
  expect(startText({ ...plain, awsNames: ['a', 'b', 'c', 'd', 'e', 'f'] })).toMatch(
    /\(a, b, c, d and 2 more\)[^]*http:\/\/127\.0\.0\.1:8081\/#code=CODE/,
  )
  expect(startText({ ...plain, beyondLoopback: true })).toContain('/#code=CODE')
  const root = { account: '000000000000', secret: 's' }
  expect(startText({ ...plain, root })).toContain('root user of the embedded cloud signs in')
  expect(startText({ ...plain, root })).toContain('/#code=CODE')
})

test('only what is served is printed', () => {
  expect(startText(plain)).not.toContain('Guests')
  expect(startText({ ...plain, gatewayUrl: 'http://127.0.0.1:8090' })).toContain(':8090')
})
