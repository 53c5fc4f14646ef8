import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateTagsCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import {
  CancelCommandCommand,
  CreateDocumentCommand,
  GetCommandInvocationCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  SendCommandCommand,
  type CommandFilterKey,
  type SendCommandCommandInput,
} from '@aws-sdk/client-ssm'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchInstance } from '../../../testing/launch-instance.ts'
import { makeSessionRole } from '../../../testing/session-role.ts'

let cloud: TestCloud
/** Instances that the tests leave running. */
let shared: string[] = []
beforeAll(async () => {
  cloud = await startTestCloud()
  await makeSessionRole(cloud.iam(), 'web')
  shared = await launch(3)
})
afterAll(() => cloud.close())

async function launch(count = 1): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    ids.push(await launchInstance(cloud.ec2(), 'web'))
  }
  await cloud.advance('1m')
  return ids
}

async function send(
  commands: string[],
  input: Partial<SendCommandCommandInput> = {},
): Promise<string> {
  const { Command } = await cloud.ssm().send(
    new SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      Parameters: { commands },
      ...input,
    }),
  )
  return Command?.CommandId ?? ''
}

const get = (CommandId: string, InstanceId: string, PluginName?: string) =>
  cloud.ssm().send(new GetCommandInvocationCommand({ CommandId, InstanceId, PluginName }))
const commandOf = async (CommandId: string) =>
  (await cloud.ssm().send(new ListCommandsCommand({ CommandId }))).Commands?.[0]
const refusal = (input: Partial<SendCommandCommandInput>) => send(['true'], input)

describe('a command', () => {
  it('runs a script as root, with its output, status and times', async () => {
    const [id = ''] = shared
    const ssm = cloud.ssm()
    const { Command } = await ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        InstanceIds: [id],
        Comment: 'who and where',
        TimeoutSeconds: 600,
        Parameters: { commands: ['whoami', 'pwd', 'echo problem >&2', 'sleep 5'] },
      }),
    )
    const requestedAt = cloud.now()
    expect(Command).toMatchObject({
      CommandId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
      DocumentName: 'AWS-RunShellScript',
      DocumentVersion: '$DEFAULT',
      Comment: 'who and where',
      InstanceIds: [id],
      Targets: [],
      Status: 'Pending',
      StatusDetails: 'Pending',
      MaxConcurrency: '50',
      MaxErrors: '0',
      TargetCount: 1,
      CompletedCount: 0,
      TimeoutSeconds: 600,
      RequestedDateTime: new Date(requestedAt),
      // The time for delivery and the script's own.
      ExpiresAfter: new Date(requestedAt + (600 + 3600) * 1000),
    })
    const command = Command?.CommandId ?? ''
    await cloud.advance('1s')
    expect(await get(command, id)).toMatchObject({
      Status: 'InProgress',
      StatusDetails: 'InProgress',
      ResponseCode: -1,
      StandardOutputContent: '',
    })
    expect(await commandOf(command)).toMatchObject({ Status: 'InProgress' })
    await cloud.advance('10s')
    expect(await get(command, id)).toMatchObject({
      CommandId: command,
      InstanceId: id,
      PluginName: 'aws:runShellScript',
      Status: 'Success',
      StatusDetails: 'Success',
      ResponseCode: 0,
      StandardOutputContent: 'root\n/usr/bin\n',
      StandardErrorContent: 'problem\n',
      ExecutionStartDateTime: new Date(requestedAt).toISOString(),
      ExecutionElapsedTime: 'PT5S',
      ExecutionEndDateTime: new Date(requestedAt + 5000).toISOString(),
    })
    expect(await commandOf(command)).toMatchObject({
      Status: 'Success',
      StatusDetails: 'Success',
      CompletedCount: 1,
      ErrorCount: 0,
    })
  })

  it('fails with its script’s exit code, in the agent’s words', async () => {
    const [id = ''] = shared
    const command = await send(['#!/bin/bash -e', 'echo one', 'false', 'echo two'], {
      InstanceIds: [id],
    })
    await cloud.advance('1s')
    expect(await get(command, id)).toMatchObject({
      Status: 'Failed',
      StatusDetails: 'Failed',
      ResponseCode: 1,
      StandardOutputContent: 'one\n',
      StandardErrorContent: 'failed to run commands: exit status 1',
    })
    expect(await commandOf(command)).toMatchObject({
      Status: 'Failed',
      StatusDetails: 'Failed',
      ErrorCount: 1,
    })
  })

  it('runs where and as long as it is told', async () => {
    const [id = ''] = shared
    const here = await send(['pwd'], {
      InstanceIds: [id],
      Parameters: { commands: ['pwd'], workingDirectory: ['/tmp'] },
    })
    const slow = await send([], {
      InstanceIds: [id],
      Parameters: { commands: ['echo begun', 'sleep 100'], executionTimeout: ['30'] },
    })
    await cloud.advance('29s')
    expect((await get(here, id)).StandardOutputContent).toBe('/tmp\n')
    expect((await get(slow, id)).Status).toBe('InProgress')
    await cloud.advance('2s')
    expect(await get(slow, id)).toMatchObject({
      Status: 'TimedOut',
      StatusDetails: 'ExecutionTimedOut',
      ResponseCode: 137,
      ExecutionElapsedTime: 'PT30S',
      StandardOutputContent: 'begun\n',
    })
    expect(await commandOf(slow)).toMatchObject({
      Status: 'TimedOut',
      StatusDetails: 'ExecutionTimedOut',
    })
  })

  it('is cut where AWS cuts', async () => {
    const [id = ''] = shared
    const command = await send(
      [`printf 'o%.0s' $(seq 1 30000)`, `printf 'e%.0s' $(seq 1 9000) >&2`],
      { InstanceIds: [id] },
    )
    await cloud.advance('5s')
    const { StandardOutputContent = '', StandardErrorContent = '' } = await get(command, id)
    expect(StandardOutputContent).toHaveLength(24_000)
    expect(StandardOutputContent).toMatch(/o--output truncated--$/)
    expect(StandardErrorContent).toHaveLength(8000)
    expect(StandardErrorContent).toMatch(/e--error truncated--$/)
    const { CommandInvocations = [] } = await cloud
      .ssm()
      .send(new ListCommandInvocationsCommand({ CommandId: command, Details: true }))
    const listed = CommandInvocations[0]?.CommandPlugins?.[0]?.Output ?? ''
    expect(listed).toHaveLength(2500)
    expect(listed).toMatch(
      /^o+\n---Output truncated---\n----------ERROR-------\ne+\n---Error truncated----$/,
    )
  })

  it('is cancelled: what runs is killed, what waits never begins', async () => {
    const [running = ''] = shared
    const [stopped = ''] = await launch()
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [stopped] }))
    await cloud.advance('1m')
    const command = await send(['trap "" TERM', 'sleep 1000'], {
      InstanceIds: [running, stopped],
    })
    await cloud.advance('1s')
    expect((await get(command, stopped)).Status).toBe('Delayed')
    await cloud.ssm().send(new CancelCommandCommand({ CommandId: command }))
    await cloud.advance('1s')
    for (const id of [running, stopped]) {
      expect(await get(command, id)).toMatchObject({
        Status: 'Cancelled',
        StatusDetails: 'Cancelled',
      })
    }
    expect(await commandOf(command)).toMatchObject({ Status: 'Cancelled' })
    const check = await send(['ps -ef | grep -c "[s]leep 1000" || true'], {
      InstanceIds: [running],
    })
    await cloud.advance('1s')
    expect((await get(check, running)).StandardOutputContent).toBe('0\n')
    await cloud.ssm().send(new CancelCommandCommand({ CommandId: check }))
    expect((await get(check, running)).Status).toBe('Success')
    await expect(
      cloud
        .ssm()
        .send(new CancelCommandCommand({ CommandId: '00000000-0000-4000-8000-000000000000' })),
    ).rejects.toMatchObject({ name: 'InvalidCommandId' })
  })
})

describe('delivery', () => {
  it('waits for an agent that is away, and happens when it returns', async () => {
    const [id = ''] = await launch()
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('1m')
    const command = await send(['echo at last'], { InstanceIds: [id] })
    await cloud.advance('1s')
    expect(await get(command, id)).toMatchObject({ Status: 'Delayed', StatusDetails: 'Delayed' })
    await cloud.ec2().send(new StartInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('2m')
    expect(await get(command, id)).toMatchObject({
      Status: 'Success',
      StandardOutputContent: 'at last\n',
    })
  })

  it('times out, or is given up when the instance is gone', async () => {
    const [late = '', gone = ''] = await launch(2)
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [late, gone] }))
    await cloud.advance('1m')
    const command = await send(['true'], { InstanceIds: [late, gone], TimeoutSeconds: 60 })
    await cloud.advance('30s')
    await cloud.ec2().send(new TerminateInstancesCommand({ InstanceIds: [gone] }))
    await cloud.advance('20s')
    expect(await get(command, gone)).toMatchObject({
      Status: 'Failed',
      StatusDetails: 'Undeliverable',
      ResponseCode: -1,
    })
    expect((await get(command, late)).Status).toBe('Delayed')
    await cloud.advance('15s')
    expect(await get(command, late)).toMatchObject({
      Status: 'TimedOut',
      StatusDetails: 'DeliveryTimedOut',
      ResponseCode: -1,
    })
    expect(await commandOf(command)).toMatchObject({
      Status: 'TimedOut',
      StatusDetails: 'DeliveryTimedOut',
      DeliveryTimedOutCount: 1,
      CompletedCount: 2,
    })
  })

  it('goes to so many at a time, and stops after so many errors', async () => {
    const ids = shared
    const command = await send(['sleep 10', 'exit 3'], {
      InstanceIds: ids,
      MaxConcurrency: '1',
      MaxErrors: '1',
    })
    const statuses = async () => {
      const found = await Promise.all(ids.map((id) => get(command, id)))
      return found.map(({ Status, StatusDetails }) => `${Status} ${StatusDetails}`)
    }
    await cloud.advance('1s')
    expect(await statuses()).toEqual([
      'InProgress InProgress',
      'Pending Pending',
      'Pending Pending',
    ])
    await cloud.advance('10s')
    expect(await statuses()).toEqual(['Failed Failed', 'InProgress InProgress', 'Pending Pending'])
    await cloud.advance('10s')
    expect(await statuses()).toEqual(['Failed Failed', 'Failed Failed', 'Cancelled Terminated'])
    expect(await commandOf(command)).toMatchObject({ Status: 'Failed', ErrorCount: 2 })
  })

  it('finds its targets by tags', async () => {
    const [web = '', db = ''] = shared
    const tag = (id: string, Value: string) =>
      cloud.ec2().send(
        new CreateTagsCommand({
          Resources: [id],
          Tags: [
            { Key: 'role', Value },
            { Key: 'Name', Value: `${Value}-1` },
          ],
        }),
      )
    await tag(web, 'web')
    await tag(db, 'db')
    const command = await send(['true'], { Targets: [{ Key: 'tag:role', Values: ['web'] }] })
    await cloud.advance('1s')
    const list = async (input: object) =>
      (await cloud.ssm().send(new ListCommandInvocationsCommand(input))).CommandInvocations
    expect(await list({ CommandId: command })).toMatchObject([
      { InstanceId: web, InstanceName: 'web-1', Status: 'Success', CommandPlugins: [] },
    ])
    const both = await send(['true'], { Targets: [{ Key: 'InstanceIds', Values: [web, db] }] })
    await cloud.advance('1s')
    expect(await list({ CommandId: both, InstanceId: db })).toHaveLength(1)
    const nobody = await send(['true'], { Targets: [{ Key: 'tag:role', Values: ['none'] }] })
    expect(await commandOf(nobody)).toMatchObject({
      Status: 'Success',
      StatusDetails: 'NoInstancesInTag',
      TargetCount: 0,
    })
  })
})

describe('a document of one’s own', () => {
  it('has steps with results of their own, conditions, and parameters', async () => {
    const [id = ''] = shared
    const step = (name: string, runCommand: string[], more: object = {}) => ({
      action: 'aws:runShellScript',
      name,
      ...more,
      inputs: { runCommand },
    })
    await cloud.ssm().send(
      new CreateDocumentCommand({
        Name: 'Steps',
        DocumentType: 'Command',
        Content: JSON.stringify({
          schemaVersion: '2.2',
          parameters: { Word: { type: 'String', allowedPattern: '[a-z]+' } },
          mainSteps: [
            step('first', ['echo {{ Word }}']),
            step('windows', ['exit 9'], {
              precondition: { StringEquals: ['platformType', 'Windows'] },
            }),
            step('last', ['echo "{{Word}} again"', 'exit 4']),
          ],
        }),
      }),
    )
    const command = await send([], {
      DocumentName: 'Steps',
      InstanceIds: [id],
      Parameters: { Word: ['hello'] },
    })
    await cloud.advance('1s')
    expect(await get(command, id, 'first')).toMatchObject({
      Status: 'Success',
      StandardOutputContent: 'hello\n',
    })
    expect((await get(command, id, 'windows')).StandardOutputContent).toMatch(
      /^Step execution skipped due to unsatisfied preconditions/,
    )
    expect(await get(command, id, 'last')).toMatchObject({
      Status: 'Failed',
      ResponseCode: 4,
      StandardOutputContent: 'hello again\n',
    })
    expect(await get(command, id)).toMatchObject({ Status: 'Failed', PluginName: '' })
    await expect(get(command, id, 'other')).rejects.toMatchObject({ name: 'InvalidPluginName' })
    await expect(
      send([], { DocumentName: 'Steps', InstanceIds: [id], Parameters: { Word: ['NO'] } }),
    ).rejects.toMatchObject({ name: 'InvalidParameters' })
    await expect(
      send([], { DocumentName: 'Steps', InstanceIds: [id], Parameters: {} }),
    ).rejects.toMatchObject({
      name: 'InvalidParameters',
      message: 'Parameter "Word" requires a value.',
    })
  })
})

describe('SendCommand', () => {
  it('refuses what AWS refuses', async () => {
    const [id = ''] = shared
    const bare = await launchInstance(cloud.ec2())
    await cloud.advance('1m')
    await expect(refusal({ InstanceIds: [bare] })).rejects.toMatchObject({
      name: 'InvalidInstanceId',
      message: `Instances [[${bare}]] not in a valid state for account 123456789012`,
    })
    await expect(refusal({ InstanceIds: [id, id] })).rejects.toMatchObject({
      name: 'DuplicateInstanceId',
    })
    await expect(refusal({})).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(refusal({ InstanceIds: [id], DocumentName: 'Nothing' })).rejects.toMatchObject({
      name: 'InvalidDocument',
      message: 'Document with name Nothing does not exist.',
    })
    await expect(
      refusal({ InstanceIds: [id], DocumentName: 'AWS-StartSSHSession' }),
    ).rejects.toMatchObject({ name: 'InvalidDocument' })
    await expect(
      refusal({ InstanceIds: [id], Parameters: { comands: ['ls'] } }),
    ).rejects.toMatchObject({
      name: 'InvalidParameters',
      message: 'Parameter "comands" is not defined in document AWS-RunShellScript.',
    })
    await expect(
      refusal({ InstanceIds: [id], Parameters: { commands: ['ls'], executionTimeout: ['0'] } }),
    ).rejects.toMatchObject({ name: 'InvalidParameters' })
    await expect(
      refusal({ InstanceIds: [id], OutputS3BucketName: 'bucket' }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('OutputS3BucketName is not supported'),
    })
    await expect(get('00000000-0000-4000-8000-000000000000', id)).rejects.toMatchObject({
      name: 'InvocationDoesNotExist',
    })
  })

  it('sends PowerShell to Linux, where it is not to be found', async () => {
    const [id = ''] = shared
    const command = await send(['Get-Process'], {
      DocumentName: 'AWS-RunPowerShellScript',
      InstanceIds: [id],
    })
    await cloud.advance('1s')
    const invocation = await get(command, id)
    expect(invocation).toMatchObject({ Status: 'Failed', ResponseCode: 127 })
    expect(invocation.StandardErrorContent).toMatch(/pwsh: (command )?not found/)
  })
})

describe('ListCommands', () => {
  it('filters and pages, newest first', async () => {
    const [id = ''] = shared
    await cloud.advance('1m')
    const begun = new Date(cloud.now() - 1).toISOString()
    const first = await send(['true'], { InstanceIds: [id] })
    await cloud.advance('1m')
    const between = new Date(cloud.now() - 1000).toISOString()
    const second = await send(['false'], { InstanceIds: [id] })
    await cloud.advance('1s')
    const list = async (key: CommandFilterKey, value: string) => {
      const Filters = [
        { key: 'InvokedAfter' as const, value: begun },
        { key, value },
      ]
      const { Commands } = await cloud.ssm().send(new ListCommandsCommand({ Filters }))
      return Commands?.map(({ CommandId }) => CommandId)
    }
    expect(await list('InvokedAfter', between)).toEqual([second])
    expect(await list('InvokedBefore', between)).toEqual([first])
    expect(await list('Status', 'Failed')).toEqual([second])
    expect(await list('ExecutionStage', 'Complete')).toEqual([second, first])
    expect(await list('DocumentName', 'AWS-RunShellScript')).toEqual([second, first])
    const page = await cloud.ssm().send(new ListCommandsCommand({ MaxResults: 1, InstanceId: id }))
    expect(page.Commands?.[0]?.CommandId).toBe(second)
    expect(page.NextToken).toBeDefined()
    await expect(
      cloud.ssm().send(
        new ListCommandInvocationsCommand({
          Filters: [{ key: 'ExecutionStage', value: 'Complete' }],
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidFilterKey' })
  })
})

describe('a restart', () => {
  it('is over, and says so, when Brume was stopped meanwhile', async () => {
    const usual = cloud
    const dataDir = mkdtempSync(join(tmpdir(), 'brume-commands-'))
    cloud = await startTestCloud({ dataDir })
    await makeSessionRole(cloud.iam(), 'web')
    const [id = '', away = ''] = await launch(2)
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [away] }))
    await cloud.advance('1m')
    const command = await send(['echo begun', 'sleep 1000'], { InstanceIds: [id, away] })
    await cloud.advance('1s')
    await cloud.close()
    cloud = await startTestCloud({ dataDir })
    await cloud.advance('1s')
    expect(await get(command, id)).toMatchObject({
      Status: 'Failed',
      StandardErrorContent: expect.stringContaining('The agent was restarted'),
    })
    expect((await get(command, away)).Status).toBe('Delayed')
    await cloud.ec2().send(new StartInstancesCommand({ InstanceIds: [away] }))
    await cloud.advance('2m')
    expect((await get(command, away)).Status).toBe('InProgress')
    await cloud.advance('20m')
    expect(await get(command, away)).toMatchObject({
      Status: 'Success',
      StandardOutputContent: 'begun\n',
    })
    await cloud.close()
    rmSync(dataDir, { recursive: true })
    cloud = usual
  })
})
