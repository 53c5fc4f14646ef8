import { constants, createSign } from 'node:crypto'
import type { ActiveKey } from '../host.ts'
import type { SigningIdentity } from './signing-identity.ts'

/**
 * Keys pushed by EC2 Instance Connect as an instance reads them: each with its end, its instance and who pushed it, and signed,
 * so that the instance need not trust the network between. https://github.com/aws/aws-ec2-instance-connect-config
 */
export function connectKeyText(
  instanceId: string,
  keys: readonly ActiveKey[],
  identity: SigningIdentity,
): string {
  return keys.map((key) => signedKey(instanceId, key, identity)).join('')
}

function signedKey(instanceId: string, key: ActiveKey, identity: SigningIdentity): string {
  const block = [
    `#Timestamp=${Math.floor(key.expiresAt / 1000)}`,
    `#Instance=${instanceId}`,
    `#Caller=${key.caller}`,
    `#Request=${key.requestId}`,
    key.line,
    '',
  ].join('\n')
  const signature = createSign('sha256').update(block).sign({
    key: identity.privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 32,
  })
  return `${block}${signature.toString('base64')}\n\n`
}
