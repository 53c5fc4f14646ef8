import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import {
  CreateKeyPairCommand,
  DeleteKeyPairCommand,
  DescribeKeyPairsCommand,
  ImportKeyPairCommand,
  type CreateKeyPairCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import ssh2 from 'ssh2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodePublicKey } from './public-keys.ts'
import { takeSshString } from './ssh-encoding.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

async function create(KeyName: string, more: Partial<CreateKeyPairCommandInput> = {}) {
  const ec2 = cloud.ec2()
  const created = await ec2.send(new CreateKeyPairCommand({ KeyName, ...more }))
  const { KeyPairs } = await ec2.send(
    new DescribeKeyPairsCommand({ KeyNames: [KeyName], IncludePublicKey: true }),
  )
  return { material: created.KeyMaterial ?? '', created, described: KeyPairs?.[0] }
}

/** As an SSH client reads the file. */
function parse(material: string) {
  const parsed = ssh2.utils.parseKey(material)
  if (parsed instanceof Error || Array.isArray(parsed)) throw new Error('not one key')
  return parsed
}

describe('created pairs', () => {
  it('are RSA in PEM, with the SHA-1 of the private key as fingerprint', async () => {
    const { material, created, described } = await create('rsa', {
      TagSpecifications: [{ ResourceType: 'key-pair', Tags: [{ Key: 'Name', Value: 'k' }] }],
    })
    expect(material).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/)
    expect(described).toMatchObject({
      KeyPairId: created.KeyPairId,
      KeyType: 'rsa',
      KeyFingerprint: created.KeyFingerprint,
      Tags: [{ Key: 'Name', Value: 'k' }],
    })
    const blob = parse(material).getPublicSSH().toString('base64')
    expect(described?.PublicKey).toBe(`ssh-rsa ${blob} rsa`)
    const der = createPrivateKey(material).export({ format: 'der', type: 'pkcs8' })
    const sha1 = createHash('sha1').update(der).digest('hex').match(/../g)
    expect(created.KeyFingerprint).toBe(sha1?.join(':'))
  })

  it('are ED25519 in OpenSSH form, with OpenSSH’s own fingerprint', async () => {
    const { material, created, described } = await create('ed', { KeyType: 'ed25519' })
    expect(material).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/)
    const key = parse(material)
    expect(key.comment).toBe('ed')
    const blob = key.getPublicSSH()
    expect(described?.PublicKey).toBe(`ssh-ed25519 ${blob.toString('base64')} ed`)
    expect(created.KeyFingerprint).toBe(createHash('sha256').update(blob).digest('base64'))
    const signature = key.sign('text')
    expect(signature instanceof Error || key.verify('text', signature)).toBe(true)
  })

  it('are RSA for PuTTY', async () => {
    const { material, described } = await create('putty', { KeyFormat: 'ppk' })
    const parsed = parse(material)
    expect(parsed.isPrivateKey()).toBe(true)
    expect(parsed.getPublicSSH().toString('base64')).toBe(described?.PublicKey?.split(' ')[1])
  })

  it('are ED25519 for PuTTY: the seed of the very public key', async () => {
    const { material, described } = await create('putty-ed', {
      KeyFormat: 'ppk',
      KeyType: 'ed25519',
    })
    const lines = material.split('\n')
    expect(lines[0]).toBe('PuTTY-User-Key-File-2: ssh-ed25519')
    const at = lines.findIndex((line) => line.startsWith('Private-Lines: 1'))
    const seed = takeSshString(Buffer.from(lines[at + 1] ?? '', 'base64'))?.value ?? Buffer.alloc(0)
    expect(seed).toHaveLength(32)
    const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
    const key = createPrivateKey({
      key: Buffer.concat([prefix, seed]),
      format: 'der',
      type: 'pkcs8',
    })
    expect(encodePublicKey(createPublicKey(key)).toString('base64')).toBe(
      described?.PublicKey?.split(' ')[1],
    )
  })
})

describe('imported pairs', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
  const blob = encodePublicKey(rsa).toString('base64')
  const der = rsa.export({ format: 'der', type: 'spki' })
  const forms = {
    'an authorized_keys line': `ssh-rsa ${blob} ann@laptop`,
    'RFC 4716': `---- BEGIN SSH2 PUBLIC KEY ----\nComment: "ann"\n${(blob.match(/.{1,70}/g) ?? []).join('\n')}\n---- END SSH2 PUBLIC KEY ----`,
    'DER in base64': der.toString('base64'),
    PEM: String(rsa.export({ format: 'pem', type: 'spki' })),
  }

  it.each(Object.entries(forms))('are taken as %s', async (KeyName, text) => {
    const ec2 = cloud.ec2()
    const imported = await ec2.send(
      new ImportKeyPairCommand({ KeyName, PublicKeyMaterial: Buffer.from(text) }),
    )
    const md5 = createHash('md5').update(der).digest('hex')
    expect(imported.KeyFingerprint?.replaceAll(':', '')).toBe(md5)
    const { KeyPairs } = await ec2.send(
      new DescribeKeyPairsCommand({ KeyNames: [KeyName], IncludePublicKey: true }),
    )
    expect(KeyPairs?.[0]?.PublicKey?.split(' ')[1]).toBe(blob)
  })

  it.each(['', 'ssh-rsa', 'ssh-dss AAAA', `ssh-ed25519 ${blob}`, 'ssh-rsa AAAAB3NzaC1yc2EAAAA='])(
    'are refused as %j',
    async (text) => {
      const material = Buffer.from(text || ' ')
      await expect(
        cloud.ec2().send(new ImportKeyPairCommand({ KeyName: 'bad', PublicKeyMaterial: material })),
      ).rejects.toMatchObject({ name: 'InvalidKey.Format' })
    },
  )
})

describe('key pairs', () => {
  it('are found by filters, refused when doubled, and deleted without complaint', async () => {
    const ec2 = cloud.ec2({ account: '444444444444' })
    const KeyName = 'mine'
    const created = await ec2.send(new CreateKeyPairCommand({ KeyName, KeyType: 'ed25519' }))
    await expect(ec2.send(new CreateKeyPairCommand({ KeyName }))).rejects.toMatchObject({
      name: 'InvalidKeyPair.Duplicate',
      message: 'The keypair already exists',
    })
    const found = await ec2.send(
      new DescribeKeyPairsCommand({
        Filters: [
          { Name: 'key-name', Values: ['m*'] },
          { Name: 'fingerprint', Values: [created.KeyFingerprint ?? ''] },
        ],
      }),
    )
    expect(found.KeyPairs).toHaveLength(1)
    expect(found.KeyPairs?.[0]?.PublicKey).toBeUndefined()
    const deleted = await ec2.send(new DeleteKeyPairCommand({ KeyName }))
    expect(deleted.KeyPairId).toBe(created.KeyPairId)
    await ec2.send(new DeleteKeyPairCommand({ KeyName }))
    await expect(
      ec2.send(new DescribeKeyPairsCommand({ KeyNames: [KeyName] })),
    ).rejects.toMatchObject({
      name: 'InvalidKeyPair.NotFound',
      message: "The key pair 'mine' does not exist",
    })
  })

  it('leave nothing behind after a dry run', async () => {
    const ec2 = cloud.ec2()
    await expect(
      ec2.send(new CreateKeyPairCommand({ KeyName: 'dry', KeyType: 'ed25519', DryRun: true })),
    ).rejects.toMatchObject({ name: 'DryRunOperation' })
    const { KeyPairs } = await ec2.send(
      new DescribeKeyPairsCommand({ Filters: [{ Name: 'key-name', Values: ['dry'] }] }),
    )
    expect(KeyPairs).toEqual([])
  })
})
