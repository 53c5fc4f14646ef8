import { AwsError } from '../../errors.ts'
import { invalid } from './page.ts'

const most = 200

/** A plan's tags with more on it. Throws for what AWS does not take. */
export function checkPlanTags(
  present: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  for (const [key, value] of Object.entries(added)) {
    if (key.length < 1 || key.length > 128 || key.toLowerCase().startsWith('aws:')) {
      throw invalid(`The tag key '${key}' is invalid.`)
    }
    if (value.length > 256) throw invalid(`The value of the tag '${key}' is too long.`)
  }
  const merged = { ...present, ...added }
  if (Object.keys(merged).length > most) {
    throw new AwsError(
      'ServiceQuotaExceededException',
      `A Savings Plan has at most ${most} tags.`,
      402,
    )
  }
  return merged
}
