import { execFile, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { echoDriver } from '../testing/echo-driver.ts'
import { launchInstance } from '../testing/launch-instance.ts'
import { makeSessionRole } from '../testing/session-role.ts'

const where = { account: '123456789012', region: 'ap-northeast-2' }
const hasCli = spawnSync('aws', ['--version']).status === 0
const run = promisify(execFile)

describe.runIf(hasCli)('aws ssm start-session', () => {
  const folder = mkdtempSync(join(tmpdir(), 'brume-cli-'))
  const log = join(folder, 'calls')
  let cloud: TestCloud
  let id = ''

  beforeAll(async () => {
    cloud = await startTestCloud({ driver: echoDriver })
    await makeSessionRole(cloud.iam(), 'web')
    id = await launchInstance(cloud.ec2(), 'web')
    await cloud.advance('1m')
    const plugin = fileURLToPath(new URL('../testing/session-manager-plugin.ts', import.meta.url))
    const standIn = join(folder, 'session-manager-plugin')
    writeFileSync(standIn, `#!/bin/sh\nexec "${process.execPath}" "${plugin}" "$@"\n`)
    chmodSync(standIn, 0o755)
  })
  afterAll(async () => {
    await cloud.close()
    rmSync(folder, { recursive: true })
  })
  beforeEach(() => writeFileSync(log, ''))

  const startSession = (target: string, pluginVersion: string, more: readonly string[] = []) =>
    run('aws', ['--endpoint-url', cloud.url, 'ssm', 'start-session', '--target', target, ...more], {
      env: {
        HOME: folder,
        PATH: `${folder}${delimiter}${process.env['PATH']}`,
        AWS_ACCESS_KEY_ID: where.account,
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_DEFAULT_REGION: where.region,
        STAND_IN_LOG: log,
        STAND_IN_VERSION: pluginVersion,
      },
    })
  /** How the plugin was called, the question for its version left out. */
  const call = (): string[] =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): string[] => JSON.parse(line))
      .filter((args) => args[0] !== '--version')[0] ?? []

  // Newer CLIs hand the answer over in the environment to plugins above 1.2.497.0, all others as an argument.
  it.each(['1.2.650.0', '1.2.463.0'])('holds a session through plugin %s', async (version) => {
    const { stdout } = await startSession(id, version)
    expect(stdout).toBe('ssm-user 90x25\r\ntyped into the CLI\r\x04')
    const [response, ...rest] = call()
    expect(rest).toEqual([where.region, 'StartSession', '', `{"Target": "${id}"}`, cloud.url])
    expect(response).toMatch(/^(AWS_SSM_START_SESSION_RESPONSE$|\{.*"StreamUrl": "ws:\/\/)/)
  })

  it('forwards a port', async () => {
    const document = ['--document-name', 'AWS-StartPortForwardingSession']
    const { stdout } = await startSession(id, '1.2.650.0', [
      ...document,
      ...['--parameters', 'portNumber=7,localPortNumber=9007'],
    ])
    expect(stdout).toBe('sent through the port')
    expect(JSON.parse(call()[4] ?? '')).toEqual({
      Target: id,
      DocumentName: document[1],
      Parameters: { portNumber: ['7'], localPortNumber: ['9007'] },
    })
  })

  it('reports a refusal in AWS’s words, and calls no plugin', async () => {
    await expect(startSession('i-0aaaaaaaaaaaaaaaa', '1.2.650.0')).rejects.toMatchObject({
      stderr: expect.stringContaining(
        'An error occurred (TargetNotConnected) when calling the StartSession operation: i-0aaaaaaaaaaaaaaaa is not connected.',
      ),
    })
    expect(call()).toEqual([])
  })
})
