import * as iam from '@aws-sdk/client-iam'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeCertificate, type MadeCertificate } from '../../../testing/make-certificate.ts'

let cloud: TestCloud
let client: iam.IAMClient
let shop: MadeCertificate
let other: MadeCertificate
beforeAll(async () => {
  cloud = await startTestCloud()
  client = cloud.iam()
  shop = await makeCertificate('shop.example')
  other = await makeCertificate('other.example')
})
afterAll(() => cloud.close())

const upload = (input: Partial<iam.UploadServerCertificateRequest>) =>
  client.send(
    new iam.UploadServerCertificateCommand({
      ServerCertificateName: 'shop',
      CertificateBody: shop.certificate,
      PrivateKey: shop.privateKey,
      ...input,
    }),
  )

it('a certificate is kept, told without its key, listed, renamed, tagged and deleted', async () => {
  const made = await upload({ Path: '/web/', Tags: [{ Key: 'a', Value: 'b' }] })
  expect(made.ServerCertificateMetadata).toMatchObject({
    ServerCertificateName: 'shop',
    Path: '/web/',
    Arn: 'arn:aws:iam::123456789012:server-certificate/web/shop',
    ServerCertificateId: expect.stringMatching(/^ASCA[A-Z2-7]{17}$/),
    Expiration: new Date('2035-01-01'),
  })
  await expect(upload({ ServerCertificateName: 'SHOP' })).rejects.toMatchObject({
    name: 'EntityAlreadyExistsException',
    message: 'The Server Certificate with name SHOP already exists.',
  })
  const get = (ServerCertificateName: string) =>
    client.send(new iam.GetServerCertificateCommand({ ServerCertificateName }))
  const { ServerCertificate } = await get('shop')
  expect(ServerCertificate?.CertificateBody?.trim()).toBe(shop.certificate.trim())
  expect(JSON.stringify(ServerCertificate)).not.toContain('PRIVATE KEY')
  const list = async (PathPrefix?: string) =>
    (await client.send(new iam.ListServerCertificatesCommand({ PathPrefix })))
      .ServerCertificateMetadataList ?? []
  expect(await list('/web/')).toEqual([made.ServerCertificateMetadata])
  expect(await list('/app/')).toEqual([])
  const tagged = { ServerCertificateName: 'shop' }
  await client.send(
    new iam.TagServerCertificateCommand({ ...tagged, Tags: [{ Key: 'c', Value: 'd' }] }),
  )
  await client.send(new iam.UntagServerCertificateCommand({ ...tagged, TagKeys: ['a'] }))
  const { Tags } = await client.send(new iam.ListServerCertificateTagsCommand(tagged))
  expect(Tags).toEqual([{ Key: 'c', Value: 'd' }])
  await client.send(
    new iam.UpdateServerCertificateCommand({
      ...tagged,
      NewServerCertificateName: 'store',
      NewPath: '/',
    }),
  )
  expect((await get('store')).ServerCertificate?.ServerCertificateMetadata?.Arn).toBe(
    'arn:aws:iam::123456789012:server-certificate/store',
  )
  await expect(get('shop')).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'The Server Certificate with name shop cannot be found.',
  })
  await client.send(new iam.DeleteServerCertificateCommand({ ServerCertificateName: 'store' }))
  expect(await list()).toEqual([])
})

it('refuses what is no certificate, or not the key’s', async () => {
  await expect(upload({ CertificateBody: 'certbody' })).rejects.toMatchObject({
    name: 'MalformedCertificateException',
  })
  await expect(upload({ PrivateKey: 'privatekey' })).rejects.toMatchObject({
    name: 'MalformedCertificateException',
  })
  await expect(upload({ PrivateKey: other.privateKey })).rejects.toMatchObject({
    name: 'KeyPairMismatchException',
  })
  await expect(upload({ CertificateChain: other.certificate })).rejects.toMatchObject({
    name: 'MalformedCertificateException',
    message: expect.stringContaining('Unable to validate certificate chain'),
  })
})
