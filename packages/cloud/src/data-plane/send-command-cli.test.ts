import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAwsCli, type AwsCli } from '../testing/aws-cli.ts'
import { launchInstance } from '../testing/launch-instance.ts'
import { makeSessionRole } from '../testing/session-role.ts'

const hasCli = spawnSync('aws', ['--version']).status === 0

describe.runIf(hasCli)('aws ssm send-command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'brume-cli-'))
  let cloud: TestCloud
  let cli: AwsCli
  let id = ''

  beforeAll(async () => {
    cloud = await startTestCloud({ speed: 'instant' })
    cli = startAwsCli({
      HOME: folder,
      PATH: process.env['PATH'] ?? '',
      AWS_ACCESS_KEY_ID: '123456789012',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_DEFAULT_REGION: 'ap-northeast-2',
      AWS_PAGER: '',
    })
    await makeSessionRole(cloud.iam(), 'web')
    id = await launchInstance(cloud.ec2(), 'web')
    await cloud.advance('1m')
  })
  afterAll(async () => {
    await cli.close()
    await cloud.close()
    rmSync(folder, { recursive: true })
  })

  const aws = async (...args: string[]): Promise<string> => {
    const answer = await cli.run(['--endpoint-url', cloud.url, 'ssm', ...args])
    if (answer.code !== 0) throw Object.assign(new Error(answer.stderr), answer)
    return answer.stdout.trim()
  }
  const send = (document: string, parameters: string): Promise<string> =>
    aws(
      ...['send-command', '--document-name', document, '--parameters', parameters],
      ...['--targets', `Key=instanceids,Values=${id}`, '--comment', 'from the CLI'],
      ...['--query', 'Command.CommandId', '--output', 'text'],
    )
  const about = (command: string): string[] => ['--command-id', command, '--instance-id', id]

  it('runs, is waited for, and read', async () => {
    const command = await send('AWS-RunShellScript', 'commands=["uname -s","id -un"]')
    await aws('wait', 'command-executed', ...about(command))
    const result = JSON.parse(await aws('get-command-invocation', ...about(command)))
    expect(result).toMatchObject({
      Status: 'Success',
      PluginName: 'aws:runShellScript',
      StandardOutputContent: 'Linux\nroot\n',
    })
    const listed = JSON.parse(
      await aws('list-command-invocations', '--command-id', command, '--details'),
    )
    expect(listed.CommandInvocations[0].CommandPlugins[0]).toMatchObject({
      Name: 'aws:runShellScript',
      Output: 'Linux\nroot\n',
      ResponseCode: 0,
    })
    const [first] = JSON.parse(await aws('list-commands', '--max-items', '1')).Commands
    expect(first).toMatchObject({ CommandId: command, Comment: 'from the CLI', Status: 'Success' })
  })

  it('fails, and the wait with it', async () => {
    const command = await send('AWS-RunShellScript', 'commands=["exit 7"]')
    await expect(aws('wait', 'command-executed', ...about(command))).rejects.toMatchObject({
      stderr: expect.stringContaining('Waiter CommandExecuted failed'),
    })
    const code = ['--query', 'ResponseCode', '--output', 'text']
    expect(await aws('get-command-invocation', ...about(command), ...code)).toBe('7')
  })

  it('takes a document of one’s own from a file', async () => {
    const file = join(folder, 'document.yaml')
    writeFileSync(
      file,
      [
        'schemaVersion: "2.2"',
        'description: Greets',
        'parameters:',
        '  Whom: { type: String, default: world }',
        'mainSteps:',
        '  - action: aws:runShellScript',
        '    name: greet',
        '    inputs:',
        '      runCommand:',
        '        - echo "hello {{ Whom }}"',
      ].join('\n'),
    )
    await aws(
      ...['create-document', '--name', 'Greeting', '--document-type', 'Command'],
      ...['--document-format', 'YAML', '--content', `file://${file}`],
    )
    const command = await send('Greeting', 'Whom=there')
    await aws('wait', 'command-executed', ...about(command), '--plugin-name', 'greet')
    const output = ['--query', 'StandardOutputContent', '--output', 'text']
    expect(await aws('get-command-invocation', ...about(command), ...output)).toBe('hello there')
    await expect(send('Greeting', 'Who=there')).rejects.toMatchObject({
      stderr: expect.stringContaining(
        'An error occurred (InvalidParameters) when calling the SendCommand operation: Parameter "Who" is not defined in document Greeting.',
      ),
    })
  })
})
