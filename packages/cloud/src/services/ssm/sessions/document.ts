import { AwsError } from '../../../errors.ts'

const defaultDocument = 'SSM-SessionManagerRunShell'

/** Session documents that every account has and this cloud cannot run yet. */
const unsupported = new Set([
  'AWS-StartInteractiveCommand',
  'AWS-StartNonInteractiveCommand',
  'AWS-StartPortForwardingSession',
  'AWS-StartPortForwardingSessionToRemoteHost',
  'AWS-StartPortForwardingSessionToSocket',
  'AWS-StartSSHSession',
  'AWS-PasswordReset',
])

/** The name of the document to run; throws unless it is one that opens a shell. */
export function checkDocument(name: string | undefined, parameters: object | undefined): string {
  const document = name ?? defaultDocument
  if (unsupported.has(document)) {
    throw new AwsError(
      'InvalidDocument',
      `Document with name ${document} is not supported by the embedded cloud.`,
    )
  }
  if (document !== defaultDocument) {
    throw new AwsError('InvalidDocument', `Document with name ${document} does not exist.`)
  }
  const unknown = Object.keys(parameters ?? {})[0]
  if (unknown !== undefined) {
    throw new AwsError(
      'InvalidParameters',
      `Parameter ${unknown} is not defined in document ${document}.`,
    )
  }
  return document
}
