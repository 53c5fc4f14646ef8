import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  DeleteLaunchTemplateCommand,
  DeleteLaunchTemplateVersionsCommand,
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeTagsCommand,
  ModifyLaunchTemplateCommand,
  paginateDescribeLaunchTemplateVersions,
  type CreateLaunchTemplateCommandInput,
  type DescribeLaunchTemplateVersionsCommandInput,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { documentedFilters } from '../filters.ts'

let cloud: TestCloud
let ec2: EC2Client
let account = 410_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String(++account) })
})

const create = (more: Partial<CreateLaunchTemplateCommandInput> = {}) =>
  ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: { ImageId: 'ami-abc123', InstanceType: 't3.micro' },
      ...more,
    }),
  )
const versions = async (input: DescribeLaunchTemplateVersionsCommandInput) =>
  (await ec2.send(new DescribeLaunchTemplateVersionsCommand(input))).LaunchTemplateVersions ?? []
const addVersion = (ImageId: string, SourceVersion?: string) =>
  ec2.send(
    new CreateLaunchTemplateVersionCommand({
      LaunchTemplateName: 'web',
      SourceVersion,
      VersionDescription: ImageId,
      LaunchTemplateData: { ImageId },
    }),
  )

describe('a launch template', () => {
  it('is created with its first version, tagged, found and deleted', async () => {
    const { LaunchTemplate: made } = await create({
      VersionDescription: 'first',
      TagSpecifications: [{ ResourceType: 'launch-template', Tags: [{ Key: 'a', Value: 'b' }] }],
    })
    expect(made).toMatchObject({
      LaunchTemplateId: expect.stringMatching(/^lt-0[0-9a-f]{16}$/),
      LaunchTemplateName: 'web',
      CreatedBy: `arn:aws:iam::${account}:root`,
      DefaultVersionNumber: 1,
      LatestVersionNumber: 1,
      Tags: [{ Key: 'a', Value: 'b' }],
    })
    await create({ LaunchTemplateName: 'other' })
    const describe = async (input: object) =>
      (await ec2.send(new DescribeLaunchTemplatesCommand(input))).LaunchTemplates?.map(
        ({ LaunchTemplateName }) => LaunchTemplateName,
      )
    expect(await describe({})).toEqual(['web', 'other'])
    expect(await describe({ LaunchTemplateNames: ['other', 'web'] })).toEqual(['other', 'web'])
    expect(await describe({ Filters: [{ Name: 'tag:a', Values: ['b'] }] })).toEqual(['web'])
    expect(
      await describe({ Filters: [{ Name: 'launch-template-name', Values: ['oth*'] }] }),
    ).toEqual(['other'])
    const tagged = await ec2.send(
      new DescribeTagsCommand({
        Filters: [{ Name: 'resource-type', Values: ['launch-template'] }],
      }),
    )
    expect(tagged.Tags).toMatchObject([{ ResourceId: made?.LaunchTemplateId, Key: 'a' }])

    const { LaunchTemplateId } = made ?? {}
    await ec2.send(new DeleteLaunchTemplateCommand({ LaunchTemplateId }))
    await expect(describe({ LaunchTemplateNames: ['web'] })).rejects.toMatchObject({
      name: 'InvalidLaunchTemplateName.NotFoundException',
      message: 'At least one of the launch templates specified in the request does not exist.',
    })
    await expect(versions({ LaunchTemplateId })).rejects.toMatchObject({
      name: 'InvalidLaunchTemplateId.NotFound',
      message: `The specified launch template, with template ID ${LaunchTemplateId}, does not exist.`,
    })
    expect((await create()).LaunchTemplate?.LatestVersionNumber).toBe(1)
  })

  it('is refused for its name, its data, its tags and when it exists', async () => {
    await create()
    const cases: readonly [Partial<CreateLaunchTemplateCommandInput>, string][] = [
      [{}, 'InvalidLaunchTemplateName.AlreadyExistsException'],
      [{ LaunchTemplateName: 'a b c' }, 'InvalidLaunchTemplateName.MalformedException'],
      [{ LaunchTemplateName: 'ab' }, 'InvalidLaunchTemplateName.MalformedException'],
      [{ LaunchTemplateName: 'new', LaunchTemplateData: {} }, 'MissingParameter'],
      [
        {
          LaunchTemplateName: 'new',
          TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: 'b' }] }],
        },
        'InvalidParameterValue',
      ],
      [{ LaunchTemplateName: 'new', DryRun: true }, 'DryRunOperation'],
    ]
    for (const [input, name] of cases) await expect(create(input)).rejects.toMatchObject({ name })
    const all = await ec2.send(new DescribeLaunchTemplatesCommand({}))
    expect(all.LaunchTemplates).toHaveLength(1)
    // Terraform's provider sends an empty text where it has nothing to say.
    await create({ LaunchTemplateName: 'empty', LaunchTemplateData: { UserData: '' } })
  })

  it('repeats its answer under the same token and belongs to one account and Region', async () => {
    const token = { ClientToken: 'once' }
    const first = await create(token)
    expect((await create(token)).LaunchTemplate).toEqual(first.LaunchTemplate)
    const elsewhere = cloud.ec2({ account: String(account), region: 'us-west-2' })
    expect((await elsewhere.send(new DescribeLaunchTemplatesCommand({}))).LaunchTemplates).toEqual(
      [],
    )
  })
})

describe('versions', () => {
  it('hold what they were given, and inherit from a source', async () => {
    const mapping = { DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-1', VolumeSize: 9 } }
    await create({
      LaunchTemplateData: {
        ImageId: 'ami-abc123',
        InstanceType: 't3.micro',
        SecurityGroupIds: ['sg-1234', 'sg-ab5678'],
        BlockDeviceMappings: [mapping],
        InstanceMarketOptions: {
          MarketType: 'spot',
          SpotOptions: { ValidUntil: new Date('2026-02-01T00:00:00Z') },
        },
      },
    })
    const [first] = await versions({ LaunchTemplateName: 'web', Versions: ['1'] })
    expect(first).toMatchObject({ VersionNumber: 1, DefaultVersion: true })
    expect(first?.LaunchTemplateData).toEqual({
      ImageId: 'ami-abc123',
      InstanceType: 't3.micro',
      SecurityGroupIds: ['sg-1234', 'sg-ab5678'],
      BlockDeviceMappings: [mapping],
      InstanceMarketOptions: {
        MarketType: 'spot',
        SpotOptions: { ValidUntil: new Date('2026-02-01T00:00:00Z') },
      },
    })
    const { LaunchTemplateVersion: alone } = await addVersion('ami-def456')
    expect(alone).toMatchObject({
      VersionNumber: 2,
      DefaultVersion: false,
      VersionDescription: 'ami-def456',
      LaunchTemplateData: { ImageId: 'ami-def456' },
    })
    expect(alone?.LaunchTemplateData?.InstanceType).toBeUndefined()
    const { LaunchTemplateVersion: heir } = await addVersion('ami-789', '$Default')
    expect(heir?.LaunchTemplateData).toMatchObject({
      ImageId: 'ami-789',
      InstanceType: 't3.micro',
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 9 } }],
    })
    // "Snapshots applied to the block device mapping are ignored when creating a new version".
    expect(heir?.LaunchTemplateData?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId).toBeUndefined()
  })

  it('are listed by number, range, name of the current ones, and page', async () => {
    await create()
    for (const image of ['ami-2', 'ami-3', 'ami-4']) await addVersion(image)
    await create({ LaunchTemplateName: 'other' })
    const numbers = async (input: DescribeLaunchTemplateVersionsCommandInput) =>
      (await versions(input)).map(({ VersionNumber }) => VersionNumber)
    const web = { LaunchTemplateName: 'web' }
    expect(await numbers(web)).toEqual([1, 2, 3, 4])
    expect(await numbers({ ...web, Versions: ['$Latest', '2', '$Default'] })).toEqual([4, 2, 1])
    expect(await numbers({ ...web, MinVersion: '2' })).toEqual([2, 3, 4])
    expect(await numbers({ ...web, MinVersion: '2', MaxVersion: '3' })).toEqual([2, 3])
    expect(await numbers({ Versions: ['$Latest', '$Default'] })).toEqual([4, 1, 1])
    const isDefault = [{ Name: 'is-default-version', Values: ['false'] }]
    expect(await numbers({ ...web, Filters: isDefault })).toEqual([2, 3, 4])
    const Filters = [...documentedFilters('DescribeLaunchTemplateVersions')].map((Name) => ({
      Name,
      Values: ['x'],
    }))
    expect(await numbers({ ...web, Filters })).toEqual([])
    const paged: number[] = []
    for await (const page of paginateDescribeLaunchTemplateVersions(
      { client: ec2, pageSize: 3 },
      web,
    )) {
      paged.push(page.LaunchTemplateVersions?.length ?? 0)
    }
    expect(paged).toEqual([3, 1])
    const refused: readonly [DescribeLaunchTemplateVersionsCommandInput, string, RegExp][] = [
      [{}, 'MissingParameter', /^To describe the launch template data for all your/],
      [{ Versions: ['1'] }, 'InvalidParameterValue', /^To describe the launch template data/],
      [{ ...web, Versions: ['9'] }, 'InvalidLaunchTemplateId.VersionNotFound', /version 9 for/],
      [{ ...web, Versions: ['x'] }, 'InvalidParameterValue', /\(x\)/],
      [{ ...web, LaunchTemplateId: 'lt-0' }, 'InvalidParameterCombination', /^Either provide/],
      [{ LaunchTemplateId: 'lt-0' }, 'InvalidLaunchTemplateId.Malformed', /lt-0, is not valid/],
    ]
    for (const [input, name, message] of refused) {
      await expect(versions(input)).rejects.toMatchObject({
        name,
        message: expect.stringMatching(message),
      })
    }
  })

  it('become the default, and go one by one; numbers do not come back', async () => {
    await create()
    for (const image of ['ami-2', 'ami-3']) await addVersion(image)
    const name = { LaunchTemplateName: 'web' }
    const modified = await ec2.send(
      new ModifyLaunchTemplateCommand({ ...name, DefaultVersion: '2' }),
    )
    expect(modified.LaunchTemplate).toMatchObject({ DefaultVersionNumber: 2 })
    await expect(
      ec2.send(new ModifyLaunchTemplateCommand({ ...name, DefaultVersion: '7' })),
    ).rejects.toMatchObject({
      name: 'InvalidLaunchTemplateId.VersionNotFound',
      message: 'The launch template version 7 is not found for the specified launch template.',
    })
    const gone = await ec2.send(
      new DeleteLaunchTemplateVersionsCommand({ ...name, Versions: ['2', '3', '9'] }),
    )
    expect(gone).toMatchObject({
      SuccessfullyDeletedLaunchTemplateVersions: [{ VersionNumber: 3 }],
      UnsuccessfullyDeletedLaunchTemplateVersions: [
        { VersionNumber: 2, ResponseError: { Code: 'unexpectedError' } },
        { VersionNumber: 9, ResponseError: { Code: 'launchTemplateVersionDoesNotExist' } },
      ],
    })
    const described = await ec2.send(new DescribeLaunchTemplatesCommand({}))
    expect(described.LaunchTemplates).toMatchObject([{ LatestVersionNumber: 2 }])
    expect((await addVersion('ami-4')).LaunchTemplateVersion?.VersionNumber).toBe(4)
  })
})
