import { DescribeImagesCommand } from '@aws-sdk/client-ec2'
import {
  GetParameterCommand,
  GetParametersCommand,
  paginateGetParametersByPath,
} from '@aws-sdk/client-ssm'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

const latest = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'

describe('public parameters', () => {
  it('name an image of the Region', async () => {
    for (const region of ['ap-northeast-2', 'us-east-1']) {
      const { Parameter } = await cloud
        .ssm({ region })
        .send(new GetParameterCommand({ Name: latest }))
      expect(Parameter).toMatchObject({
        Name: latest,
        Type: 'String',
        DataType: 'text',
        ARN: `arn:aws:ssm:${region}::parameter${latest}`,
      })
      const { Images } = await cloud
        .ec2({ region })
        .send(new DescribeImagesCommand({ ImageIds: [Parameter?.Value ?? ''] }))
      expect(Images?.[0]?.Name).toMatch(/^al2023-ami-2023/)
    }
  })

  it('are found by ARN and version, and refused when there is none', async () => {
    const ssm = cloud.ssm()
    const get = (Name: string) => ssm.send(new GetParameterCommand({ Name }))
    const { Parameter } = await get(latest)
    expect((await get(Parameter?.ARN ?? '')).Parameter?.Value).toBe(Parameter?.Value)
    expect((await get(`${latest}:1`)).Parameter?.Selector).toBe(':1')
    await expect(get(`${latest}:9`)).rejects.toMatchObject({ name: 'ParameterVersionNotFound' })
    await expect(get('/no/such')).rejects.toMatchObject({
      name: 'ParameterNotFound',
      message: 'Parameter /no/such not found.',
    })
  })

  it('come several at once, with the names that are not', async () => {
    const { Parameters, InvalidParameters } = await cloud
      .ssm()
      .send(new GetParametersCommand({ Names: [latest, '/no/such'] }))
    expect(Parameters).toHaveLength(1)
    expect(InvalidParameters).toEqual(['/no/such'])
  })

  it('are walked by path', async () => {
    const client = cloud.ssm()
    const walk = async (Path: string, Recursive: boolean) => {
      const names: string[] = []
      for await (const page of paginateGetParametersByPath({ client }, { Path, Recursive })) {
        names.push(...(page.Parameters ?? []).map(({ Name = '' }) => Name))
      }
      return names
    }
    expect(await walk('/aws/service/canonical', false)).toEqual([])
    const ubuntu = await walk('/aws/service/canonical/', true)
    expect(ubuntu).toContain(
      '/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id',
    )
    expect(await walk('/aws/service/global-infrastructure/regions', false)).toHaveLength(34)
    await expect(walk('aws', false)).rejects.toMatchObject({ name: 'ValidationException' })
  })
})
