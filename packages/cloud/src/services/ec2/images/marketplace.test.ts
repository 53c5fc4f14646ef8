import { DescribeImagesCommand, RunInstancesCommand } from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

const accept = (body: object) =>
  fetch(`${cloud.url}/_brume/marketplace`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

it('asks for the terms of a Marketplace product until they are accepted', async () => {
  const ec2 = cloud.ec2()
  const { Images } = await ec2.send(
    new DescribeImagesCommand({
      Owners: ['aws-marketplace'],
      Filters: [{ Name: 'product-code.type', Values: ['marketplace'] }],
    }),
  )
  const image = Images?.[0]
  const code = image?.ProductCodes?.[0]?.ProductCodeId
  const launch = () =>
    ec2.send(
      new RunInstancesCommand({
        ImageId: image?.ImageId,
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
      }),
    )
  await expect(launch()).rejects.toMatchObject({
    name: 'OptInRequired',
    message: expect.stringContaining(`https://aws.amazon.com/marketplace/pp?sku=${code}`),
    $metadata: { httpStatusCode: 401 },
  })
  expect((await accept({ accept: 'no-such-product' })).status).toBe(404)
  expect((await accept({ account: '111111111111', accept: code })).status).toBe(200)
  await expect(launch()).rejects.toMatchObject({ name: 'OptInRequired' })
  expect((await accept({ accept: code })).status).toBe(200)
  expect((await launch()).Instances).toHaveLength(1)
})
