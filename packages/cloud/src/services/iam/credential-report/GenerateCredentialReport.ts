import type { GenerateCredentialReportResponse } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { credentialReports, writeReport } from './credential-report.ts'

/** AWS writes a new one every four hours at most. */
const freshMs = 4 * 60 * 60_000

/**
 * Writes the report of users and their credentials.
 * @limits A new one every four hours.
 */
export const GenerateCredentialReport = operation<object, GenerateCredentialReportResponse>(
  'GenerateCredentialReport',
  (ctx) => {
    const present = ctx.db.get(credentialReports, 'report')
    if (present && ctx.now - present.time < freshMs) return { State: 'COMPLETE' }
    ctx.db.put(credentialReports, { id: 'report', time: ctx.now, content: writeReport(ctx) })
    return {
      State: 'STARTED',
      Description: 'No report exists. Starting a new report generation task',
    }
  },
)
