import type { UpdateServerCertificateRequest } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { deleteConflict, entityAlreadyExists } from '../errors.ts'
import { iamArn, nameKey } from '../names.ts'
import { findServerCertificate, serverCertificates } from './server-certificate.ts'
import { userOfCertificate } from './certificate-use.ts'

/**
 * Gives a certificate another name or path, and thereby another ARN.
 * @limits Not while a listener uses it.
 */
export const UpdateServerCertificate = operation<UpdateServerCertificateRequest, object>(
  'UpdateServerCertificate',
  (ctx, input) => {
    const found = findServerCertificate(ctx.db, input.ServerCertificateName)
    const name = input.NewServerCertificateName ?? found.name
    const path = input.NewPath ?? found.path
    const id = nameKey(name)
    if (id !== found.id && ctx.db.get(serverCertificates, id)) {
      throw entityAlreadyExists(`The Server Certificate with name ${name} already exists.`)
    }
    const arn = iamArn(ctx.account, 'server-certificate', path, name)
    const user = arn === found.arn ? undefined : userOfCertificate(ctx, found.arn)
    if (user !== undefined) {
      throw deleteConflict(`Certificate: ${found.certificateId} is currently in use by ${user}.`)
    }
    ctx.db.delete(serverCertificates, found.id)
    ctx.db.put(serverCertificates, { ...found, id, name, path, arn })
    return {}
  },
)
