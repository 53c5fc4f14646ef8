import type { GetCredentialReportResponse } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { credentialReports } from './credential-report.ts'

/** How long AWS gives a report out. */
const keptMs = 4 * 60 * 60_000

/**
 * The report that was written last.
 * @differs When passwords and keys were last used, and the root user's credentials, are not told.
 */
export const GetCredentialReport = operation<object, GetCredentialReportResponse>(
  'GetCredentialReport',
  (ctx) => {
    const present = ctx.db.get(credentialReports, 'report')
    if (!present) {
      throw new AwsError(
        'ReportNotPresent',
        'Credential report is not present. You must use GenerateCredentialReport to create it.',
        410,
      )
    }
    if (ctx.now - present.time >= keptMs) {
      throw new AwsError('ReportExpired', 'The most recent credential report has expired.', 410)
    }
    return {
      Content: Buffer.from(present.content),
      ReportFormat: 'text/csv',
      GeneratedTime: new Date(present.time),
    }
  },
)
