import { quoteWord } from '../../lib/shell-quote.ts'
import { toInput, type SendForm } from './send-form.ts'

/** The form as the AWS CLI's command, for a POSIX shell. */
export function toCli(
  form: SendForm,
  where: { readonly region: string; readonly endpointUrl?: string | undefined },
): string {
  const input = toInput(form)
  const json = (value: unknown) => quoteWord(JSON.stringify(value))
  const options = [
    `--document-name ${quoteWord(form.document)}`,
    `--document-version ${quoteWord(form.version)}`,
    input.Targets
      ? `--targets ${json(input.Targets)}`
      : `--instance-ids ${form.instanceIds.map(quoteWord).join(' ')}`,
    `--parameters ${json(input.Parameters)}`,
    // Joined by =, or a comment that begins with a dash would be an option of its own.
    ...(form.comment === '' ? [] : [`--comment=${quoteWord(form.comment)}`]),
    `--timeout-seconds ${quoteWord(form.timeout)}`,
    `--max-concurrency ${quoteWord(form.concurrency)}`,
    `--max-errors ${quoteWord(form.maxErrors)}`,
    `--region ${quoteWord(where.region)}`,
    ...(where.endpointUrl === undefined ? [] : [`--endpoint-url ${quoteWord(where.endpointUrl)}`]),
  ]
  return ['aws ssm send-command', ...options].join(' \\\n  ')
}
