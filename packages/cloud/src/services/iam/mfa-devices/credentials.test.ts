import { generateKeyPairSync } from 'node:crypto'
import * as iam from '@aws-sdk/client-iam'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { encodePublicKey } from '../../ec2/key-pairs/public-keys.ts'
import { oneTimeCode } from './one-time-code.ts'

let cloud: TestCloud
let client: iam.IAMClient
const UserName = 'ada'
beforeAll(async () => {
  cloud = await startTestCloud()
  client = cloud.iam()
  await client.send(new iam.CreateUserCommand({ UserName }))
})
afterAll(() => cloud.close())

/** RFC 6238, appendix B: the last six digits of what SHA-1 gives at 59 s. */
it('codes are those of every authenticator', () => {
  expect(oneTimeCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 1)).toBe('287082')
})

it('a virtual MFA device is made, given to a user by two codes, and taken away', async () => {
  const make = () =>
    client.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }))
  const { VirtualMFADevice } = await make()
  const SerialNumber = VirtualMFADevice?.SerialNumber ?? ''
  expect(SerialNumber).toBe('arn:aws:iam::123456789012:mfa/phone')
  const seed = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString()
  expect(seed).toMatch(/^[A-Z2-7]{64}$/)
  await expect(make()).rejects.toMatchObject({ name: 'EntityAlreadyExistsException' })
  const step = Math.floor(cloud.now() / 30_000)
  const enable = (AuthenticationCode1: string, AuthenticationCode2: string) =>
    client.send(
      new iam.EnableMFADeviceCommand({
        UserName,
        SerialNumber,
        AuthenticationCode1,
        AuthenticationCode2,
      }),
    )
  const [one, two] = [oneTimeCode(seed, step), oneTimeCode(seed, step + 1)]
  await expect(enable(two, one)).rejects.toMatchObject({
    name: 'InvalidAuthenticationCodeException',
  })
  const list = async (AssignmentStatus: 'Assigned' | 'Unassigned') =>
    (await client.send(new iam.ListVirtualMFADevicesCommand({ AssignmentStatus })))
      .VirtualMFADevices
  expect(await list('Unassigned')).toMatchObject([{ SerialNumber }])
  await enable(one, two)
  expect(await list('Assigned')).toMatchObject([{ SerialNumber, User: { UserName } }])
  const { MFADevices } = await client.send(new iam.ListMFADevicesCommand({ UserName }))
  expect(MFADevices).toMatchObject([{ UserName, SerialNumber }])
  const remove = () => client.send(new iam.DeleteVirtualMFADeviceCommand({ SerialNumber }))
  await expect(remove()).rejects.toMatchObject({ name: 'DeleteConflictException' })
  await expect(client.send(new iam.DeleteUserCommand({ UserName }))).rejects.toMatchObject({
    message: 'Cannot delete entity, must delete MFA device first.',
  })
  const { SummaryMap } = await client.send(new iam.GetAccountSummaryCommand({}))
  expect(SummaryMap).toMatchObject({ MFADevices: 1, MFADevicesInUse: 1 })
  const codes = { AuthenticationCode1: one, AuthenticationCode2: two }
  await client.send(new iam.ResyncMFADeviceCommand({ UserName, SerialNumber, ...codes }))
  await client.send(new iam.DeactivateMFADeviceCommand({ UserName, SerialNumber }))
  await remove()
  await expect(remove()).rejects.toMatchObject({ name: 'NoSuchEntityException' })
})

it('an SSH public key is kept, told in two forms, switched off, and deleted', async () => {
  const upload = (SSHPublicKeyBody: string) =>
    client.send(new iam.UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody }))
  const line = (modulusLength: number) =>
    `ssh-rsa ${encodePublicKey(generateKeyPairSync('rsa', { modulusLength }).publicKey).toString('base64')}`
  const body = line(2048)
  const { SSHPublicKey } = await upload(body)
  const SSHPublicKeyId = SSHPublicKey?.SSHPublicKeyId ?? ''
  expect(SSHPublicKey).toMatchObject({ UserName, Status: 'Active', SSHPublicKeyBody: body })
  expect(SSHPublicKeyId).toMatch(/^APKA[A-Z2-7]{17}$/)
  await expect(upload(body)).rejects.toMatchObject({ name: 'DuplicateSSHPublicKeyException' })
  await expect(upload('ssh-rsa nothing')).rejects.toMatchObject({
    name: 'InvalidPublicKeyException',
  })
  await expect(upload(line(1024))).rejects.toMatchObject({ name: 'InvalidPublicKeyException' })
  const key = { UserName, SSHPublicKeyId }
  const pem = await client.send(new iam.GetSSHPublicKeyCommand({ ...key, Encoding: 'PEM' }))
  expect(pem.SSHPublicKey?.SSHPublicKeyBody).toContain('BEGIN PUBLIC KEY')
  await client.send(new iam.UpdateSSHPublicKeyCommand({ ...key, Status: 'Inactive' }))
  const { SSHPublicKeys } = await client.send(new iam.ListSSHPublicKeysCommand({ UserName }))
  expect(SSHPublicKeys).toMatchObject([{ SSHPublicKeyId, Status: 'Inactive' }])
  await client.send(new iam.DeleteSSHPublicKeyCommand(key))
  await expect(client.send(new iam.DeleteSSHPublicKeyCommand(key))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  })
})

it('the credential report tells of every user, and is written anew after four hours', async () => {
  const get = () => client.send(new iam.GetCredentialReportCommand({}))
  await expect(get()).rejects.toMatchObject({ name: 'CredentialReportNotPresentException' })
  const generate = () => client.send(new iam.GenerateCredentialReportCommand({}))
  expect(await generate()).toMatchObject({ State: 'STARTED' })
  expect(await generate()).toMatchObject({ State: 'COMPLETE' })
  const { Content, ReportFormat } = await get()
  expect(ReportFormat).toBe('text/csv')
  const [head, root, ada] = Buffer.from(Content ?? [])
    .toString()
    .split('\n')
  expect(head?.split(',')).toHaveLength(22)
  expect(root).toContain('<root_account>,arn:aws:iam::123456789012:root')
  expect(ada?.split(',')).toHaveLength(22)
  expect(ada).toMatch(/^ada,arn:aws:iam::123456789012:user\/ada,/)
  await cloud.advance('5h')
  await expect(get()).rejects.toMatchObject({ name: 'CredentialReportExpiredException' })
  expect(await generate()).toMatchObject({ State: 'STARTED' })
})
