import { versionsOf, type ParameterRecord, type ParameterVersion } from './parameter.ts'
import { versionNotFound } from './public-parameter.ts'

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html */
export function isLabel(text: string): boolean {
  return /^[a-z_.-][\w.-]{0,99}$/i.test(text) && !/^(aws|ssm)/i.test(text)
}

/** The version of that number, the latest without one. Throws `ParameterVersionNotFound`. */
export function findVersion(record: ParameterRecord, number: number | undefined): ParameterVersion {
  if (number === undefined) return record.latest
  const version = versionsOf(record).find((each) => each.version === number)
  if (!version) throw versionNotFound(record.id, String(number))
  return version
}
