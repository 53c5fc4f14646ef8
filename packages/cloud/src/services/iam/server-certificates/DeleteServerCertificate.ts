import type { DeleteServerCertificateRequest } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { deleteConflict } from '../errors.ts'
import { findServerCertificate, serverCertificates } from './server-certificate.ts'
import { userOfCertificate } from './certificate-use.ts'

/**
 * Deletes a certificate with its key.
 * @limits Not while a listener uses it.
 */
export const DeleteServerCertificate = operation<DeleteServerCertificateRequest, object>(
  'DeleteServerCertificate',
  (ctx, { ServerCertificateName }) => {
    const { id, arn, certificateId } = findServerCertificate(ctx.db, ServerCertificateName)
    const user = userOfCertificate(ctx, arn)
    if (user !== undefined) {
      throw deleteConflict(
        `Certificate: ${certificateId} is currently in use by ${user}. Please remove it first before deleting it from IAM.`,
      )
    }
    ctx.db.delete(serverCertificates, id)
    return {}
  },
)
