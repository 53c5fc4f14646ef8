import { createSign } from 'node:crypto'
import forge from 'node-forge'
import type { Context } from '../engine/context.ts'
import type { InstanceRecord } from '../services/ec2/instances/instance.ts'
import { primaryInterface } from '../services/ec2/instances/public-address.ts'
import { isoSeconds, json } from './metadata-text.ts'
import type { SigningIdentity } from './signing-identity.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html */
export function identityDocument(ctx: Context, instance: InstanceRecord): string {
  return json({
    accountId: ctx.account,
    architecture: instance.architecture,
    availabilityZone: instance.availabilityZone,
    billingProducts: null,
    devpayProductCodes: null,
    marketplaceProductCodes: instance.productCodes.length
      ? instance.productCodes.map(({ id }) => id)
      : null,
    imageId: instance.imageId,
    instanceId: instance.id,
    instanceType: instance.instanceType,
    kernelId: null,
    pendingTime: isoSeconds(instance.launchTime),
    privateIp: primaryInterface(ctx.db, instance.id)?.privateIpAddress ?? null,
    ramdiskId: null,
    region: ctx.region,
    version: '2017-09-30',
  })
}

/** `signature`: RSA and SHA-256 over the document, base64 in lines. */
export function signDocument(document: string, identity: SigningIdentity): string {
  const signature = createSign('sha256').update(document).sign(identity.privateKey)
  return inLines(signature.toString('base64'))
}

/** `pkcs7` and `rsa2048`: the document in a signed envelope, PEM without its first and last line. */
export function wrapDocument(document: string, identity: SigningIdentity, nowMs: number): string {
  const { pki, pkcs7, util } = forge
  const envelope = pkcs7.createSignedData()
  envelope.content = util.createBuffer(document, 'utf8')
  envelope.addCertificate(identity.certificate)
  envelope.addSigner({
    key: pki.privateKeyFromPem(identity.privateKey),
    certificate: identity.certificate,
    digestAlgorithm: pki.oids['sha256'] ?? '',
    authenticatedAttributes: [
      { type: pki.oids['contentType'] ?? '', value: pki.oids['data'] ?? '' },
      { type: pki.oids['messageDigest'] ?? '' },
      { type: pki.oids['signingTime'] ?? '', value: new Date(nowMs).toISOString() },
    ],
  })
  envelope.sign()
  const der = forge.asn1.toDer(envelope.toAsn1()).getBytes()
  return inLines(util.encode64(der))
}

function inLines(base64: string): string {
  return base64.replace(/(.{64})(?=.)/g, '$1\n')
}
