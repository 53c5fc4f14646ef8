import { describe, expect, test } from 'vitest'
import { ConfigError } from '../config-error.ts'
import { readConfig } from './config.ts'

describe('settings', () => {
  test('have defaults for everything', () => {
    const config = readConfig({ HOME: '/home/me' }, [])
    expect(config).toMatchObject({
      host: '127.0.0.1',
      consolePort: { port: 8080, asked: false },
      awsPort: { port: 4566, asked: false },
      sshPort: { port: 2222, asked: false },
      speed: 1,
      acceptAnyAmi: false,
      iam: 'off',
      demo: false,
      defaultRegion: 'us-east-1',
      hostNames: [],
    })
    expect(config.dataDir).toMatch(/\/\.brume$/)
    expect(config.aws.files.configFile).toBe('/home/me/.aws/config')
  })

  test('are read from the environment', () => {
    const config = readConfig(
      {
        BRUME_PORT: '9000',
        BRUME_SPEED: 'instant',
        BRUME_ACCEPT_ANY_AMI: '1',
        BRUME_IAM: 'explain',
        BRUME_ALLOWED_HOSTS: 'Brume.lan, other',
        BRUME_PUBLIC_URL: 'https://brume.example.com/',
        AWS_CONFIG_FILE: '/etc/aws',
        AWS_ACCESS_KEY_ID: 'a',
        AWS_SECRET_ACCESS_KEY: 'b',
      },
      ['--demo'],
    )
    expect(config).toMatchObject({
      consolePort: { port: 9000, asked: true },
      speed: 'instant',
      acceptAnyAmi: true,
      iam: 'explain',
      demo: true,
      hostNames: ['brume.lan', 'other'],
      publicOrigin: 'https://brume.example.com',
      aws: { files: { configFile: '/etc/aws' }, hasKeys: true, hasWebIdentity: false },
    })
    expect(JSON.stringify(config)).not.toContain('"b"')
  })

  test.each([
    [{ BRUME_PORT: '80a' }, 'BRUME_PORT=80a'],
    [{ BRUME_AWS_PORT: '70000' }, 'BRUME_AWS_PORT=70000'],
    [{ BRUME_SSH_PORT: 'ssh' }, 'BRUME_SSH_PORT=ssh'],
    [{ BRUME_SPEED: '0' }, 'BRUME_SPEED=0'],
    [{ BRUME_SPEED: 'fast' }, 'BRUME_SPEED=fast'],
    [{ BRUME_ACCEPT_ANY_AMI: 'maybe' }, 'BRUME_ACCEPT_ANY_AMI=maybe'],
    [{ BRUME_IAM: 'on' }, 'BRUME_IAM=on'],
    [{ BRUME_REGION: 'seoul' }, 'BRUME_REGION=seoul'],
    [{ BRUME_LOG_LEVEL: 'loud' }, 'BRUME_LOG_LEVEL=loud'],
    [{ BRUME_PUBLIC_URL: 'brume' }, 'BRUME_PUBLIC_URL=brume'],
  ])('%j is refused by name, with what to give instead', (env, named) => {
    expect(() => readConfig(env, [])).toThrow(ConfigError)
    expect(() => readConfig(env, [])).toThrow(named)
  })

  test('an unknown argument is refused', () => {
    expect(() => readConfig({}, ['--prot=1'])).toThrow('--prot=1')
  })
})
