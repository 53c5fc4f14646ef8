import {
  AddTagsToResourceCommand,
  CreateDocumentCommand,
  DeleteDocumentCommand,
  DescribeDocumentCommand,
  DescribeDocumentPermissionCommand,
  GetDocumentCommand,
  ListDocumentVersionsCommand,
  ListDocumentsCommand,
  ListTagsForResourceCommand,
  UpdateDocumentCommand,
  UpdateDocumentDefaultVersionCommand,
  type CreateDocumentCommandInput,
  type SSMClient,
} from '@aws-sdk/client-ssm'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { echoDriver } from '../../../testing/echo-driver.ts'

let cloud: TestCloud
let ssm: SSMClient
beforeEach(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
  ssm = cloud.ssm()
})
afterEach(() => cloud.close())

const script = {
  schemaVersion: '2.2',
  description: 'Says hello',
  parameters: {
    Whom: { type: 'String', description: 'Who is greeted', default: 'world' },
    Words: { type: 'StringList', default: ['hello', 'again'] },
  },
  mainSteps: [
    {
      action: 'aws:runShellScript',
      name: 'greet',
      inputs: { runCommand: ['echo {{ Words }} {{ Whom }}'] },
    },
  ],
}

const create = (input: Partial<CreateDocumentCommandInput> = {}) =>
  ssm.send(
    new CreateDocumentCommand({
      Name: 'Greeting',
      Content: JSON.stringify(script),
      DocumentType: 'Command',
      ...input,
    }),
  )
const describeOf = async (Name: string) =>
  (await ssm.send(new DescribeDocumentCommand({ Name }))).Document

describe('a document', () => {
  it('is made, described, and given back in either format', async () => {
    const made = await create({ VersionName: 'first', Tags: [{ Key: 'a', Value: 'b' }] })
    expect(made.DocumentDescription).toMatchObject({
      Name: 'Greeting',
      Status: 'Creating',
      Owner: '123456789012',
      DocumentVersion: '1',
      LatestVersion: '1',
      DefaultVersion: '1',
      VersionName: 'first',
      DocumentFormat: 'JSON',
      DocumentType: 'Command',
      SchemaVersion: '2.2',
      Description: 'Says hello',
      PlatformTypes: ['Linux', 'MacOS'],
      HashType: 'Sha256',
      Hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      Tags: [{ Key: 'a', Value: 'b' }],
      Parameters: [
        { Name: 'Whom', Type: 'String', Description: 'Who is greeted', DefaultValue: 'world' },
        { Name: 'Words', Type: 'StringList', DefaultValue: '["hello","again"]' },
      ],
    })
    expect(await describeOf('Greeting')).toMatchObject({ Status: 'Active' })
    const json = await ssm.send(new GetDocumentCommand({ Name: 'Greeting' }))
    expect(json).toMatchObject({ DocumentFormat: 'JSON', Status: 'Active', DocumentVersion: '1' })
    expect(JSON.parse(json.Content ?? '')).toEqual(script)
    const yaml = await ssm.send(
      new GetDocumentCommand({ Name: 'Greeting', DocumentFormat: 'YAML' }),
    )
    expect(yaml.DocumentFormat).toBe('YAML')
    expect(parse(yaml.Content ?? '')).toEqual(script)
    const tags = { ResourceType: 'Document' as const, ResourceId: 'Greeting' }
    await ssm.send(new AddTagsToResourceCommand({ ...tags, Tags: [{ Key: 'c', Value: 'd' }] }))
    expect((await ssm.send(new ListTagsForResourceCommand(tags))).TagList).toEqual([
      { Key: 'a', Value: 'b' },
      { Key: 'c', Value: 'd' },
    ])
    expect(
      await ssm.send(
        new DescribeDocumentPermissionCommand({ Name: 'Greeting', PermissionType: 'Share' }),
      ),
    ).toMatchObject({ AccountIds: [], AccountSharingInfoList: [] })
  })

  it('has versions, one of them the default', async () => {
    await create({ VersionName: 'first' })
    const update = (description: string, more: object = {}) =>
      ssm.send(
        new UpdateDocumentCommand({
          Name: 'Greeting',
          Content: JSON.stringify({ ...script, description }),
          DocumentVersion: '$LATEST',
          ...more,
        }),
      )
    expect((await update('second', { VersionName: 'two' })).DocumentDescription).toMatchObject({
      Status: 'Updating',
      DocumentVersion: '2',
      LatestVersion: '2',
      DefaultVersion: '1',
    })
    await expect(update('second')).rejects.toMatchObject({ name: 'DuplicateDocumentContent' })
    await expect(update('third', { VersionName: 'two' })).rejects.toMatchObject({
      name: 'DuplicateDocumentVersionName',
      message: 'The specified version name is a duplicate.',
    })
    await expect(update('third', { DocumentVersion: '9' })).rejects.toMatchObject({
      name: 'InvalidDocumentVersion',
    })
    expect(await describeOf('Greeting')).toMatchObject({
      DocumentVersion: '1',
      Description: 'Says hello',
    })
    const get = async (choice: object) =>
      (await ssm.send(new GetDocumentCommand({ Name: 'Greeting', ...choice }))).DocumentVersion
    expect(await get({})).toBe('1')
    expect(await get({ DocumentVersion: '$LATEST' })).toBe('2')
    expect(await get({ VersionName: 'two' })).toBe('2')
    await expect(get({ VersionName: 'two', DocumentVersion: '1' })).rejects.toMatchObject({
      name: 'InvalidDocumentVersion',
    })
    expect(
      (
        await ssm.send(
          new UpdateDocumentDefaultVersionCommand({ Name: 'Greeting', DocumentVersion: '2' }),
        )
      ).Description,
    ).toEqual({ Name: 'Greeting', DefaultVersion: '2', DefaultVersionName: 'two' })
    expect(await get({})).toBe('2')
    const versions = await ssm.send(new ListDocumentVersionsCommand({ Name: 'Greeting' }))
    expect(versions.DocumentVersions).toMatchObject([
      { DocumentVersion: '2', IsDefaultVersion: true },
      { DocumentVersion: '1', IsDefaultVersion: false, VersionName: 'first' },
    ])
    await expect(
      ssm.send(new DeleteDocumentCommand({ Name: 'Greeting', DocumentVersion: '2' })),
    ).rejects.toMatchObject({
      name: 'InvalidDocumentOperation',
      message: "Default version of the document can't be deleted.",
    })
    await ssm.send(new DeleteDocumentCommand({ Name: 'Greeting', VersionName: 'first' }))
    await expect(get({ DocumentVersion: '1' })).rejects.toMatchObject({
      name: 'InvalidDocumentVersion',
    })
    await ssm.send(new DeleteDocumentCommand({ Name: 'Greeting' }))
    await expect(get({})).rejects.toMatchObject({
      name: 'InvalidDocument',
      message: 'Document with name Greeting does not exist.',
    })
  })

  it.each([
    ['not JSON', 'schemaVersion: "2.2"', 'InvalidDocumentContent'],
    ['no steps', '{"schemaVersion":"2.2"}', 'InvalidDocumentContent'],
    ['an unknown schema', '{"schemaVersion":"9","mainSteps":[]}', 'InvalidDocumentSchemaVersion'],
    [
      'an unknown parameter',
      JSON.stringify({ ...script, parameters: {} }),
      'InvalidDocumentContent',
    ],
    [
      'a parameter of no type',
      JSON.stringify({ ...script, parameters: { Whom: {}, Words: {} } }),
      'InvalidDocumentContent',
    ],
    [
      'too much',
      JSON.stringify({ ...script, description: 'x'.repeat(70_000) }),
      'MaxDocumentSizeExceeded',
    ],
  ])('is refused when it has %s', async (_what, Content, name) => {
    await expect(create({ Content })).rejects.toMatchObject({ name })
  })

  it('is refused under a name that is taken or AWS’s', async () => {
    await create()
    await expect(create()).rejects.toMatchObject({
      name: 'DocumentAlreadyExists',
      message: 'Document with same name Greeting already exists',
    })
    await expect(create({ Name: 'AWS-Greeting' })).rejects.toMatchObject({
      name: 'ValidationException',
    })
    await expect(create({ Name: 'Other', DocumentType: 'Automation' })).rejects.toMatchObject({
      message: 'Documents of type Automation are not supported by the embedded cloud.',
    })
    await expect(
      ssm.send(new DeleteDocumentCommand({ Name: 'AWS-RunShellScript' })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })

  it('of the Session type needs its schema and a type of session', async () => {
    const content = (fields: object) =>
      create({ Name: 'Port22', DocumentType: 'Session', Content: JSON.stringify(fields) })
    await expect(
      content({ schemaVersion: '2.2', sessionType: 'Port', properties: {} }),
    ).rejects.toMatchObject({ name: 'InvalidDocumentSchemaVersion' })
    await expect(content({ schemaVersion: '1.0', sessionType: 'Dance' })).rejects.toMatchObject({
      name: 'InvalidDocumentContent',
    })
    await content({ schemaVersion: '1.0', sessionType: 'Port', properties: { portNumber: '22' } })
    expect(await describeOf('Port22')).toMatchObject({
      DocumentType: 'Session',
      SchemaVersion: '1.0',
    })
  })

  it('may be written in YAML', async () => {
    const Content = [
      'schemaVersion: "2.2"',
      'description: In YAML',
      'mainSteps:',
      '  - action: aws:runShellScript',
      '    name: one',
      '    inputs:',
      '      runCommand: [date]',
    ].join('\n')
    await create({ Content, DocumentFormat: 'YAML' })
    const json = await ssm.send(new GetDocumentCommand({ Name: 'Greeting' }))
    expect(JSON.parse(json.Content ?? '')).toMatchObject({ description: 'In YAML' })
    expect(await describeOf('Greeting')).toMatchObject({ DocumentFormat: 'YAML' })
    await expect(
      create({ Name: 'Bad', Content: 'a: [', DocumentFormat: 'YAML' }),
    ).rejects.toMatchObject({ name: 'InvalidDocumentContent' })
  })
})

describe('AWS’s documents', () => {
  it('are those that this cloud can run', async () => {
    const { DocumentIdentifiers } = await ssm.send(
      new ListDocumentsCommand({ Filters: [{ Key: 'Owner', Values: ['Amazon'] }] }),
    )
    expect(DocumentIdentifiers?.map(({ Name, DocumentType }) => [Name, DocumentType])).toEqual([
      ['AWS-GatherSoftwareInventory', 'Policy'],
      ['AWS-RunPowerShellScript', 'Command'],
      ['AWS-RunShellScript', 'Command'],
      ['AWS-StartInteractiveCommand', 'Session'],
      ['AWS-StartNonInteractiveCommand', 'Session'],
      ['AWS-StartPortForwardingSession', 'Session'],
      ['AWS-StartPortForwardingSessionToRemoteHost', 'Session'],
      ['AWS-StartSSHSession', 'Session'],
    ])
    expect(DocumentIdentifiers?.every(({ Owner }) => Owner === 'Amazon')).toBe(true)
    const { Content = '' } = await ssm.send(
      new GetDocumentCommand({ Name: 'arn:aws:ssm:ap-northeast-2::document/AWS-RunShellScript' }),
    )
    expect(JSON.parse(Content)).toMatchObject({
      schemaVersion: '1.2',
      runtimeConfig: { 'aws:runShellScript': {} },
    })
  })

  it('are listed with one’s own, by filters, in pages', async () => {
    await create()
    await create({ Name: 'Another', TargetType: '/AWS::EC2::Instance' })
    const list = async (Filters: { Key: string; Values: string[] }[]) =>
      (await ssm.send(new ListDocumentsCommand({ Filters }))).DocumentIdentifiers?.map(
        ({ Name }) => Name,
      )
    expect(await list([{ Key: 'Owner', Values: ['Self'] }])).toEqual(['Another', 'Greeting'])
    expect(await list([{ Key: 'TargetType', Values: ['/AWS::EC2::Instance'] }])).toEqual([
      'Another',
    ])
    expect(await list([{ Key: 'Name', Values: ['Gre'] }])).toEqual(['Greeting'])
    expect(await list([{ Key: 'DocumentType', Values: ['Session'] }])).toHaveLength(5)
    await expect(list([{ Key: 'Colour', Values: ['red'] }])).rejects.toMatchObject({
      name: 'InvalidFilterKey',
    })
    const first = await ssm.send(new ListDocumentsCommand({ MaxResults: 9 }))
    expect(first.DocumentIdentifiers).toHaveLength(9)
    const { NextToken } = first
    const rest = await ssm.send(new ListDocumentsCommand({ MaxResults: 9, NextToken }))
    expect(rest.DocumentIdentifiers?.map(({ Name }) => Name)).toEqual(['Greeting'])
  })
})
