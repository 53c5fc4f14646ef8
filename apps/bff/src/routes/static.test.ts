import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestConsole, type TestConsole } from '../testing/test-console.ts'

const webRoot = mkdtempSync(join(tmpdir(), 'brume-web-'))
const script = 'export const app = 1\n'.repeat(200)
let brume: TestConsole

beforeAll(async () => {
  mkdirSync(join(webRoot, 'assets'))
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Brume</title>')
  writeFileSync(join(webRoot, 'favicon.svg'), '<svg/>')
  writeFileSync(join(webRoot, 'assets/app-1a2b3c.js'), script)
  writeFileSync(join(webRoot, 'assets/app-1a2b3c.js.br'), brotliCompressSync(script))
  writeFileSync(join(webRoot, 'assets/app-1a2b3c.js.gz'), gzipSync(script))
  brume = await startTestConsole({ webRoot })
})
afterAll(async () => {
  await brume.close()
  rmSync(webRoot, { recursive: true })
})

test.each(['/', '/embedded/us-east-1/instances', '/embedded/us-east-1/instances/i-0a?tab=tags'])(
  'the page %s is index.html, asked for anew each time',
  async (path) => {
    const reply = await brume.send('GET', path)
    expect(reply.status).toBe(200)
    expect(reply.headers['content-type']).toContain('text/html')
    expect(reply.headers['cache-control']).toBe('no-cache')
    expect(reply.headers['content-security-policy']).toContain("script-src 'self'")
    expect(reply.text).toContain('Brume')
  },
)

test('a page whose URL ends like a file is still the page, to a browser that navigates', async () => {
  const path = '/embedded/us-east-1/key-pairs/my.pem'
  const reply = await brume.send('GET', path, { accept: 'text/html,application/xhtml+xml' })
  expect(reply.text).toContain('Brume')
})

test('assets are compressed beforehand and kept for ever', async () => {
  const plain = await brume.send('GET', '/assets/app-1a2b3c.js')
  expect(plain.text).toBe(script)
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(plain.headers['content-type']).toContain('javascript')
  for (const encoding of ['br', 'gzip']) {
    const reply = await brume.send('GET', '/assets/app-1a2b3c.js', { 'accept-encoding': encoding })
    expect(reply.headers['content-encoding']).toBe(encoding)
    expect(reply.headers['content-type']).toContain('javascript')
    expect(reply.headers['cache-control']).toContain('immutable')
    expect(Number(reply.headers['content-length'])).toBeLessThan(200)
  }
})

test('a file that is not there is not the page', async () => {
  for (const path of ['/assets/old-0.js', '/robots.txt', '/api/embedded/nothing']) {
    const reply = await brume.send('GET', path)
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(reply.text).not.toContain('<title>')
  }
})

test('nothing outside the folder is served', async () => {
  for (const path of ['/../package.json', '/..%2f..%2fetc/passwd', '/assets/../../etc/passwd']) {
    const reply = await brume.send('GET', path)
    expect(reply.text).not.toMatch(/root:|"name"/)
  }
})

test('without a build the console says so', async () => {
  const bare = await startTestConsole({ webRoot: join(webRoot, 'nowhere') })
  const reply = await bare.send('GET', '/')
  expect(reply.status).toBe(404)
  expect(reply.body).toMatchObject({ error: { message: expect.stringContaining('not built') } })
  expect((await bare.send('GET', '/healthz')).status).toBe(200)
  await bare.close()
})
