import type { FixedResponseActionConfig } from '@aws-sdk/client-elastic-load-balancing-v2'
import { invalidAction, validationError } from '../errors.ts'
import type { FixedResponseAction } from './rule-action.ts'

const contentTypes = [
  'text/html',
  'application/json',
  'application/javascript',
  'text/css',
  'text/plain',
]
const bodyLimit = 1024

export function readFixedResponse(
  config: FixedResponseActionConfig | undefined,
  member: string,
): FixedResponseAction {
  if (!config) {
    throw invalidAction("A fixed response config must be specified for 'fixed-response' actions")
  }
  const { StatusCode = '', ContentType, MessageBody } = config
  if (!/^(2|4|5)\d\d$/.test(StatusCode)) {
    throw validationError(
      `1 validation error detected: Value '${StatusCode}' at '${member}.fixedResponseConfig.statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(2|4|5)\\d\\d$`,
    )
  }
  if (ContentType && !contentTypes.includes(ContentType)) {
    throw invalidAction(
      `The ContentType must be one of:${contentTypes.map((type) => `'${type}'`).join(', ')}`,
    )
  }
  if (MessageBody !== undefined && Buffer.byteLength(MessageBody) > bodyLimit) {
    throw validationError(
      `1 validation error detected: Value at '${member}.fixedResponseConfig.messageBody' failed to satisfy constraint: Member must have length less than or equal to ${bodyLimit}`,
    )
  }
  return {
    type: 'fixed-response',
    statusCode: StatusCode,
    ...(ContentType !== undefined && { contentType: ContentType }),
    ...(MessageBody !== undefined && { messageBody: MessageBody }),
  }
}
