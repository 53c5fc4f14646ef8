import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { ConfigError } from '../config-error.ts'
import { startServerProcess, type ServerProcess } from '../testing/server-process.ts'
import { choosePort } from './ports.ts'

const folder = mkdtempSync(join(tmpdir(), 'brume-start-'))
const started: ChildProcess[] = []
let directories = 0

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const newDataDir = () => join(folder, `data-${(directories += 1)}`)

function start(env: Record<string, string>): ServerProcess {
  const server = startServerProcess({ HOME: folder, ...env })
  started.push(server.child)
  return server
}

const ready = /Ctrl-C stops/
const consoleUrl = /Console +(\S+)/

describe('a start', () => {
  test('prints every URL and the lines for the AWS CLI, and answers at each', async () => {
    const brume = start({ BRUME_DATA_DIR: newDataDir() })
    await brume.until(ready)
    const [, url = ''] = await brume.until(consoleUrl)
    const [, awsUrl = ''] = await brume.until(/AWS endpoint +(\S+)/)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${awsUrl}/healthz`)).status).toBe(200)
    expect(brume.text()).toContain(`aws --endpoint-url ${awsUrl}`)
    expect(brume.text()).toContain(`AWS_ENDPOINT_URL=${awsUrl}`)
    expect(brume.text()).not.toContain('#code=')
  })

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends in order on %s', async (signal) => {
    const brume = start({ BRUME_DATA_DIR: newDataDir() })
    const [, url = ''] = await brume.until(consoleUrl)
    await brume.until(ready)
    brume.child.kill(signal)
    expect(await brume.ended).toBe(0)
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed')
  })

  test('with AWS profiles prints the URL with the code, which opens them once', async () => {
    const configFile = join(folder, 'config')
    writeFileSync(
      configFile,
      '[profile work]\naws_access_key_id = a\naws_secret_access_key = b\nregion = us-east-1\n',
    )
    const brume = start({ BRUME_DATA_DIR: newDataDir(), AWS_CONFIG_FILE: configFile })
    await brume.until(ready)
    const [, url = '', code = ''] = await brume.until(/\(work\)[^]*?(http:\S+)\/#code=(\S+)/)
    const open = () =>
      fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { origin: url, 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      })
    expect((await open()).status).toBe(204)
    const [, next] = await brume.until(/The code was used\.[^]*?#code=(\S+)/)
    expect(next).not.toBe(code)
    expect((await open()).status).toBe(403)
  })

  test('beyond loopback asks everybody for the code', async () => {
    const brume = start({ BRUME_DATA_DIR: newDataDir(), BRUME_HOST: '0.0.0.0' })
    await brume.until(ready)
    expect(brume.text()).toMatch(/open to the network[^]*#code=/)
    const [, url = ''] = await brume.until(consoleUrl)
    const reply = await fetch(`${url}/api/session`, { method: 'POST', headers: { origin: url } })
    expect(reply.status).toBe(403)
  })
})

describe('the data directory', () => {
  test('is one Brume’s: a second start prints the first one’s URL and ends well', async () => {
    const BRUME_DATA_DIR = newDataDir()
    const first = start({ BRUME_DATA_DIR })
    const [, url = ''] = await first.until(consoleUrl)
    await first.until(ready)
    const second = start({ BRUME_DATA_DIR })
    expect(await second.ended).toBe(0)
    expect(second.text()).toContain('already runs')
    expect(second.text()).toContain(url)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  test('that cannot be written is named', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    const brume = start({ BRUME_DATA_DIR: join(file, 'data') })
    expect(await brume.ended).toBe(1)
    expect(brume.text()).toContain(`Brume cannot start. BRUME_DATA_DIR=${file}`)
    expect(brume.text()).not.toContain('    at ')
  })

  test('is free again after SIGKILL', async () => {
    const BRUME_DATA_DIR = newDataDir()
    const first = start({ BRUME_DATA_DIR })
    await first.until(ready)
    first.child.kill('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')
    const second = start({ BRUME_DATA_DIR })
    await second.until(ready)
    expect(second.text()).toContain('Console')
  })
})

describe('ports', () => {
  const occupied: Server[] = []
  afterAll(() => {
    for (const server of occupied) server.close()
  })
  const occupy = async () => {
    const server = createServer()
    occupied.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address: AddressInfo | string | null = server.address()
    if (typeof address !== 'object' || !address) throw new Error('no port')
    return address.port
  }

  test('one that was asked for and is taken is an error with cause and remedy', async () => {
    const port = await occupy()
    const brume = start({ BRUME_DATA_DIR: newDataDir(), BRUME_PORT: String(port) })
    expect(await brume.ended).toBe(1)
    expect(brume.text()).toContain(
      `Brume cannot start. BRUME_PORT=${port}: another program listens on port ${port} of 127.0.0.1. Stop it, or give another port.`,
    )
    expect(brume.text()).not.toContain('    at ')
  })

  test('a default one that is taken gives way to a free one', async () => {
    const port = await occupy()
    const wish = { variable: 'BRUME_PORT', port, asked: false }
    const chosen = await choosePort(wish, '127.0.0.1')
    expect(chosen).toBeGreaterThan(port)
    expect(await choosePort(wish, '127.0.0.1', [chosen])).not.toBe(chosen)
  })

  test('an address that this computer lacks is named', async () => {
    const wish = { variable: 'BRUME_PORT', port: 0, asked: true }
    const refused = choosePort(wish, '192.0.2.1')
    await expect(refused).rejects.toThrow(ConfigError)
    await expect(refused).rejects.toThrow('BRUME_HOST=192.0.2.1')
  })
})
