import { constants, createPublicKey, publicEncrypt } from 'node:crypto'
import type { GetPasswordDataCommandInput, GetPasswordDataResult } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { findInstance } from './find-instances.ts'
import { instances, type InstanceRecord } from './instance.ts'

/**
 * The administrator's password of a Windows instance, encrypted under its launch key, once it has booted;
 * empty for others.
 * @differs The guest itself asks for no password: Windows is simulated by its records alone.
 */
export const GetPasswordData = operation<GetPasswordDataCommandInput, GetPasswordDataResult>(
  'GetPasswordData',
  (ctx, input) => {
    const instance = findInstance(ctx.db, input.InstanceId)
    return {
      InstanceId: instance.id,
      PasswordData: passwordData(ctx, instance),
      Timestamp: new Date(ctx.now),
    }
  },
)

/** Windows makes its password at the first boot and leaves it encrypted under the launch key; everything else has none. */
function passwordData(ctx: Context, instance: InstanceRecord): string {
  if (instance.passwordData !== undefined) return instance.passwordData
  const key = instance.publicKey && readRsaKey(instance.publicKey)
  if (instance.platform !== 'windows' || !key || instance.checksPassedAt === undefined) return ''
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!@#$%^&*()-=.'
  let password = ''
  for (let i = 0; i < 32; i++) password += alphabet.charAt(ctx.chance.below(alphabet.length))
  const sealed = publicEncrypt(
    { key, padding: constants.RSA_PKCS1_PADDING },
    Buffer.from(password),
  ).toString('base64')
  ctx.db.put(instances, { ...instance, passwordData: sealed })
  return sealed
}

/** `ssh-rsa AAAA…`: three length-prefixed fields, the kind, the exponent and the modulus. */
function readRsaKey(openSsh: string): ReturnType<typeof createPublicKey> | undefined {
  const [kind, body] = openSsh.split(' ')
  if (kind !== 'ssh-rsa' || !body) return undefined
  const bytes = Buffer.from(body, 'base64')
  const fields: Buffer[] = []
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    fields.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  const [, exponent, modulus] = fields
  if (!exponent || !modulus) return undefined
  const number = (field: Buffer) =>
    (field[0] === 0 ? field.subarray(1) : field).toString('base64url')
  return createPublicKey({
    key: { kty: 'RSA', e: number(exponent), n: number(modulus) },
    format: 'jwk',
  })
}
