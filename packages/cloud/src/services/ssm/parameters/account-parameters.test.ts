import { DescribeImagesCommand, RunInstancesCommand } from '@aws-sdk/client-ec2'
import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  RemoveTagsFromResourceCommand,
  UnlabelParameterVersionCommand,
  type ParameterStringFilter,
  type SSMClient,
} from '@aws-sdk/client-ssm'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

let cloud: TestCloud
let ssm: SSMClient
let account = 330000000000

beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ssm = cloud.ssm({ account: String(++account) })
})

type Put = ConstructorParameters<typeof PutParameterCommand>[0]
const put = (Name: string, Value: string, more: Partial<Put> = {}) =>
  ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', ...more }))
const get = async (Name: string, WithDecryption = false) =>
  (await ssm.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter

describe('parameters of an account', () => {
  it('keep their versions, each with its own value', async () => {
    expect(await put('/app/size', '1', { Description: 'a size' })).toMatchObject({
      Version: 1,
      Tier: 'Standard',
    })
    await expect(put('/app/size', '2')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' })
    expect(await put('/app/size', '2', { Overwrite: true, Type: undefined })).toMatchObject({
      Version: 2,
    })
    expect(await get('/app/size')).toMatchObject({
      Value: '2',
      Version: 2,
      ARN: `arn:aws:ssm:ap-northeast-2:${account}:parameter/app/size`,
      DataType: 'text',
    })
    expect(await get('/app/size:1')).toMatchObject({ Value: '1', Selector: ':1' })
    expect(await get(`arn:aws:ssm:ap-northeast-2:${account}:parameter/app/size`)).toMatchObject({
      Name: '/app/size',
    })
    await expect(get('/app/size:3')).rejects.toMatchObject({ name: 'ParameterVersionNotFound' })
    const { Parameters } = await ssm.send(new GetParameterHistoryCommand({ Name: '/app/size' }))
    expect(Parameters?.map(({ Value, Description }) => [Value, Description])).toEqual([
      ['1', 'a size'],
      ['2', 'a size'],
    ])
    const elsewhere = cloud.ssm({ account: String(account), region: 'us-east-1' })
    await expect(
      elsewhere.send(new GetParameterCommand({ Name: '/app/size' })),
    ).rejects.toMatchObject({ name: 'ParameterNotFound' })
  })

  it('show secrets only to those who ask for decryption', async () => {
    await put('secret', 'hunter2', { Type: 'SecureString' })
    const hidden = await get('secret')
    expect(hidden?.Type).toBe('SecureString')
    expect(hidden?.Value).not.toContain('hunter2')
    expect((await get('secret'))?.Value).toBe(hidden?.Value)
    expect((await get('secret', true))?.Value).toBe('hunter2')
    const listed = await ssm.send(new GetParametersCommand({ Names: ['secret', 'none'] }))
    expect(listed.Parameters?.[0]?.Value).toBe(hidden?.Value)
    expect(listed.InvalidParameters).toEqual(['none'])
    const described = await ssm.send(new DescribeParametersCommand({}))
    expect(described.Parameters?.[0]).toMatchObject({ Name: 'secret', KeyId: 'alias/aws/ssm' })
  })

  it('are found by filters and by path', async () => {
    await put('/app/a', '1')
    await put('/app/deep/b', 'x,y', { Type: 'StringList' })
    await put('plain', '3', { Tags: [{ Key: 'team', Value: 'red' }] })
    const names = async (...ParameterFilters: ParameterStringFilter[]) =>
      (await ssm.send(new DescribeParametersCommand({ ParameterFilters }))).Parameters?.map(
        ({ Name }) => Name,
      ) ?? []
    expect(await names()).toEqual(['/app/a', '/app/deep/b', 'plain'])
    expect(await names({ Key: 'Path', Values: ['/app'] })).toEqual(['/app/a'])
    expect(await names({ Key: 'Path', Option: 'Recursive', Values: ['/app'] })).toHaveLength(2)
    expect(await names({ Key: 'Type', Values: ['StringList'] })).toEqual(['/app/deep/b'])
    expect(await names({ Key: 'Name', Option: 'Contains', Values: ['lai'] })).toEqual(['plain'])
    expect(await names({ Key: 'tag:team', Values: ['red'] })).toEqual(['plain'])
    await expect(names({ Key: 'Colour', Values: ['red'] })).rejects.toMatchObject({
      name: 'ValidationException',
    })
    const under = await ssm.send(
      new GetParametersByPathCommand({
        Path: '/app',
        Recursive: true,
        ParameterFilters: [{ Key: 'Type', Values: ['String'] }],
      }),
    )
    expect(under.Parameters?.map(({ Name }) => Name)).toEqual(['/app/a'])
  })

  it('are deleted, alone and together', async () => {
    for (const name of ['a', 'b', 'c']) await put(name, '1')
    await ssm.send(new DeleteParameterCommand({ Name: 'a' }))
    await expect(ssm.send(new DeleteParameterCommand({ Name: 'a' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    })
    const gone = await ssm.send(new DeleteParametersCommand({ Names: ['a', 'b', 'c'] }))
    expect(gone.DeletedParameters?.toSorted()).toEqual(['b', 'c'])
    expect(gone.InvalidParameters).toEqual(['a'])
    expect((await ssm.send(new DescribeParametersCommand({}))).Parameters).toEqual([])
  })

  it('carry tags', async () => {
    await put('tagged', '1', { Tags: [{ Key: 'a', Value: '1' }] })
    const tagged = { ResourceType: 'Parameter', ResourceId: 'tagged' } as const
    await ssm.send(new AddTagsToResourceCommand({ ...tagged, Tags: [{ Key: 'b', Value: '2' }] }))
    await ssm.send(new RemoveTagsFromResourceCommand({ ...tagged, TagKeys: ['a'] }))
    const { TagList } = await ssm.send(new ListTagsForResourceCommand(tagged))
    expect(TagList).toEqual([{ Key: 'b', Value: '2' }])
    await expect(
      ssm.send(new ListTagsForResourceCommand({ ...tagged, ResourceId: 'none' })),
    ).rejects.toMatchObject({ name: 'InvalidResourceId' })
  })

  it('are refused out of their rules', async () => {
    const refused = (...args: Parameters<typeof put>) => expect(put(...args)).rejects
    await refused('/aws/mine', '1').toMatchObject({ name: 'AccessDeniedException' })
    await refused('ssm-mine', '1').toMatchObject({ name: 'ValidationException' })
    await refused(`${'a'.repeat(60)}!`, '1').toMatchObject({ name: 'ValidationException' })
    await refused('app/a', '1').toMatchObject({
      message: 'Parameter name must be a fully qualified name.',
    })
    await refused('/a'.repeat(16), '1').toMatchObject({
      name: 'HierarchyLevelLimitExceededException',
    })
    await refused('untyped', '1', { Type: undefined }).toMatchObject({
      message: 'A parameter type is required when you create a parameter.',
    })
    await refused('long', 'x'.repeat(4097)).toMatchObject({ name: 'ValidationException' })
    await refused('four', 'four', { AllowedPattern: '\\d+' }).toMatchObject({
      name: 'ParameterPatternMismatchException',
    })
    await refused('slow', `${'a'.repeat(40)}b`, { AllowedPattern: '(a+)+' }).toMatchObject({
      name: 'InvalidAllowedPatternException',
    })
    await put('typed', '1')
    await refused('typed', '1', { Overwrite: true, Type: 'StringList' }).toMatchObject({
      name: 'HierarchyTypeMismatchException',
    })
    expect(await put('large', 'x'.repeat(4097), { Tier: 'Intelligent-Tiering' })).toMatchObject({
      Tier: 'Advanced',
    })
  })

  it('give labels to versions, one version a label', async () => {
    await put('/app/url', 'a')
    await put('/app/url', 'b', { Overwrite: true })
    const label = (ParameterVersion: number | undefined, ...Labels: string[]) =>
      ssm.send(new LabelParameterVersionCommand({ Name: '/app/url', ParameterVersion, Labels }))
    expect(await label(1, 'live', 'aws-own', '1st')).toMatchObject({
      InvalidLabels: ['aws-own', '1st'],
      ParameterVersion: 1,
    })
    expect(await get('/app/url:live')).toMatchObject({ Value: 'a', Selector: ':live' })
    await label(undefined, 'live', 'test')
    expect(await get('/app/url:live')).toMatchObject({ Value: 'b', Version: 2 })
    const history = await ssm.send(new GetParameterHistoryCommand({ Name: '/app/url' }))
    expect(history.Parameters?.map(({ Labels }) => Labels)).toEqual([[], ['live', 'test']])
    const byLabel = (Label: string) =>
      ssm.send(
        new GetParametersByPathCommand({
          Path: '/app',
          ParameterFilters: [{ Key: 'Label', Values: [Label] }],
        }),
      )
    expect((await byLabel('test')).Parameters).toHaveLength(1)
    expect((await byLabel('prod')).Parameters).toEqual([])
    const many = Array.from({ length: 9 }, (_, index) => `l${index}`)
    await expect(label(2, ...many)).rejects.toMatchObject({
      name: 'ParameterVersionLabelLimitExceeded',
    })
    await expect(label(9, 'live')).rejects.toMatchObject({ name: 'ParameterVersionNotFound' })
    const removed = await ssm.send(
      new UnlabelParameterVersionCommand({
        Name: '/app/url',
        ParameterVersion: 2,
        Labels: ['live', 'none'],
      }),
    )
    expect(removed).toMatchObject({ RemovedLabels: ['live'], InvalidLabels: ['none'] })
    await expect(get('/app/url:live')).rejects.toMatchObject({ name: 'ParameterVersionNotFound' })
  })

  it('name the image of a launch', async () => {
    const ec2 = cloud.ec2({ account: String(account) })
    const { Images } = await ec2.send(
      new DescribeImagesCommand({
        Owners: ['amazon'],
        Filters: [
          { Name: 'name', Values: ['al2023-ami-2023*'] },
          { Name: 'architecture', Values: ['x86_64'] },
        ],
      }),
    )
    const ImageId = Images?.[0]?.ImageId ?? ''
    await put('golden', ImageId, { DataType: 'aws:ec2:image' })
    await expect(put('broken', 'ami-1', { DataType: 'aws:ec2:image' })).rejects.toMatchObject({
      name: 'ValidationException',
    })
    const launch = (name: string) =>
      ec2.send(
        new RunInstancesCommand({
          ImageId: `resolve:ssm:${name}`,
          InstanceType: 't3.micro',
          MinCount: 1,
          MaxCount: 1,
        }),
      )
    expect((await launch('golden:1')).Instances?.[0]?.ImageId).toBe(ImageId)
    await expect(launch('golden:2')).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })
})
