import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { readContent } from './content.ts'
import type { DocumentFormat, DocumentType, DocumentVersion } from './document.ts'

interface VersionInput {
  readonly Content: string | undefined
  readonly DocumentFormat?: string
  readonly VersionName?: string
  readonly DisplayName?: string
}

/** A version made of a caller's input. Throws AWS's errors for content that is not valid. */
export function readNewVersion(
  ctx: Context,
  input: VersionInput,
  type: DocumentType,
  number: number,
  defaultFormat: DocumentFormat,
): DocumentVersion {
  const { Content: content = '', DocumentFormat: format = defaultFormat } = input
  if (format !== 'JSON' && format !== 'YAML') {
    throw new AwsError(
      'InvalidDocumentContent',
      `Documents of format ${format} are not supported for type ${type}.`,
    )
  }
  readContent(content, format, type)
  return {
    number,
    ...(input.VersionName === undefined ? {} : { name: input.VersionName }),
    ...(input.DisplayName === undefined ? {} : { displayName: input.DisplayName }),
    content,
    format,
    createdAt: ctx.now,
  }
}

/** `aws`, `amazon` and `amzn` begin the names of AWS's own documents. */
export function checkName(name: string): void {
  if (!/^(aws|amazon|amzn)/i.test(name)) return
  throw new AwsError(
    'ValidationException',
    `Document name ${name} is not valid: names may not begin with aws, amazon or amzn.`,
  )
}

/** Members of which this cloud can make nothing. */
export function checkUnsupported(input: {
  readonly Attachments?: readonly unknown[]
  readonly Requires?: readonly unknown[]
}): void {
  for (const member of ['Attachments', 'Requires'] as const) {
    if ((input[member] ?? []).length === 0) continue
    throw new AwsError(
      'ValidationException',
      `${member} of documents are not supported by the embedded cloud.`,
    )
  }
}
